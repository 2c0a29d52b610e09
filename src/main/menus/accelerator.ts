/** Names of keys and modifiers where Electron's differ from ProseMirror's. */
const NAMES: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  Ctrl: 'Control',
  Meta: 'Command',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
  ' ': 'Space',
  '+': 'Plus',
}

/** A key as Electron may name it: one ASCII sign, a function key, or a key with a name. */
const KEY =
  /^([!-~]|F([1-9]|1\d|2[0-4])|Plus|Space|Tab|Backspace|Delete|Insert|Return|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape)$/

/**
 * Converts the first of a command's keys to an Electron accelerator: `Mod-Shift-k` to `CommandOrControl+Shift+K`. Returns
 * null for no keys, and for keys that a menu must not have because they type or move without a modifier: `/`, Shift+Enter.
 * @param keys ProseMirror key names; alternatives are separated by spaces
 */
export function acceleratorFrom(keys: string): string | null {
  const [first = ''] = keys.split(' ')
  // A hyphen may be the key itself: `Mod--`.
  const parts = first.split(/-(?!$)/)
  const modifiers = parts.slice(0, -1)
  const key = electronName(parts.at(-1) ?? '')
  const isCommand = modifiers.some((name) => name !== 'Shift') || /^F\d/.test(key)
  if (!isCommand || !KEY.test(key)) return null
  return [...modifiers.map(electronName), key.length === 1 ? key.toUpperCase() : key].join('+')
}

function electronName(name: string): string {
  return NAMES[name] ?? name
}
