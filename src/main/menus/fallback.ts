import type { MenuItemConstructorOptions } from 'electron'
import { t } from '../messages.ts'

/**
 * Returns the template of the menus without a page: a new draft, opening a file, quitting, and the system's items.
 * @param run runs a command of the page's list in the window in front, or in a new one
 */
export function fallbackTemplate(
  platform: NodeJS.Platform,
  run: (id: string) => void,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const command = (id: string, label: string): MenuItemConstructorOptions => ({
    label,
    click: () => {
      run(id)
    },
  })
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: t('menu.file'),
      submenu: [
        // While there is no page, no one else binds the keys.
        { ...command('article.new', t('menu.new')), ...(isMac ? { accelerator: 'Command+Alt+N' } : {}) },
        { ...command('article.import', t('menu.import')), ...(isMac ? { accelerator: 'Command+O' } : {}) },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    // Without Electron's items for reloading, which could leave the page in the middle of a word.
    { label: t('menu.view'), submenu: [{ role: 'togglefullscreen' }] },
    { role: 'windowMenu' },
  ]
}
