import { type NodeSpec, Schema } from 'prosemirror-model'
import { blockNodes } from '../blocks/nodes.ts'
import { marks, noteMarks } from './marks.ts'

/**
 * The frame every article has: one headline, one standfirst (it may be empty), one body of blocks. None can be selected as
 * a node: commands would split or replace it.
 */
const frame = {
  doc: { content: 'headline standfirst body' },
  headline: {
    content: 'text*',
    marks: '',
    selectable: false,
    defining: true,
    isolating: true,
    parseDOM: [{ tag: 'h1[data-block="headline"]', priority: 60 }],
    toDOM: () => ['h1', { 'data-block': 'headline' }, 0],
  },
  standfirst: {
    content: 'text*',
    marks: '',
    selectable: false,
    defining: true,
    isolating: true,
    parseDOM: [{ tag: 'p[data-block="standfirst"]', priority: 60 }],
    toDOM: () => ['p', { 'data-block': 'standfirst' }, 0],
  },
  body: {
    content: 'block+',
    selectable: false,
    isolating: true,
    parseDOM: [{ tag: 'div[data-block="body"]' }],
    toDOM: () => ['div', { 'data-block': 'body' }, 0],
  },
} satisfies Record<string, NodeSpec>

const inline = {
  text: { group: 'inline' },
  hardBreak: {
    group: 'inline',
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
  },
} satisfies Record<string, NodeSpec>

/** The specs behind {@link schema}, as data: what the editor builds its own schema from. */
export const specs = {
  nodes: {
    ...frame,
    ...Object.assign({}, ...blockNodes.toReversed()),
    ...inline,
  } as Readonly<Record<string, NodeSpec>>,
  marks: { ...marks, ...noteMarks },
}

/** The one schema of an article. Needs no DOM. */
export const schema = new Schema({ nodes: specs.nodes, marks: specs.marks })
