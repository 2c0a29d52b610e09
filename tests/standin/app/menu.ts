import type { MenuEntry } from '../contract.ts'
import { plainApp } from './app.ts'
import { note, options, strict } from './machine.ts'

type Template = Electron.MenuItemConstructorOptions
/** Electron takes roles in any case; types name them in camel case. */
type Role = string

/** The submenus of Electron's roles for whole menus. */
function roleSubmenu(role: Role): Template[] | undefined {
  const isMac = options().platform === 'darwin'
  const separator: Template = { type: 'separator' }
  const menus: Readonly<Record<string, Template[]>> = {
    appmenu: [
      { role: 'about' },
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
    filemenu: [isMac ? { role: 'close' } : { role: 'quit' }],
    editmenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      ...(isMac ? [{ role: 'pasteAndMatchStyle' } as const] : []),
      { role: 'delete' },
      { role: 'selectAll' },
    ],
    viewmenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
    ],
    windowmenu: [
      { role: 'minimize' },
      { role: 'zoom' },
      ...(isMac ? [separator, { role: 'front' } as const] : [{ role: 'close' } as const]),
    ],
    sharemenu: [],
  }
  return menus[role.toLowerCase()]
}

/** The labels of roles whose label is not the role in words: `selectAll` is "Select All". */
function roleLabel(role: Role): string {
  const labels: Readonly<Record<string, string>> = {
    appmenu: plainApp.name,
    about: `About ${plainApp.name}`,
    quit: options().platform === 'win32' ? 'Exit' : 'Quit',
    togglefullscreen: 'Toggle Full Screen',
    resetzoom: 'Actual Size',
    pasteandmatchstyle: 'Paste and Match Style',
    help: 'Help',
    close: 'Close Window',
  }
  const words = role.replace(/Menu$/, '').replace(/([a-z])([A-Z])/g, '$1 $2')
  return labels[role.toLowerCase()] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

/** What a role does; the focused window is given to it. */
type FocusedWindow = {
  readonly menu: MenuDouble | null | undefined
  readonly webContents: {
    edit(command: string): void
    reload(): void
    setZoomLevel(level: number): void
    getZoomLevel(): number
  }
  close(): void
  minimize(): void
  setFullScreen(isFull: boolean): void
  isFullScreen(): boolean
} | null

const focused: { window: () => FocusedWindow } = { window: () => null }

/** Sets how menus find the focused window. */
export function setFocusedWindow(find: () => unknown): void {
  focused.window = find as () => FocusedWindow
}

const EDIT_ROLES = ['undo', 'redo', 'cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll']

function runRole(role: Role): void {
  const window = focused.window()
  const edit = EDIT_ROLES.find((each) => each.toLowerCase() === role.toLowerCase())
  if (edit !== undefined) window?.webContents.edit(edit)
  else
    switch (role.toLowerCase()) {
      case 'quit':
        plainApp.quit()
        break
      case 'about':
        plainApp.showAboutPanel()
        break
      case 'close':
        window?.close()
        break
      case 'minimize':
        window?.minimize()
        break
      case 'togglefullscreen':
        window?.setFullScreen(!window.isFullScreen())
        break
      case 'resetzoom':
        window?.webContents.setZoomLevel(0)
        break
      case 'zoomin':
        window?.webContents.setZoomLevel(window.webContents.getZoomLevel() + 0.5)
        break
      case 'zoomout':
        window?.webContents.setZoomLevel(window.webContents.getZoomLevel() - 0.5)
        break
      default:
        note('menu.role', role)
    }
}

let lastCommand = 0

/** Electron's `MenuItem`. */
class MenuItemDouble {
  readonly id: string
  readonly role: string
  readonly type: string
  readonly commandId: number
  readonly accelerator: string
  readonly submenu: MenuDouble | null
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean
  toolTip = ''
  readonly click: (event?: unknown, window?: unknown, contents?: unknown) => void

  constructor(template: Template) {
    const role = template.role ?? ''
    const given = template.submenu ?? roleSubmenu(role)
    lastCommand += 1
    this.commandId = lastCommand
    this.id = template.id ?? ''
    this.role = role
    this.submenu =
      given === undefined
        ? null
        : Array.isArray(given)
          ? MenuDouble.buildFromTemplate(given)
          : (given as unknown as MenuDouble)
    this.type = template.type ?? (this.submenu === null ? 'normal' : 'submenu')
    this.label = template.label ?? (role === '' ? '' : roleLabel(role))
    this.accelerator = template.accelerator ?? ''
    this.enabled = template.enabled ?? true
    this.visible = template.visible ?? true
    this.checked = template.checked ?? false
    this.click = () => {
      if (!this.enabled) return
      if (this.type === 'checkbox') this.checked = !this.checked
      if (this.type === 'radio') this.checked = true
      // A role takes the place of a click handler.
      if (role !== '') runRole(role)
      else template.click?.(this as never, focused.window() as never, { triggeredByAccelerator: false })
    }
    return strict('menuItem', this)
  }
}

const shown: { menu: MenuDouble | null; popup: MenuDouble | null } = { menu: null, popup: null }

/** Electron's `Menu`. */
export class MenuDouble {
  readonly items: MenuItemDouble[] = []

  constructor() {
    return strict('menu', this)
  }

  static buildFromTemplate(template: readonly (Template | MenuItemDouble)[]): MenuDouble {
    const menu = new MenuDouble()
    for (const each of template) menu.append(each instanceof MenuItemDouble ? each : new MenuItemDouble(each))
    return menu
  }
  static setApplicationMenu(menu: MenuDouble | null): void {
    shown.menu = menu
  }
  static getApplicationMenu(): MenuDouble | null {
    return shown.menu
  }
  static sendActionToFirstResponder(action: string): void {
    note('Menu.sendActionToFirstResponder', action)
  }

  append(item: MenuItemDouble): void {
    this.items.push(item)
  }
  insert(at: number, item: MenuItemDouble): void {
    this.items.splice(at, 0, item)
  }
  popup(settings: Electron.PopupOptions = {}): void {
    shown.popup = this
    note(
      'menu.popup',
      this.items.map(({ label }) => label),
      settings.x ?? null,
      settings.y ?? null,
    )
  }
  closePopup(): void {
    shown.popup = null
  }
  getMenuItemById(id: string): MenuItemDouble | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found !== undefined && found !== null) return found
    }
    return null
  }
}

