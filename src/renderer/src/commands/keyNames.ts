/**
 * Key names and key presses. Commands name keys as ProseMirror does (`Mod-Shift-k`; Mod is Cmd on a Mac, Ctrl elsewhere).
 * This file shows such names to writers and screen readers, and compares presses with them: nothing else may compare a
 * press with a letter.
 */

const MAC: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' }
const OTHERS: Readonly<Record<string, string>> = { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt', Ctrl: 'Ctrl' }
const NAMED: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Backspace: '⌫',
  Enter: '↵',
  Escape: 'Esc',
}

/** Returns true on a Mac, an iPhone or an iPad. */
export function isMac(platform: string = navigator.platform): boolean {
  return /Mac|iP(?:hone|[oa]d)/.test(platform)
}

/** The modifiers and the key of one name: `Mod-Shift-k` → Mod, Shift and k. */
function partsOf(keys: string): { modifiers: readonly string[]; key: string } {
  // A hyphen may be the key itself: `Mod--`.
  const parts = keys.split(/-(?!$)/)
  return { modifiers: parts.slice(0, -1), key: parts.at(-1) ?? '' }
}

/** The first of a command's keys for writers: `⌘⇧K` on a Mac, `Ctrl+Shift+K` elsewhere; '' if it has none. */
export function keysLabel(keys: string | undefined, mac = isMac()): string {
  const first = keys?.split(' ')[0] ?? ''
  if (first === '') return ''
  const { modifiers, key } = partsOf(first)
  const name = NAMED[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  const names = modifiers.map((modifier) => (mac ? MAC : OTHERS)[modifier] ?? modifier)
  return mac ? [...names, name].join('') : [...names, name].join('+')
}

/** The first of a command's keys for `aria-keyshortcuts`: `Control+Shift+K`; undefined if it has none. */
export function keysForReaders(keys: string | undefined, mac = isMac()): string | undefined {
  const first = keys?.split(' ')[0] ?? ''
  if (first === '') return undefined
  const { modifiers, key } = partsOf(first)
  const names = modifiers.map((modifier) =>
    modifier === 'Mod' ? (mac ? 'Meta' : 'Control') : modifier === 'Ctrl' ? 'Control' : modifier,
  )
  return [...names, key.length === 1 ? key.toUpperCase() : key].join('+')
}

/** Values of `event.key` for a press that types nothing yet: an accent on a Mac (⌥N), a key of an input method. */
const UNTYPED: ReadonlySet<string> = new Set(['Dead', 'Process', 'Unidentified'])

/**
 * Returns true if a press types this key, in either case (Caps Lock). A letter also matches by its place on the keyboard
 * if the press types no ASCII sign: Hangul, Cyrillic and Greek layouts have no Latin letters.
 */
function types(event: KeyboardEvent, key: string): boolean {
  if (event.key.toLowerCase() === key.toLowerCase()) return true
  const typesAscii = /^[\x20-\x7e]/.test(event.key) && !UNTYPED.has(event.key)
  return /^[a-z]$/i.test(key) && !typesAscii && event.code === `Key${key.toUpperCase()}`
}

/** Returns true if a press puts a sign into a text field: no modifier but Shift or AltGr turns it into a shortcut. */
export function typesText(event: KeyboardEvent): boolean {
  if (event.key.length !== 1) return false
  return event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey || event.altKey)
}

/**
 * Returns true if a key press is one of these keys: `Mod-Shift-v Mod-Alt-f`. The one way to compare a press with a letter:
 * letters match by what they type, whatever Shift and Caps Lock make of them, and on every layout. Letters that AltGr
 * types (Polish ń, on Windows Ctrl+Alt+N) match no shortcut.
 */
export function pressed(event: KeyboardEvent, keys: string, mac = isMac()): boolean {
  if (!mac && event.getModifierState('AltGraph') && !/^[\x20-\x7e]/.test(event.key)) return false
  return keys.split(' ').some((one) => {
    const { modifiers, key } = partsOf(one)
    const wants = (name: string): boolean => modifiers.includes(name)
    const mod = mac ? event.metaKey : event.ctrlKey
    const other = mac ? event.ctrlKey : event.metaKey
    // Shift is part of how a sign is typed (`?`, and `/` on many keyboards), so only letters and names ask for it.
    const shift = /^[a-z]$|^.{2,}$/.test(key) ? event.shiftKey === wants('Shift') : true
    return (
      mod === wants('Mod') &&
      other === wants('Ctrl') &&
      event.altKey === wants('Alt') &&
      shift &&
      types(event, key)
    )
  })
}
