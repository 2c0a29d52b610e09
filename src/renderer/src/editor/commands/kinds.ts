import type { Attrs, Node, NodeType, Schema } from '@tiptap/pm/model'
import type { Component } from 'vue'
import { paragraphKind } from '../../../../blocks/paragraph/view.ts'
import type { BlockKind, Section, TypedShortcut } from '../../../../blocks/_view/view.ts'
import { views } from '../../../../blocks/views.ts'

export type { Section } from '../../../../blocks/_view/view.ts'

/**
 * A kind of block as a writer knows it: what the slash menu inserts and what a block can turn into. Made from the blocks'
 * views; `label`, `hint` and `keywords` are translated each time they are read.
 */
export interface Kind {
  /** Unique among the kinds; part of command ids such as `insert.heading2`. */
  readonly id: string
  readonly label: string
  readonly section: Section
  readonly icon: Component
  /** The node it creates, and the attributes that make it this kind. */
  readonly type: string
  readonly attrs?: Attrs
  readonly parts?: BlockKind['parts']
  /** What can be typed for it, shown beside the label; '' for nothing. */
  readonly hint: string
  readonly keywords: string
  /** ProseMirror key names that turn a block into it. */
  readonly keys?: string
  /** True if blocks of words can become it. */
  readonly turns: boolean
  /** Creates an empty block of it; as the schema fills one unless given. */
  readonly empty?: (schema: Schema) => Node
  /** True if it has a button in the toolbar of a selection. */
  readonly inToolbar: boolean
  /** The text at the start of a paragraph that makes it this kind. */
  readonly typed?: TypedShortcut
  /** What the slash menu completes to, for a kind that needs an argument before it exists. */
  readonly prompt?: string
}

function kindFrom({ label, hint, keywords, inToolbar = false, ...kind }: BlockKind): Kind {
  return {
    ...kind,
    inToolbar,
    get label() {
      return label()
    },
    get hint() {
      return kind.typed?.text ?? hint?.() ?? ''
    },
    get keywords() {
      return keywords()
    },
  }
}

/** The kind of plain text: what turning a block into its own kind gives back. */
export const PARAGRAPH: Kind = kindFrom(paragraphKind)

const SECTIONS: readonly Section[] = ['Editorial', 'Text']

/** Every kind that menus insert, in the slash menu's order: the editorial section first. */
export const kinds: readonly Kind[] = SECTIONS.flatMap((section) =>
  views
    .flatMap((view) => view.kinds)
    .filter((kind) => kind.section === section && kind !== paragraphKind)
    .map(kindFrom),
)

/** Every kind that blocks of words can turn into, the paragraph first. */
export const turnable: readonly Kind[] = [PARAGRAPH, ...kinds.filter(({ turns }) => turns)]

/**
 * Returns the node type of that name.
 * @throws Error if the schema has no such node: then views and schema have drifted apart.
 */
export function typeOf(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name]
  if (type === undefined) throw new Error(`the schema has no ${name}`)
  return type
}