function entryOf(item: MenuItemDouble): MenuEntry {
  const { label, id, role, type, accelerator, enabled, visible, checked, submenu } = item
  const items = submenu?.items.map(entryOf) ?? []
  return { label, id, role, type, accelerator, enabled, visible, checked, items }
}

/** Returns the items of the menu bar of the window in front, or of the context menu that was opened last. */
function itemsOf(which: 'menu' | 'popup'): readonly MenuItemDouble[] {
  if (which === 'popup') return shown.popup?.items ?? []
  const own = focused.window()?.menu
  return (own === undefined ? shown.menu : own)?.items ?? []
}

/** Returns the menu bar of the window in front, or the context menu that was opened last. */
export function entries(which: 'menu' | 'popup'): readonly MenuEntry[] {
  return itemsOf(which).map(entryOf)
}

/** Returns an item by its role, its id, or the labels on the way to it (`Edit > Undo`). */
function find(items: readonly MenuItemDouble[], path: string): MenuItemDouble | null {
  const [first = '', ...rest] = path.split(' > ')
  if (rest.length > 0)
    return find(items.find(({ label }) => label === first)?.submenu?.items ?? [], rest.join(' > '))
  for (const item of items) {
    if (item.label === path || item.id === path || item.role === path) return item
    const within = item.submenu === null ? null : find(item.submenu.items, path)
    if (within !== null) return within
  }
  return null
}

/** @throws Error if there is no such item, or if it is disabled or hidden */
export function click(which: 'menu' | 'popup', path: string): void {
  const item = find(itemsOf(which), path)
  if (item === null) throw new Error(`the ${which} has no item ${path}`)
  if (!item.enabled || !item.visible) throw new Error(`the item ${path} of the ${which} cannot be clicked`)
  item.click()
}

export const Menu = strict('Menu', MenuDouble)
export const MenuItem = strict('MenuItem', MenuItemDouble)
