import { redoNoScroll, undoNoScroll } from '@tiptap/pm/history'
import type { Command } from '@tiptap/pm/state'

/** Returns what a key means for the editor's history: Mod+Z, Mod+Shift+Z, Mod+Y; null for any other key. */
export function historyStep(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
): Command | null {
  if (event.altKey || event.ctrlKey === event.metaKey) return null
  const key = event.key.toLowerCase()
  // The page stays where the writer is: what comes back may be far away.
  if (key === 'z') return event.shiftKey ? redoNoScroll : undoNoScroll
  return key === 'y' && event.ctrlKey ? redoNoScroll : null
}
