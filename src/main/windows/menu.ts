import type { Menu, MenuItemConstructorOptions } from 'electron'
import { t } from '../messages.ts'

export interface MenuParts {
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  readonly platform: NodeJS.Platform
}

/** Sets the app's menu: the system's own menus, by role. Galley's own commands are in the page. */
export function setupMenu({ Menu, platform }: MenuParts): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
      { role: 'fileMenu' },
      { role: 'editMenu' },
      { label: t('menu.view'), submenu: VIEW_ITEMS },
      { role: 'windowMenu' },
      { role: 'help', submenu: [{ role: 'about' }] },
    ]),
  )
}

/** The view menu without Electron's items for reloading, which could leave the page in the middle of a word. */
const VIEW_ITEMS: MenuItemConstructorOptions[] = [
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { type: 'separator' },
  { role: 'togglefullscreen' },
]
