import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { lineOf } from '../../typing/blocks.ts'
import type { Peer } from './peer.ts'

let view: EditorView | null = null

/** CodeMirror 6 with wrapped lines. It draws only the visible ones. */
export const codemirror: Peer = {
  mount: (element, blocks) => {
    const state = EditorState.create({
      doc: blocks.map(lineOf).join('\n\n'),
      extensions: [EditorView.lineWrapping],
    })
    view = new EditorView({ state, parent: element })
  },
  paragraphCount: () => 0,
  placeCaret: () => {
    if (view === null) return
    const middle = view.state.doc.lineAt(Math.floor(view.state.doc.length / 2)).to
    view.dispatch({
      selection: { anchor: middle },
      effects: EditorView.scrollIntoView(middle, { y: 'center' }),
    })
    view.focus()
  },
}
