import { redoNoScroll, undoNoScroll } from '@tiptap/pm/history'
import { keydownHandler } from '@tiptap/pm/keymap'
import type { Command } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * Undoes or redoes a step of the editor for a key in a field beside the text: Mod+Z, Mod+Shift+Z, Mod+Y. The page stays
 * where the writer is: what comes back may be far away. Such a key goes no further, also where there is nothing to undo.
 * @param beforeStep called before the step, such as to write what was just typed
 */
export function handleHistoryKey(view: EditorView, event: KeyboardEvent, beforeStep: () => void): void {
  const bind = (step: Command): Command => {
    return () => {
      event.preventDefault()
      event.stopPropagation()
      beforeStep()
      step(view.state, view.dispatch)
      return true
    }
  }
  const redo = bind(redoNoScroll)
  keydownHandler({ 'Mod-z': bind(undoNoScroll), 'Mod-Shift-z': redo, 'Mod-y': redo })(view, event)
}
