import { Plugin } from '@tiptap/pm/state'
import { deleteSelected, isAcrossCaptions } from './galleryCommands.ts'

/**
 * Returns the plugin that keeps the photos of a gallery when the writer types over words selected in several of its captions:
 * ProseMirror would join the captions and put photos without pictures in the gallery.
 */
export function captionTypingPlugin(): Plugin {
  return new Plugin({
    props: {
      handleTextInput: ({ state, dispatch }, _from, _to, text) => {
        if (!isAcrossCaptions(state.selection)) return false
        const tr = deleteSelected(state.tr)
        dispatch(tr.insertText(text, tr.selection.from).scrollIntoView())
        return true
      },
    },
  })
}
