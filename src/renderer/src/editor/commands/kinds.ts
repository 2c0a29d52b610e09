import type { Attrs, NodeType, Schema } from '@tiptap/pm/model'

export type Section = 'Editorial' | 'Text'

/** A kind of block as a writer thinks of it: what the slash menu offers and what a block can be turned into. */
export interface Kind {
  readonly id: string
  readonly label: string
  readonly section: Section
  /** The node it is, and the attributes that make it this kind. */
  readonly type: string
  readonly attrs?: Attrs
  /** What can be typed for it instead. */
  readonly hint: string
  readonly keywords: string
  /** Keys that turn a block into it. */
  readonly keys?: string
  /** Whether a block of words can become it. */
  readonly turns: boolean
}

export const PARAGRAPH: Kind = {
  id: 'paragraph',
  label: 'Paragraph',
  section: 'Text',
  type: 'paragraph',
  hint: '',
  keywords: 'text plain body normal',
  keys: 'Mod-Alt-0',
  turns: true,
}

function heading(level: 2 | 3 | 4): Kind {
  return {
    id: `heading${String(level)}`,
    label: `Heading ${String(level)}`,
    section: 'Text',
    type: 'heading',
    attrs: { level },
    hint: '#'.repeat(level),
    keywords: `h${String(level)} title section subhead`,
    keys: `Mod-Alt-${String(level)}`,
    turns: true,
  }
}

const EDITORIAL: readonly Omit<Kind, 'section'>[] = [
  {
    id: 'dialogue',
    label: 'Dialogue',
    type: 'dialogue',
    hint: 'Name:',
    keywords: 'turn speaker quote conversation interview says transcript',
    turns: true,
  },
  {
    id: 'caption',
    label: 'On-screen caption',
    type: 'caption',
    hint: '',
    keywords: 'subtitle screen title card plate lower third',
    turns: true,
  },
  {
    id: 'figure',
    label: 'Photo',
    type: 'figure',
    hint: 'people | CREDIT',
    keywords: 'image picture figure credit',
    turns: false,
  },
  {
    id: 'embed',
    label: 'Embed',
    type: 'embed',
    hint: 'paste a link',
    keywords: 'video player link post',
    turns: false,
  },
  {
    id: 'source',
    label: 'Source line',
    type: 'source',
    hint: '',
    keywords: 'via credit origin reference',
    turns: true,
  },
]

const LISTS_AND_MORE: readonly Omit<Kind, 'section'>[] = [
  {
    id: 'bulletList',
    label: 'Bullet list',
    type: 'bulletList',
    hint: '-',
    keywords: 'ul unordered points',
    keys: 'Mod-Shift-8',
    turns: true,
  },
  {
    id: 'orderedList',
    label: 'Numbered list',
    type: 'orderedList',
    hint: '1.',
    keywords: 'ol ordered steps',
    keys: 'Mod-Shift-7',
    turns: true,
  },
  {
    id: 'quote',
    label: 'Quote',
    type: 'quote',
    hint: '>',
    keywords: 'blockquote pull citation',
    keys: 'Mod-Shift-9',
    turns: true,
  },
  {
    id: 'divider',
    label: 'Divider',
    type: 'divider',
    hint: '---',
    keywords: 'hr line rule break asterism separator',
    turns: false,
  },
  {
    id: 'codeBlock',
    label: 'Code',
    type: 'codeBlock',
    hint: '```',
    keywords: 'pre program monospace',
    keys: 'Mod-Alt-c',
    turns: true,
  },
]

/** Every kind that can be put in, in the slash menu's order: the editor's own first, then those of any text. */
export const kinds: readonly Kind[] = [
  ...EDITORIAL.map((kind) => ({ ...kind, section: 'Editorial' as const })),
  ...([2, 3, 4] as const).map(heading),
  ...LISTS_AND_MORE.map((kind) => ({ ...kind, section: 'Text' as const })),
]

/** Every kind that words can be turned into. */
export const turnable: readonly Kind[] = [PARAGRAPH, ...kinds.filter(({ turns }) => turns)]

/**
 * The node type of a kind.
 * @throws when the schema has none: the list above and the schema have drifted apart.
 */
export function typeOf(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name]
  if (type === undefined) throw new Error(`the schema has no ${name}`)
  return type
}
