/**
 * Makes keys with Ctrl or Cmd mean the same with Caps Lock: their letter is a capital if, and only if, Shift is held. Browsers
 * report `z` for Ctrl+Shift+Z with Caps Lock, macOS for Cmd+Shift+Z always, and ProseMirror then looks for Mod-z, too: with
 * nothing to redo, redo would undo. `B` for Ctrl+B with Caps Lock would be no command at all.
 *
 * Listens on the window before everybody else. Returns a function that stops it.
 */
export function normalizeLetterCase(target: Window = window): () => void {
  const normalize = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, shiftKey } = event
    if (!(ctrlKey || metaKey) || key.toLowerCase() === key.toUpperCase()) return
    const letter = shiftKey ? key.toUpperCase() : key.toLowerCase()
    // A longer name, such as `Enter`, is no letter. Some letters have no capital of one character.
    if (Array.from(key).length === 1 && letter.length === key.length && letter !== key)
      Object.defineProperty(event, 'key', { value: letter })
  }
  target.addEventListener('keydown', normalize, { capture: true })
  return () => {
    target.removeEventListener('keydown', normalize, { capture: true })
  }
}
