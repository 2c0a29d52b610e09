import type { ElementContent, Element as HastElement } from 'hast'
import type { Image, ImageReference, PhrasingContent, RootContent } from 'mdast'
import type { NodeSpec } from 'prosemirror-model'
import type { NodeJSON } from './node.ts'

/**
 * The contract of a block: an island that brings its nodes and, for each form an article takes, a face. Faces are
 * pure functions over data; what they need of the article around them comes as an argument.
 */
export interface Block {
  readonly name: string
  /** Node specs by name, in schema order. */
  readonly nodes: Readonly<Record<string, NodeSpec>>
  readonly text: TextFace
  readonly markdown: MarkdownFace
  readonly html: HtmlFace
  readonly checks?: ChecksFace
}

// ---- plain text ----

/** One line of a plain text being recognised. */
export interface Line {
  /** The writer's characters, trimmed. */
  readonly raw: string
  /** `raw` with every space, and what nobody sees, a plain space; same offsets. */
  readonly folded: string
  /** Whether the line belongs to the text's last block (run of lines without a blank one). */
  readonly closing: boolean
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
  /** Recognises the block in plain text, a line at a time. */
  readonly read?: TextReader
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
  readonly forms: boolean
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
) => { readonly nodes: readonly NodeJSON[]; readonly taken: number } | null

export interface MarkdownFace {
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
}

/** Reads one element to blocks, or says null: not mine. Tried in block order. */
export type HtmlReader = (element: HastElement, reading: HtmlReading) => readonly NodeJSON[] | null

export interface HtmlFace {
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
