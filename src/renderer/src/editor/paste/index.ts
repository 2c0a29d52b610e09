import { Extension } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import { Plugin, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { pressed } from '../../commands/keyNames.ts'
import { changesIn, NOTHING_TAKEN, takenAfter, takenKey } from './changes.ts'
import { offerOf } from './clipboardData.ts'
import type { Services } from './services.ts'
import { take } from './paste.ts'

export type { TakingServices } from './services.ts'

function dropped(view: EditorView, event: DragEvent, services: Services): boolean {
  // What is dragged inside the editor is ProseMirror's to move.
  if (view.dragging !== null || event.dataTransfer === null || !view.editable) return false
  const offer = offerOf(event.dataTransfer)
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.doc.content.size
  view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at))))
  const took = take(view, offer, services)
  if (took) {
    event.preventDefault()
    view.focus()
  }
  return took
}

function pasted(view: EditorView, event: ClipboardEvent, plain: boolean, services: Services): boolean {
  if (event.clipboardData === null || view.composing || !view.editable) return false
  take(view, offerOf(event.clipboardData, plain), services)
  // Also where there was nothing for us: the browser's own paste would bring foreign elements in.
  event.preventDefault()
  return true
}

/**
 * Pasting and dropping. Foreign HTML never reaches ProseMirror's DOM parser: it is read by the article's own reader,
 * from which nothing comes but what the schema allows.
 */
export const Taking = Extension.create<{ services: Services | null }>({
  name: 'taking',
  addOptions: () => ({ services: null }),
  addProseMirrorPlugins() {
    const { services } = this.options
    if (services === null) return []
    let plain = false
    return [
      new Plugin({
        key: takenKey,
        state: { init: () => NOTHING_TAKEN, apply: takenAfter },
        view: () => ({
          update: (view, before) => {
            if (changesIn(view.state) !== changesIn(before)) services.withdraw()
          },
        }),
        props: {
          handleKeyDown: (view, event) => {
            if (event.key !== 'Escape' || takenKey.getState(view.state)?.embedded !== true) return false
            return undo(view.state, (tr) => {
              view.dispatch(tr)
            })
          },
          handleDOMEvents: {
            keydown: (_view, event) => {
              plain = pressed(event, 'Mod-Shift-v Mod-Shift-Alt-v')
              return false
            },
            paste: (view, event) => {
              const took = pasted(view, event, plain, services)
              plain = false
              return took
            },
            drop: (view, event) => dropped(view, event, services),
          },
        },
      }),
    ]
  },
})
