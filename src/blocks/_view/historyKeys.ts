import { redoNoScroll, undoNoScroll } from '@tiptap/pm/history'
import { keydownHandler } from '@tiptap/pm/keymap'
import type { Command } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * Undoes or redoes a step of the editor for a key in a field beside the text: Mod+Z, Mod+Shift+Z, Mod+Y. The page stays
 * where the writer is: what comes back may be far away.
 * @param beforeStep called before the step, such as to write what was just typed
 * @returns true if the key was one of these, also where there is nothing to undo
 */
export function handleHistoryKey(view: EditorView, event: KeyboardEvent, beforeStep: () => void): boolean {
  const bind = (step: Command): Command => {
    return () => {
      beforeStep()
      step(view.state, view.dispatch)
      return true
    }
  }
  const redo = bind(redoNoScroll)
  return keydownHandler({ 'Mod-z': bind(undoNoScroll), 'Mod-Shift-z': redo, 'Mod-y': redo })(view, event)
}
