import { Extension } from '@tiptap/core'
import type { Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { deleteSelected } from '../../../../blocks/figure/view.ts'
import { emptySelectedCells } from '../../../../blocks/table/view.ts'
import { giveSlice, SLICE_TYPE } from './passage.ts'

/** Returns true if the selection is all of one block. */
function isWholeBlock({ selection }: EditorState): boolean {
  const { $from, $to } = selection
  return $from.sameParent($to) && $from.parentOffset === 0 && $to.parentOffset === $to.parent.content.size
}

/** What a copy is labelled with. Functions are called at each copy. */
interface CopyOptions {
  /** The article's language, as a BCP 47 tag. */
  readonly language: () => string
  /** Id of the draft in the editor. */
  readonly draft: () => string
}

/** Writes a slice to a clipboard or drag as plain text, HTML and Galley's own format. */
function writeClipboard(data: DataTransfer, slice: Slice, options: CopyOptions, whole: boolean): void {
  const formats = giveSlice(slice, options.language(), whole, options.draft())
  data.clearData()
  data.setData('text/plain', formats.text)
  data.setData('text/html', formats.html)
  data.setData(SLICE_TYPE, formats.slice)
}

/**
 * Copy, cut and drag. Every program gets a form it understands: plain text with speakers' names, clean HTML, and Galley's own
 * slice, from which a paste restores blocks exactly. ProseMirror's own HTML is never written: it would carry the editor's
 * markup.
 */
export const Copy = Extension.create<CopyOptions>({
  name: 'articleCopy',
  addOptions: () => ({ language: () => 'en', draft: () => '' }),
  addProseMirrorPlugins() {
    const { options } = this
    return [
      new Plugin({
        key: new PluginKey('articleCopy'),
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
              const { tr } = state
              if (!emptySelectedCells(tr)) deleteSelected(tr)
              view.dispatch(tr.scrollIntoView().setMeta('uiEvent', 'cut'))
              return true
            },
          },
        },
        view: (view) => {
          // After ProseMirror's own listener, which sets `view.dragging`.
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
