import type { Attrs, Node, Schema } from '@tiptap/pm/model'
import type { Command, Plugin } from '@tiptap/pm/state'
import type { NodeViewConstructor } from '@tiptap/pm/view'
import type { Component } from 'vue'
import type { NodeJSON } from '../node.ts'
import type { ViewServices } from './services.ts'

/**
 * A block on the page: what menus call it, how its nodes look and are named, and what keys and typing mean in it. The page's
 * tables (slash menu, palette, outline, placeholders, history labels) are all made from the views listed in `views.ts`;
 * none of them names a node itself.
 *
 * Texts are functions: they are translated each time they are shown, because the language can change.
 */
export interface BlockView {
  /** The block's name, as in its `index.ts`. */
  readonly block: string
  /** The kinds a writer can insert or turn text into, in menu order. Headings are three kinds of one node. */
  readonly kinds: readonly BlockKind[]
  /** Names, placeholders and outline rows, by node name. Nodes without an entry are never named on their own. */
  readonly nodes: Readonly<Record<string, NodeFace>>
  /** Node views by node name. Without one, the schema's `toDOM` draws the node. */
  readonly nodeViews?: Readonly<Record<string, (services: ViewServices) => NodeViewConstructor>>
  /** Key bindings inside the block. A command returns false to pass the key on. */
  readonly keys?: (schema: Schema) => Readonly<Record<string, Command>>
  /** Plugins for typing and decorations. They run before the editor's own. */
  readonly plugins?: (schema: Schema, services: ViewServices) => readonly Plugin[]
}

/** The two groups of the slash menu: what articles need, then what any text has. */
export type Section = 'Editorial' | 'Text'

/** One entry of the slash menu, the palette and "Turn into". */
export interface BlockKind {
  /** Unique among all kinds; part of command ids such as `insert.heading2`. */
  readonly id: string
  readonly label: () => string
  /** Other words to find it by, separated by spaces. */
  readonly keywords: () => string
  readonly section: Section
  readonly icon: Component
  /** The node it creates, and the attributes that distinguish this kind from others of the same node. */
  readonly type: string
  readonly attrs?: Attrs
  /** What the parts of its node have and those of another kind of the same node have not: the items of a checklist. */
  readonly parts?: { readonly attrs: Attrs; readonly are: (part: Node) => boolean }
  /** True if blocks of words can become it. A photo or a divider is inserted only. */
  readonly turns: boolean
  /** Creates an empty block of the kind, where the schema's own filling will not do: a table of one cell. */
  readonly empty?: (schema: Schema) => Node
  /** True if it has a button in the toolbar of a selection. */
  readonly inToolbar?: boolean
  /** ProseMirror key names (`Mod-Alt-2`) that turn a block into it. */
  readonly keys?: string
  /** The text that makes a paragraph this kind when it is typed at its start. */
  readonly typed?: TypedShortcut
  /** What the menus show beside the label where there is no {@link typed} text, such as `Name:`. */
  readonly hint?: () => string
  /**
   * The word that the slash menu completes to, for a kind that needs an argument before it exists: `embed` waits for an
   * address. Kinds with a prompt have no plain insert command.
   */
  readonly prompt?: string
}

/** Text at the start of a paragraph that changes the paragraph's kind: `## `, `1. `. */
export interface TypedShortcut {
  /** As menus show it, without the space that completes it: `##`. */
  readonly text: string
  /** Matches the text before the caret, from the start of the paragraph, as ProseMirror's input rules do. */
  readonly pattern: RegExp
  /** Attributes read from the match, such as the number a list begins with. */
  readonly attrs?: (match: RegExpMatchArray) => Attrs
}

/** What the page says about one node. */
export interface NodeFace {
  /** The node's name for a writer: "Photo". */
  readonly label: () => string
  /** A more exact name of one node, for the history: "Turn of Mina Solis". */
  readonly exactLabel?: (node: NodeJSON) => string
  /** What an empty one asks for while the caret is in it. */
  readonly placeholder?: () => string
  /** Its row in the outline panel; nodes without one are not listed. */
  readonly outline?: OutlineFace
}

/** How a node appears in the outline panel. */
export interface OutlineFace {
  readonly icon: Component
  /** @param number which of the blocks of its sort it is, from 1: the third photo may have no words to name it by */
  readonly row: (node: NodeJSON, number: number) => OutlineRow
}

/** The text of one row of the outline panel. */
export interface OutlineRow {
  /** 2 to 4 for a heading, which starts a section; 0 for what belongs to the section above. */
  readonly level: number
  readonly label: string
  /** A short addition: "12 turns", "waiting", or ''. */
  readonly detail: string
}
