import { Plugin } from '@tiptap/pm/state'
import { beforeComposing } from '../../_view/composing.ts'
import { deleteSelected, tearsPhotos } from './deletePhotos.ts'

/**
 * Returns the plugin that keeps photos when the writer types over words that begin or end in a caption: ProseMirror would join
 * the caption with other text, and put photos without pictures in a gallery.
 */
export function captionTypingPlugin(): Plugin {
  return new Plugin({
    props: {
      // An input method would replace the selection in the DOM.
      handleDOMEvents: beforeComposing(({ state, dispatch }) => {
        if (tearsPhotos(state.selection)) dispatch(deleteSelected(state.tr))
      }),
      handleTextInput: ({ state, dispatch }, _from, _to, text) => {
        if (!tearsPhotos(state.selection)) return false
        const tr = deleteSelected(state.tr)
        dispatch(tr.insertText(text, tr.selection.from).scrollIntoView())
        return true
      },
    },
  })
}
