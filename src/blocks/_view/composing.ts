import type { EditorView } from '@tiptap/pm/view'

/** The `keyCode` of a key that goes to an input method (UI Events, section 7.3.1). */
const KEY_OF_INPUT_METHOD = 229

/**
 * Returns handlers of DOM events that run `prepare` before an input method composes. It composes into the DOM around the caret, and
 * Chromium looks for that before `compositionstart`: after a change made there, it loses the first letter it composed and writes
 * it twice. So the change is made at the key before; `compositionstart` is for what composes without a key, such as handwriting.
 */
export function beforeComposing(prepare: (view: EditorView) => void) {
  return {
    keydown: (view: EditorView, event: KeyboardEvent): boolean => {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells such a key on every system
      const isForInputMethod = event.keyCode === KEY_OF_INPUT_METHOD && !event.isComposing
      const isLetter = event.key.length === 1 || event.key === 'Process'
      if (isForInputMethod && isLetter && view.editable) prepare(view)
      return false
    },
    compositionstart: (view: EditorView): boolean => {
      if (view.editable) prepare(view)
      return false
    },
  }
}
