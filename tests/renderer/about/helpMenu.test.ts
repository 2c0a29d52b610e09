import { createPinia, type Pinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, createApp, nextTick } from 'vue'
import HelpMenu from '../../../src/renderer/src/about/HelpMenu.vue'
import { helpCommands } from '../../../src/renderer/src/commands/page/help.ts'
import { useCommands } from '../../../src/renderer/src/commands/commandStore.ts'
import { i18n } from '../../../src/renderer/src/i18n.ts'
import { useDialogs } from '../../../src/renderer/src/stores/dialogs.ts'

let app: App | null = null
let pinia: Pinia

beforeEach(() => {
  pinia = createPinia()
  setActivePinia(pinia)
  useCommands().add(helpCommands())
  app = createApp(HelpMenu, { side: 'top' }).use(pinia).use(i18n)
  app.mount(document.body.appendChild(document.createElement('div')))
})

afterEach(() => {
  app?.unmount()
  document.body.replaceChildren()
})

/** Opens the menu by its key. */
async function openMenu(): Promise<HTMLElement[]> {
  const trigger = document.querySelector<HTMLElement>('[aria-label="Help"]')
  trigger?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  await nextTick()
  await new Promise((resolve) => setTimeout(resolve, 20))
  return [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')]
}

it('leads to the settings', () => {
  document.querySelector<HTMLElement>('[aria-label="Settings"]')?.click()
  expect(useDialogs().open).toBe('settings')
})

it('lists the help there is, with the keys of each', async () => {
  const rows = await openMenu()
  const labels = rows.map((row) => row.textContent.replace(/Ctrl\+.$/, ''))
  expect(labels).toEqual([
    'Keyboard shortcuts',
    'Markdown and dialogue cheat sheet',
    'Commands and drafts',
    'What’s new',
    'Report a problem…',
    'About Galley',
  ])
  expect(rows.map((row) => row.querySelector('kbd')?.textContent ?? '')).toEqual([
    'Ctrl+/',
    '',
    'Ctrl+K',
    '',
    '',
    '',
  ])
})

it('opens the cheat sheet', async () => {
  const rows = await openMenu()
  rows[1]?.click()
  await nextTick()
  expect(useDialogs().open).toBe('cheatSheet')
})
