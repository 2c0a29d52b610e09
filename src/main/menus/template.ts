import type { KeyboardEvent, MenuItemConstructorOptions } from 'electron'
import type { HostEvent, MenuCommand, MenuItem } from '../../desk.ts'
import { acceleratorFrom } from './accelerator.ts'

/** What the items of a page's menus need. */
export interface TemplateParts {
  readonly platform: NodeJS.Platform
  /** Returns true if a command is checked now. */
  readonly isChecked: (id: string) => boolean
  /** Sends the page what the writer chose. */
  readonly choose: (event: HostEvent) => void
  /**
   * Undoes or redoes where the focus is.
   * @param onlyInField true for a press that the article did not handle
   */
  readonly travel: (direction: Direction, onlyInField: boolean) => void
}

/** Which way through a history of edits. */
export type Direction = 'undo' | 'redo'

/** Returns Electron's template of menus that a page described. */
export function templateFrom(items: readonly MenuItem[], parts: TemplateParts): MenuItemConstructorOptions[] {
  return items.map((item): MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' }
      case 'role':
        return item.role === 'undo' || item.role === 'redo'
          ? historyItem(item.role, item.label, parts)
          : { role: item.role, label: literal(item.label) }
      case 'command':
        return commandItem(item, parts)
      case 'draft':
        return {
          label: literal(item.label),
          click: () => {
            parts.choose({ kind: 'openDraft', id: item.id })
          },
        }
      case 'menu':
        return {
          label: literal(item.label),
          ...(item.role === null ? {} : { role: item.role }),
          submenu: templateFrom(item.items, parts),
        }
    }
  })
}

/**
 * Returns the item for undo or redo. Not by its role, which runs Chromium's own command: that does nothing in the article
 * unless Chromium itself has something to undo, and the editor keeps a history of its own.
 */
function historyItem(
  direction: Direction,
  label: string,
  { platform, travel }: TemplateParts,
): MenuItemConstructorOptions {
  const redoKeys = platform === 'win32' ? 'Control+Y' : 'CommandOrControl+Shift+Z'
  const accelerator = direction === 'undo' ? 'CommandOrControl+Z' : redoKeys
  return {
    id: direction,
    label: literal(label),
    accelerator,
    // Chromium binds the keys in a text field, the page in the article. macOS has them from here in a text field.
    registerAccelerator: false,
    click: (_item, _window, event) => {
      travel(direction, platform === 'darwin' && isKeyPress(event, accelerator))
    },
  }
}

function commandItem(
  { id, label, keys, isEnabled, isChecked }: MenuCommand,
  parts: TemplateParts,
): MenuItemConstructorOptions {
  const accelerator = acceleratorFrom(keys)
  return {
    id,
    label: literal(label),
    enabled: isEnabled,
    ...(isChecked === null ? {} : { type: 'checkbox', checked: isChecked }),
    // The page binds the keys: the menu shows them.
    ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
    click: (item, _window, event) => {
      // Electron has changed the mark already; the page says what is checked.
      if (isChecked !== null) item.checked = parts.isChecked(id)
      if (parts.platform === 'darwin' && accelerator !== null && isKeyPress(event, accelerator)) return
      parts.choose({ kind: 'command', id })
    },
  }
}

/**
 * Returns true if an item was chosen by its keys. macOS always registers an accelerator, and gives it the presses that the
 * page did not handle. The page has the same keys: it had its reason not to handle them, such as a focus outside of the
 * article. An item that was chosen in the open menu with Return comes without the accelerator's modifiers.
 */
function isKeyPress(event: KeyboardEvent, accelerator: string): boolean {
  const names = accelerator.split('+').slice(0, -1)
  return (
    event.triggeredByAccelerator === true &&
    names.length > 0 &&
    (event.metaKey === true) === names.includes('CommandOrControl') &&
    (event.ctrlKey === true) === names.includes('Control') &&
    (event.altKey === true) === names.includes('Alt') &&
    (event.shiftKey === true) === names.includes('Shift')
  )
}

/** Returns a label in which `&` stands for itself: in menus it marks the letter that chooses the item. */
function literal(label: string): string {
  return label.replaceAll('&', '&&')
}

/** Marks in each menu's title the first letter that no title before has, as Windows and Linux open menus by Alt and a letter. */
export function withMnemonics(bar: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  const used = new Set<string>()
  return bar.map((menu) => {
    const label = menu.label ?? ''
    const at = Array.from(label).findIndex(
      (letter) => /[a-z]/i.test(letter) && !used.has(letter.toLowerCase()),
    )
    if (at < 0 || label.includes('&')) return menu
    used.add(label.charAt(at).toLowerCase())
    return { ...menu, label: `${label.slice(0, at)}&${label.slice(at)}` }
  })
}
