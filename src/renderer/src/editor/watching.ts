import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin, PluginKey, type Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Milliseconds without a change of selection or text before anybody is told. */
const REST = 160

/** Where the caret rests and what is selected. */
export interface Resting {
  /** Which block of the body, from 0; -1 in headline or standfirst. */
  readonly block: number
  /** The selected words, blocks on lines of their own; '' when nothing is selected. */
  readonly selected: string
}

export function restingIn({ state: { selection, doc } }: Pick<EditorView, 'state'>): Resting {
  const { $from, from, to, empty } = selection
  const text = empty || selection instanceof NodeSelection ? '' : doc.textBetween(from, to, '\n', '\n')
  return { block: $from.index(0) === 2 ? $from.index(1) : -1, selected: text }
}

/** Puts the caret at the start of a block of the body, -1 for the headline, and the block in sight. */
export function goToBlock(view: EditorView, block: number): void {
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
  const selection: Selection = node.isAtom
    ? NodeSelection.create(doc, at)
    : TextSelection.near(doc.resolve(at + 1), 1)
  view.dispatch(tr.setSelection(selection))
  view.focus()
  const dom = view.nodeDOM(at)
  if (dom instanceof Element) dom.scrollIntoView({ block: 'center' })
}

/** Tells at rest where the caret is: on the key path it only sets a clock. */
export const Watching = Extension.create<{ told: (resting: Resting) => void }>({
  name: 'watching',
  addOptions: () => ({ told: () => undefined }),
  addProseMirrorPlugins() {
    const { told } = this.options
    return [
      new Plugin({
        key: new PluginKey('watching'),
        view: (made) => {
          let timer: ReturnType<typeof setTimeout> | undefined
          const later = (view: EditorView): void => {
            clearTimeout(timer)
            timer = setTimeout(() => {
              told(restingIn(view))
            }, REST)
          }
          later(made)
          return {
            update: (view, before) => {
              if (view.state.doc !== before.doc || !view.state.selection.eq(before.selection)) later(view)
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
