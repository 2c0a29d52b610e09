import type { ElementContent, Element as HastElement } from 'hast'
import type { Image, ImageReference, PhrasingContent, RootContent } from 'mdast'
import type { NodeSpec } from 'prosemirror-model'
import type { NodeJSON } from './node.ts'

/**
 * The contract of a block. A block is a folder that describes its nodes once and says, in one face for each form an article
 * takes, how those nodes are read and written. The article, the desk and the editor build their tables from the list in
 * `index.ts` (and, on the page, from `views.ts`): no table elsewhere names a node of a block.
 *
 * Faces are pure functions and data: no DOM, no Node, no Vue. What a face needs of the article around it comes as an
 * argument ({@link MarkdownWriting}, {@link HtmlReading}, ...). What the schema already says is not repeated here:
 * whether a node is a container of parts comes from its content expression (`containers.ts`).
 */
export interface Block {
  /** The folder's name, unique among blocks. */
  readonly name: string
  /** Node specs by name, in schema order. */
  readonly nodes: Readonly<Record<string, NodeSpec>>
  /** Which attributes hold words, by node name. Nodes without such attributes are left out. */
  readonly attributes?: Readonly<Record<string, AttributeUse>>
  /**
   * Nodes of running text, by name: Backspace at the start of one may merge it into another above. Next to any other node
   * the key selects it or does nothing.
   */
  readonly runningText?: readonly string[]
  readonly text: TextFace
  readonly markdown: MarkdownFace
  readonly html: HtmlFace
  readonly checks?: ChecksFace
}

/** The attributes of one node that hold words, in reading order. All of them are strings, or null where empty. */
export interface AttributeUse {
  /** Words in the article's language: find and replace changes them, and a translation would. */
  readonly translatable: readonly string[]
  /** What the search of the library reads; {@link translatable} unless given. An embed adds its address. */
  readonly searchable?: readonly string[]
}

// ---- plain text ----

/** One line of a plain text being recognised. */
export interface Line {
  /** The writer's characters, trimmed. */
  readonly raw: string
  /** `raw` with every space, and what nobody sees, a plain space; same offsets. */
  readonly folded: string
  /** Whether the line belongs to the text's last block (run of lines without a blank one). */
  readonly isInLastBlock: boolean
}

/**
 * Looks over all lines once (who speaks again? which lists run on?) and returns the reader of a single line: the
 * block it is (with the offset of its prose in `raw` decided by the block), or null for "not mine".
 */
export type TextReader = (lines: readonly Line[]) => (line: Line, index: number) => NodeJSON | null

/** One row of `galley outline`; keys that do not apply are left out. */
export interface OutlineItem {
  readonly type: string
  readonly [key: string]: string | number | null
}

export interface TextFace {
  /** Recognises the block in plain text, one line at a time. */
  readonly read?: TextReader
  /**
   * Whether paragraphs of formatted text (HTML, a paste) are shown to {@link read} too. Not for blocks that formatted text
   * has elements of its own for, such as lists.
   */
  readonly readsFormatted?: boolean
  /** Whether two of these blocks in a row, both recognised in plain text, are one (`dialogue`, `bulletList`). */
  readonly joins?: readonly string[]
  /** Outline rows, by node name. */
  readonly outline: Readonly<
    Record<string, (node: NodeJSON, each: (node: NodeJSON) => OutlineItem[]) => OutlineItem[]>
  >
  /** Plain text of a block, by node name, lines separated by `\n`; blocks are separated by the caller. */
  readonly plain: Readonly<Record<string, (node: NodeJSON, each: (node: NodeJSON) => string) => string>>
}

// ---- Markdown ----

export type MarkdownProfile = 'portable' | 'structured'

/** What a block's Markdown writer may ask of the article around it. */
export interface MarkdownWriting {
  readonly profile: MarkdownProfile
  /** The labels of the article's language ("Source", "출처"). */
  readonly labels: Labels
  /** Inline content of a node as mdast phrasing, marks nested. */
  inline(nodes: readonly NodeJSON[]): PhrasingContent[]
  /** Child blocks, written by their own writers. */
  blocks(nodes: readonly NodeJSON[]): RootContent[]
}

/** What a block's Markdown reader may ask of the article around it. */
export interface MarkdownReading {
  /**
   * Whether what only looks like a block is one (`**Name**: text`, a URL alone on its line). Not in a structured file,
   * whose directives say what is what, and not inside quotes and lists.
   */
  readonly readsForms: boolean
  /** The labels of the article's language, then those of every other. */
  readonly labels: readonly [Labels, ...Labels[]]
  /** Names that the front matter's cast holds. */
  readonly cast: readonly string[]
  /** The whole body, for readers that must know what comes elsewhere. */
  readonly body: readonly RootContent[]
  /** Phrasing read to inline nodes; what a paragraph cannot hold is kept as text. */
  inline(content: readonly PhrasingContent[]): NodeJSON[]
  /** Where a picture of the phrasing is, references resolved. */
  picture(image: Image | ImageReference): { readonly url: string; readonly title: string }
  /** Any blocks as inline content, hard breaks between them. */
  lines(content: readonly RootContent[]): NodeJSON[]
  /** Any blocks as the paragraphs and lists that quotes and lists hold. */
  nested(content: readonly RootContent[]): NodeJSON[]
}

