import { isDraftId } from '../draftId.ts'
import { MAX_LABEL_LENGTH as MAX_NAME_LENGTH } from '../lists.ts'

/**
 * The native menu bar as the page describes it to the desktop host: the page's own commands, by the names and keys of its
 * command list, and the system's items by their roles. A chosen command comes back as a `HostEvent`.
 *
 * Example: `{ kind: 'menu', label: 'File', role: null, items: [{ kind: 'command', id: 'article.save', label: 'Save now',
 * keys: 'Mod-s', isEnabled: true, isChecked: null }] }`.
 */

/** The system's items that a page may ask for. None of them reloads the page or opens developer tools. */
export const MENU_ROLES = [
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'pasteAndMatchStyle',
  'delete',
  'selectAll',
  'startSpeaking',
  'stopSpeaking',
  'togglefullscreen',
  'minimize',
  'zoom',
  'close',
  'front',
  'toggleTabBar',
  'selectNextTab',
  'selectPreviousTab',
  'moveTabToNewWindow',
  'mergeAllWindows',
  'about',
  'services',
  'hide',
  'hideOthers',
  'unhide',
  'quit',
] as const
export type MenuRole = (typeof MENU_ROLES)[number]

/** Menus that the system adds items of its own to: the list of windows, the help with its search. */
export const SUBMENU_ROLES = ['window', 'help'] as const

/** A command of the page's list. */
export interface MenuCommand {
  readonly kind: 'command'
  readonly id: string
  readonly label: string
  /** ProseMirror key names, `Mod-Shift-k`; '' for none. The page binds them; the menu only shows them. */
  readonly keys: string
  readonly isEnabled: boolean
  /** True or false for a command that switches something; null for any other. */
  readonly isChecked: boolean | null
}

/** A menu in the bar, or a menu in a menu. */
export interface Submenu {
  readonly kind: 'menu'
  readonly label: string
  readonly role: (typeof SUBMENU_ROLES)[number] | null
  readonly items: readonly MenuItem[]
}

/** One entry of a menu. */
export type MenuItem =
  | MenuCommand
  | Submenu
  | { readonly kind: 'role'; readonly role: MenuRole; readonly label: string }
  /** Opens a draft. */
  | { readonly kind: 'draft'; readonly id: string; readonly label: string }
  | { readonly kind: 'separator' }

const MAX_DEPTH = 4
/** How many entries a bar may have, those of its menus included. */
const MAX_ITEMS = 500
const MAX_LABEL_LENGTH = 300
/** The id of a saved filter's command has the filter's whole name in it. */
const MAX_ID_LENGTH = MAX_NAME_LENGTH + 100
const MAX_KEYS_LENGTH = 100

type Fields = Readonly<Record<string, unknown>>

function isText(value: unknown, maxLength: number): boolean {
  return typeof value === 'string' && value.length <= maxLength
}

function isName(value: unknown, maxLength: number): boolean {
  return isText(value, maxLength) && value !== ''
}

/** Returns true if an entry is whole; the entries of a menu in it are checked by `isMenuBar`. */
function isMenuItem(fields: Fields): boolean {
  if (fields.kind === 'separator') return true
  if (!isName(fields.label, MAX_LABEL_LENGTH)) return false
  switch (fields.kind) {
    case 'role':
      return MENU_ROLES.some((role) => role === fields.role)
    case 'draft':
      return typeof fields.id === 'string' && isDraftId(fields.id)
    case 'menu':
      return fields.role === null || SUBMENU_ROLES.some((role) => role === fields.role)
    case 'command':
      return (
        isName(fields.id, MAX_ID_LENGTH) &&
        isText(fields.keys, MAX_KEYS_LENGTH) &&
        typeof fields.isEnabled === 'boolean' &&
        (fields.isChecked === null || typeof fields.isChecked === 'boolean')
      )
    default:
      return false
  }
}

/** Returns true if a value of unknown origin is a menu bar: a list of menus, neither too many nor too deep. */
export function isMenuBar(value: unknown): boolean {
  let count = 0
  /** Counts while it goes, so that an endless bar is not read to its end. */
  const areItems = (items: unknown, depth: number): boolean => {
    if (!Array.isArray(items) || depth > MAX_DEPTH) return false
    return items.every((item: unknown) => {
      count += 1
      if (count > MAX_ITEMS || typeof item !== 'object' || item === null) return false
      const fields = item as Fields
      if (depth === 1 && fields.kind !== 'menu') return false
      return isMenuItem(fields) && (fields.kind !== 'menu' || areItems(fields.items, depth + 1))
    })
  }
  return areItems(value, 1)
}
