import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin, PluginKey, type Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isCard } from '../../../blocks/_view/neighbours.ts'

/** How long selection and text must be unchanged before the caret's place is reported. */
const IDLE_MS = 160

/** Where the caret is and what is selected. */
export interface CaretPlace {
  /** Index of the block in the body; -1 in headline or standfirst. */
  readonly block: number
  /** The selected text, one line a block; '' if nothing is selected. */
  readonly selected: string
}

/** The caret's place in a view. */
export function caretPlace({ state: { selection, doc } }: Pick<EditorView, 'state'>): CaretPlace {
  const { $from, from, to, empty } = selection
  const text = empty || selection instanceof NodeSelection ? '' : doc.textBetween(from, to, '\n', '\n')
  return { block: $from.index(0) === 2 ? $from.index(1) : -1, selected: text }
}

/**
 * Moves the caret to the start of a block of the body (-1 is the headline), or selects the card that it is, and scrolls it to
 * the middle of the page.
 */
export function moveCaretToBlock(view: EditorView, block: number): void {
  const { doc, tr } = view.state
  const body = doc.child(2)
  if (block >= body.childCount) return
  if (block < 0) {
    view.dispatch(tr.setSelection(TextSelection.atStart(doc)).scrollIntoView())
    view.focus()
    return
  }
  let at = doc.child(0).nodeSize + doc.child(1).nodeSize + 1
  for (let index = 0; index < block; index += 1) at += body.child(index).nodeSize
  const node = body.child(block)
  const selection: Selection = isCard(node)
    ? NodeSelection.create(doc, at)
    : TextSelection.near(doc.resolve(at + 1), 1)
  view.dispatch(tr.setSelection(selection))
  view.focus()
  const dom = view.nodeDOM(at)
  if (dom instanceof Element) dom.scrollIntoView({ block: 'center' })
}

/** Reports the caret's place once it has not moved for a moment. On a key it only restarts a timer. */
export const CaretTracking = Extension.create<{ report: (place: CaretPlace) => void }>({
  name: 'caretTracking',
  addOptions: () => ({ report: () => undefined }),
  addProseMirrorPlugins() {
    const { report } = this.options
    return [
      new Plugin({
        key: new PluginKey('caretTracking'),
        view: (created) => {
          let timer: ReturnType<typeof setTimeout> | undefined
          const schedule = (view: EditorView): void => {
            clearTimeout(timer)
            timer = setTimeout(() => {
              report(caretPlace(view))
            }, IDLE_MS)
          }
          schedule(created)
          return {
            update: (view, before) => {
              if (view.state.doc !== before.doc || !view.state.selection.eq(before.selection)) schedule(view)
            },
            destroy: () => {
              clearTimeout(timer)
            },
          }
        },
      }),
    ]
  },
})
