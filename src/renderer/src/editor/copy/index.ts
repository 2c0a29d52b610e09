import { Extension } from '@tiptap/core'
import type { Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { giveSlice, SLICE_TYPE } from './passage.ts'

/** Whether the selection is all of the one block it lies in. */
function isWholeBlock({ selection }: EditorState): boolean {
  const { $from, $to } = selection
  return $from.sameParent($to) && $from.parentOffset === 0 && $to.parentOffset === $to.parent.content.size
}

interface CopyOptions {
  /** The article's language, as a BCP 47 tag. */
  readonly language: () => string
  /** The id of the draft in sight. */
  readonly draft: () => string
}

function writeClipboard(data: DataTransfer, slice: Slice, options: CopyOptions, whole: boolean): void {
  const given = giveSlice(slice, options.language(), whole, options.draft())
  data.clearData()
  data.setData('text/plain', given.text)
  data.setData('text/html', given.html)
  data.setData(SLICE_TYPE, given.slice)
}

/** Copying, cutting and dragging out: for every program what it understands. Its options are asked at each. */
export const Copy = Extension.create<CopyOptions>({
  name: 'giving',
  addOptions: () => ({ language: () => 'en', draft: () => '' }),
  addProseMirrorPlugins() {
    const { options } = this
    return [
      new Plugin({
        key: new PluginKey('giving'),
        props: {
          handleDOMEvents: {
            copy: ({ state }, event) => {
              if (state.selection.empty || event.clipboardData === null) return false
              writeClipboard(event.clipboardData, state.selection.content(), options, isWholeBlock(state))
              event.preventDefault()
              return true
            },
            cut: (view, event) => {
              const { state } = view
              if (state.selection.empty || event.clipboardData === null || !view.editable) return false
              writeClipboard(event.clipboardData, state.selection.content(), options, isWholeBlock(state))
              event.preventDefault()
              view.dispatch(state.tr.deleteSelection().scrollIntoView().setMeta('uiEvent', 'cut'))
              return true
            },
          },
        },
        view: (view) => {
          // After ProseMirror's own, which says what is dragged.
          const dragged = (event: DragEvent): void => {
            if (view.dragging !== null && event.dataTransfer !== null)
              writeClipboard(event.dataTransfer, view.dragging.slice, options, isWholeBlock(view.state))
          }
          view.dom.addEventListener('dragstart', dragged)
          return {
            destroy: () => {
              view.dom.removeEventListener('dragstart', dragged)
            },
          }
        },
      }),
    ]
  },
})
