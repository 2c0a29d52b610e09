import { Node } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import {
  Editor,
  EditorContent,
  NodeViewContent,
  NodeViewWrapper,
  nodeViewProps,
  VueNodeViewRenderer,
} from '@tiptap/vue-3'
import { createApp, defineComponent, h } from 'vue'
import type { Block } from '../../typing/blocks.ts'
import type { Peer } from './peer.ts'

/** A turn as Tiptap's guide draws nodes: a Vue component for the whole node. */
const TurnView = defineComponent({
  props: nodeViewProps,
  setup: (props) => () =>
    h(NodeViewWrapper, { class: 'turn' }, () => [
      h('button', { type: 'button', contenteditable: 'false' }, String(props.node.attrs.speaker)),
      h(NodeViewContent, { as: 'p' }),
    ]),
})

const Dialogue = Node.create({
  name: 'dialogue',
  group: 'block',
  content: 'turn+',
  parseHTML: () => [{ tag: 'section' }],
  renderHTML: () => ['section', 0],
})

const Turn = Node.create({
  name: 'turn',
  content: 'inline*',
  addAttributes: () => ({ speaker: { default: '' } }),
  parseHTML: () => [{ tag: 'div.turn' }],
  renderHTML: () => ['div', { class: 'turn' }, 0],
  addNodeView: () => VueNodeViewRenderer(TurnView),
})

/** A paragraph drawn by the same renderer. Every third one is, so that prose has node views too. */
const FramedView = defineComponent({
  props: nodeViewProps,
  setup: () => () => h(NodeViewWrapper, { class: 'framed' }, () => h(NodeViewContent, { as: 'p' })),
})

const Framed = Node.create({
  name: 'framed',
  group: 'block',
  content: 'inline*',
  parseHTML: () => [{ tag: 'div.framed' }],
  renderHTML: () => ['div', { class: 'framed' }, 0],
  addNodeView: () => VueNodeViewRenderer(FramedView),
})

interface Json {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content: Json[] | { readonly type: 'text'; readonly text: string }[]
}

function docOf(blocks: readonly Block[]): Json {
  const content: Json[] = []
  let turns: Json[] | null = null
  blocks.forEach(({ kind, speaker, text }, index) => {
    const words = [{ type: 'text' as const, text }]
    if (kind === 'turn') {
      if (turns === null) content.push({ type: 'dialogue', content: (turns = []) })
      turns.push({ type: 'turn', attrs: { speaker }, content: words })
      return
    }
    turns = null
    if (kind === 'heading') content.push({ type: 'heading', attrs: { level: 2 }, content: words })
    else content.push({ type: index % 3 === 0 ? 'framed' : 'paragraph', content: words })
  })
  return { type: 'doc', content }
}

/** Tiptap with Vue node views, for the same blocks. */
export const nodeViews: Peer = {
  mount: (element, blocks) => {
    const editor = new Editor({ extensions: [StarterKit, Dialogue, Turn, Framed], content: docOf(blocks) })
    createApp({ setup: () => () => h(EditorContent, { editor }) }).mount(element)
  },
}
