import { baseKeymap } from '@tiptap/pm/commands'
import { history } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import { Schema } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import { starterDoc } from './tiptap.ts'
import type { Peer } from './peer.ts'

const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'text*', group: 'block', toDOM: () => ['p', 0] },
    heading: { content: 'text*', group: 'block', attrs: { level: { default: 2 } }, toDOM: () => ['h2', 0] },
    text: {},
  },
})

/** ProseMirror with a small schema, its history and base keymap. */
export const prosemirror: Peer = {
  mount: (element, blocks) => {
    const doc = schema.nodeFromJSON(starterDoc(blocks))
    const state = EditorState.create({ doc, plugins: [history(), keymap(baseKeymap)] })
    new EditorView(element, { state })
  },
}
