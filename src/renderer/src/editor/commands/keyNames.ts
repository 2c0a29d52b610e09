/** Keys as they are written on a keyboard: ⌘⇧K on a Mac, Ctrl+Shift+K elsewhere. */

const MAC: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' }
const OTHERS: Readonly<Record<string, string>> = { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt', Ctrl: 'Ctrl' }
const NAMED: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Backspace: '⌫',
  Enter: '↵',
  Escape: 'Esc',
}

export function isMac(platform: string = navigator.platform): boolean {
  return /Mac|iP(?:hone|[oa]d)/.test(platform)
}

function partsOf(keys: string): { modifiers: readonly string[]; key: string } {
  // A hyphen may be the key itself: `Mod--`.
  const parts = keys.split(/-(?!$)/)
  return { modifiers: parts.slice(0, -1), key: parts.at(-1) ?? '' }
}

/** The first of a command's keys, for people; '' when it has none. */
export function keysLabel(keys: string | undefined, mac = isMac()): string {
  const first = keys?.split(' ')[0] ?? ''
  if (first === '') return ''
  const { modifiers, key } = partsOf(first)
  const name = NAMED[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  const names = modifiers.map((modifier) => (mac ? MAC : OTHERS)[modifier] ?? modifier)
  return mac ? [...names, name].join('') : [...names, name].join('+')
}

/** As `aria-keyshortcuts` wants them: `Control+Shift+K`. */
export function keysForReaders(keys: string | undefined, mac = isMac()): string | undefined {
  const first = keys?.split(' ')[0] ?? ''
  if (first === '') return undefined
  const { modifiers, key } = partsOf(first)
  const names = modifiers.map((modifier) =>
    modifier === 'Mod' ? (mac ? 'Meta' : 'Control') : modifier === 'Ctrl' ? 'Control' : modifier,
  )
  return [...names, key.length === 1 ? key.toUpperCase() : key].join('+')
}

/**
 * Whether a press is of a letter's key: of what it types, else of where it lies, for a keyboard that is set to Hangul,
 * Cyrillic or Greek types no Latin letter.
 */
function types(event: KeyboardEvent, key: string): boolean {
  const typed = event.key.toLowerCase()
  if (typed === key.toLowerCase()) return true
  return /^[a-z]$/i.test(key) && !/^[\x20-\x7e]/.test(event.key) && event.code === `Key${key.toUpperCase()}`
}

/** Whether a key press is one of these keys. Letters are taken by what they type, whatever Shift makes of them. */
export function pressed(event: KeyboardEvent, keys: string, mac = isMac()): boolean {
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