/**
 * Reads one mdast node to blocks, or says null: not mine. `siblings[index]` is the node; a reader that takes the ones
 * after it too says how many it took in all.
 */
export type MarkdownReader<Node = RootContent> = (
  node: Node,
  reading: MarkdownReading,
  siblings: readonly RootContent[],
  index: number,
) => { readonly nodes: readonly NodeJSON[]; readonly consumed: number } | null

export interface MarkdownFace {
  /** Names of the block's directives that stand on lines of their own: `:::dialogue`, `::embed`. */
  readonly directives?: readonly string[]
  /**
   * A node as paragraphs and lists, for quotes and lists that can hold nothing else, by node name. No word may be lost.
   * A node without an entry becomes a paragraph of its content.
   * @param flatten does the same for other nodes, such as children
   */
  readonly flatten?: Readonly<
    Record<string, (node: NodeJSON, flatten: (node: NodeJSON) => NodeJSON[]) => readonly NodeJSON[]>
  >
  readonly write: Readonly<Record<string, (node: NodeJSON, writing: MarkdownWriting) => RootContent[]>>
  /** By the mdast type that may begin the block: `containerDirective`, `paragraph`, `list`... Tried in block order. */
  readonly read: {
    readonly [Type in RootContent['type']]?: MarkdownReader<Extract<RootContent, { type: Type }>>
  }
}

// ---- HTML ----

export type HtmlProfile = 'page' | 'fragment'

/** What a block's HTML writer may ask of the article around it. */
export interface HtmlWriting {
  readonly profile: HtmlProfile
  readonly labels: Labels
  inline(nodes: readonly NodeJSON[]): ElementContent[]
  blocks(nodes: readonly NodeJSON[]): ElementContent[]
  /** Where a figure's picture is in this export: its own source, or the data that travels in its place. */
  picture(src: string): string
  /** Which of the cast's colours, from 1, a speaker wears; null where the export has no style of its own. */
  voice(speaker: string): number | null
}

/** What a block's HTML reader may ask of the article around it. */
export interface HtmlReading {
  /** Whether Galley wrote the article being read: then spaces are the writer's, and empty blocks are blocks. */
  readonly own: boolean
  /** Content as inline nodes; what they cannot hold is kept as text, lines parted by hard breaks. */
  inline(content: readonly ElementContent[]): NodeJSON[]
  /** Content as blocks: loose text becomes paragraphs, unknown wrappers are looked through. */
  blocks(content: readonly ElementContent[]): NodeJSON[]
  /** An address a reader may follow, made absolute where the document says what it is relative to; or null. */
  address(href: string): string | null
  /** As {@link address}, for a picture a figure may show. */
  picture(src: string): string | null
  /** The {@link HtmlFace.nested} form of any block; null if it must stand outside the container. */
  nested(block: NodeJSON, container: Container): readonly NodeJSON[] | null
}

/** A node that holds paragraphs and lists, and other blocks only if they become that. */
export type Container = 'quote' | 'listItem'

/**
 * Elements by tag name, each with its attributes by hast property name (`className`, `dataAlt`). `any` allows every value; a
 * list allows the values in it and those its patterns match. For `className` it is each class that must be listed.
 */
export type AllowedHtml = Readonly<Record<string, Readonly<Record<string, 'any' | readonly AllowedValue[]>>>>
type AllowedValue = string | RegExp

/** Reads one element to blocks, or returns null if it is not the block's. Tried in block order. */
export type HtmlReader = (element: HastElement, reading: HtmlReading) => readonly NodeJSON[] | null

export interface HtmlFace {
  /** Everything the writers make: the sanitiser removes other elements, attributes and values from exports. */
  readonly allowed: AllowedHtml
  /**
   * The block's style in an exported page, as CSS. It may use the custom properties of `article/html/style.ts` and comes
   * after the rules there. No `url()`, no `@import`: a page fetches nothing.
   */
  readonly style?: string
  /**
   * The paragraphs and lists that a node becomes inside a quote or list item, by node name; null if it must stand outside,
   * as nodes without an entry do.
   */
  readonly nested?: Readonly<
    Record<string, (node: NodeJSON, container: Container) => readonly NodeJSON[] | null>
  >
  readonly write: Readonly<Record<string, (node: NodeJSON, writing: HtmlWriting) => ElementContent[]>>
  /** By tag name. */
  readonly read: Readonly<Record<string, HtmlReader>>
}

// ---- checks ----

/** Something to look at before publication. An `error` is wrong as it stands; a `warn` is worth a look. */
export interface Finding {
  readonly level: 'error' | 'warn'
  /** What was found, in a writer's words: "Photo has no alt text". */
  readonly what: string
  /** The words it was found at, to be recognised by. */
  readonly at: string
}

export type ChecksFace = Readonly<Record<string, (node: NodeJSON) => readonly Finding[]>>

// ---- words of the article's language that exports print ----

export interface Labels {
  readonly source: string
  readonly caption: string
  readonly photo: string
  /** Between speaker and addressee: `Name to Other`. */
  readonly to: string
}
