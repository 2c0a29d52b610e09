import type { App, BrowserWindow, Menu, WebContents } from 'electron'
import type { HostEvent, MenuCommand, MenuItem } from '../../desk.ts'
import { fallbackTemplate } from './fallback.ts'
import { type Direction, templateFrom, withMnemonics } from './template.ts'

/**
 * The native menu bar. Each page describes its own; on macOS the one bar is that of the window in front, elsewhere each window
 * has its own. A chosen command goes back to the page as an event. Before a page has described its menus, and on macOS while
 * there is no window, the fallback is shown.
 */

/** What the menu bar uses of Electron and of the other parts. */
export interface MenuParts {
  readonly app: Pick<App, 'on'>
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  readonly platform: NodeJS.Platform
  /** Returns the window of a page; null for one that is gone. */
  readonly windowOf: (contents: WebContents) => Pick<BrowserWindow, 'isFocused' | 'setMenu'> | null
  readonly send: (contents: WebContents, event: HostEvent) => void
  /** Returns the page of the window in front; opens a window if there is none. */
  readonly frontPage: () => WebContents | null
}

type BuiltMenu = ReturnType<typeof Menu.buildFromTemplate>

/** A page's menu bar. */
interface Bar {
  readonly menu: BuiltMenu
  /** The description but for what is enabled and checked, as text to compare. */
  readonly structure: string
  /** The commands by id, as last described. */
  commands: ReadonlyMap<string, MenuCommand>
}

/** Sets up the menu bar. Returns a function that sets a page's menus. */
export function setupMenus(parts: MenuParts): (contents: WebContents, items: readonly MenuItem[]) => void {
  const { Menu, platform } = parts
  const bars = new WeakMap<WebContents, Bar>()
  const runInFront = (id: string): void => {
    const contents = parts.frontPage()
    if (contents !== null) choose(parts, contents, { kind: 'command', id })
  }
  const fallback = Menu.buildFromTemplate(fallbackTemplate(platform, runInFront))
  Menu.setApplicationMenu(fallback)
  if (platform === 'darwin') followFront(parts, fallback, (contents) => bars.get(contents)?.menu)

  return (contents, items) => {
    const structure = structureOf(items)
    const commands = commandsIn(items)
    const known = bars.get(contents)
    if (known?.structure === structure) {
      known.commands = commands
      showStates(known)
      return
    }
    const window = parts.windowOf(contents)
    if (window === null) return
    const template = templateFrom(items, {
      platform,
      isChecked: (id) => bars.get(contents)?.commands.get(id)?.isChecked === true,
      choose: (event) => {
        choose(parts, contents, event)
      },
      travel: (direction, onlyInField) => {
        void travel(parts, contents, direction, onlyInField)
      },
    })
    const menu = Menu.buildFromTemplate(platform === 'darwin' ? template : withMnemonics(template))
    bars.set(contents, { menu, structure, commands })
    if (platform !== 'darwin') window.setMenu(menu)
    else if (window.isFocused()) Menu.setApplicationMenu(menu)
  }
}

/**
 * Sends a chosen item to its page. A click in a native menu is no gesture for the page, and without one Chromium opens no file
 * dialog for it; running an empty script with `userGesture` makes it one.
 */
function choose({ send }: MenuParts, contents: WebContents, event: HostEvent): void {
  if (contents.isDestroyed()) return
  void contents
    .executeJavaScript('undefined', true)
    // A page that crashed is loaded again, and the event waits for it.
    .catch(() => undefined)
    .then(() => {
      send(contents, event)
    })
}

/** Undoes or redoes in the text field that has the focus, by Chromium's history for it; else in the article, by the page's. */
async function travel(
  parts: MenuParts,
  contents: WebContents,
  direction: Direction,
  onlyInField: boolean,
): Promise<void> {
  if (contents.isDestroyed()) return
  const script = `/^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName) && (document.execCommand('${direction}'), true)`
  const isDone: unknown = await contents.executeJavaScript(script, true).catch(() => true)
  if (isDone !== true && !onlyInField) choose(parts, contents, { kind: 'command', id: direction })
}

/** On macOS, shows the menus of whichever window is in front, and the fallback once that is closed. */
function followFront(
  { app, Menu }: MenuParts,
  fallback: BuiltMenu,
  menuOf: (contents: WebContents) => BuiltMenu | undefined,
): void {
  let front: unknown = null
  app.on('browser-window-focus', (_event, window) => {
    front = window
    Menu.setApplicationMenu(menuOf(window.webContents) ?? fallback)
  })
  app.on('browser-window-created', (_event, window) => {
    window.on('closed', () => {
      if (front !== window) return
      front = null
      Menu.setApplicationMenu(fallback)
    })
  })
}

/** What changes in place, without another menu. */
const STATES: ReadonlySet<string> = new Set<keyof MenuCommand>(['isEnabled', 'isChecked'])

function structureOf(items: readonly MenuItem[]): string {
  return JSON.stringify(items, (key, value: unknown) =>
    // A command becomes no checkbox later on, so null is part of the structure.
    STATES.has(key) && value !== null ? undefined : value,
  )
}

function commandsIn(items: readonly MenuItem[]): ReadonlyMap<string, MenuCommand> {
  const commands = new Map<string, MenuCommand>()
  for (const item of items) {
    if (item.kind === 'command') commands.set(item.id, item)
    if (item.kind === 'menu') for (const [id, command] of commandsIn(item.items)) commands.set(id, command)
  }
  return commands
}

/** Enables and checks the items of a menu that is shown: exchanging it would close it under the writer's pointer. */
function showStates({ menu, commands }: Bar): void {
  for (const [id, { isEnabled, isChecked }] of commands) {
    const item = menu.getMenuItemById(id)
    if (item === null) continue
    item.enabled = isEnabled
    if (isChecked !== null) item.checked = isChecked
  }
}
