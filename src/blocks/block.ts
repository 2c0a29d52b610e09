import type { ElementContent, Element as HastElement } from 'hast'
import type { Image, ImageReference, PhrasingContent, RootContent } from 'mdast'
import type { NodeSpec } from 'prosemirror-model'
import type { NodeJSON } from './node.ts'
import type { Report, ReportKind } from './readingReport.ts'

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
  /** How the words of these attributes are written, where they are not plain text: the bold words of a footnote. */
  readonly markup?: AttributeMarkup
}

/** The small markup of an attribute. */
export interface AttributeMarkup {
  /** Returns the words of a value, without its markup. */
  words(value: string): string
  /**
   * Returns the value with a range of its words replaced, which keeps the marks of its first character.
   * @param from offset in {@link words}, as `to`
   */
  replace(value: string, from: number, to: number, text: string): string
}

// ---- plain text ----

/** One line of a plain text being recognised. */
export interface Line {
  /** The writer's characters, trimmed. */
  readonly raw: string
  /** `raw` with every space, and what nobody sees, a plain space; same offsets. */
  readonly matchable: string
  /** True if the line belongs to the text's last block (run of lines without a blank one). */
  readonly isInLastBlock: boolean
  /** The number of that block in the text: two lines with the same number stand together. */
  readonly chunk: number
  /** How many characters at the start of `raw` are bold; absent in plain text. */
  readonly bold?: number
}

/**
 * A line that is no block by itself but part of one: `lead` of the block in a line below (a name on its own line, the time of a
 * subtitle), `more` of the last part of the block above, on a line of its own or behind a space.
 */
export type LinePart =
  | { readonly part: 'lead' }
  | { readonly part: 'more'; readonly joint: 'break' | 'space'; readonly content: readonly NodeJSON[] }

/** What a block's reader says of a line: the block it is, the part of one, or null if it is not this block's. */
export type LineClaim = NodeJSON | LinePart | null

/** Returns true for a claim that is no block by itself. */
export function isLinePart(claim: LineClaim): claim is LinePart {
  return claim !== null && 'part' in claim
}

/**
 * Recognises a block in plain text, in two steps: it looks at all lines once (who speaks again? which list continues?), and
 * returns the reader of a single line, which returns a {@link LineClaim}. Readers are
 * asked in block order and the first block returned wins; a line that nobody claims is a paragraph.
 */
export type TextReader = (lines: readonly Line[]) => (line: Line, index: number) => LineClaim

/** One row of `galley outline`: `{ type: 'heading', text: 'On deck', level: 2 }`. Keys that do not apply are left out. */
export interface OutlineItem {
  readonly type: string
  readonly [key: string]: string | number | null
}

/** A block in plain text: how it is recognised, and how it is written for the clipboard, searches and `galley outline`. */
export interface TextFace {
  /** Recognises the block in plain text, one line at a time. */
  readonly read?: TextReader
  /**
   * True if paragraphs of formatted text (HTML, a paste) are shown to {@link read} too. Not for blocks that formatted text
   * has elements of its own for, such as lists.
   */
  readonly readsFormatted?: boolean
  /** Nodes of which two in a row, both just recognised, become one: each line of a conversation is read as a dialogue. */
  readonly joins?: readonly string[]
  /** The outline rows of a node, by node name; `each` returns those of a child. */
  readonly outline: Readonly<
    Record<string, (node: NodeJSON, each: (node: NodeJSON) => OutlineItem[]) => OutlineItem[]>
  >
  /** A node as plain text, by node name, lines separated by `\n`; `each` writes a child. The caller separates blocks. */
  readonly plain: Readonly<Record<string, (node: NodeJSON, each: (node: NodeJSON) => string) => string>>
}

// ---- Markdown ----

/** `portable` reads well anywhere and may lose details; `structured` uses directives and loses nothing. */
export type MarkdownProfile = 'portable' | 'structured'

/** What a block's Markdown writer may ask of the article around it: its profile, its language and the other writers. */
export interface MarkdownWriting {
  readonly profile: MarkdownProfile
  /** The labels of the article's language ("Source", "출처"). */
  readonly labels: Labels
  /** Returns inline content as mdast phrasing, with nested marks. */
  inline(nodes: readonly NodeJSON[]): PhrasingContent[]
  /** Returns blocks as mdast, each written by its own block. */
  blocks(nodes: readonly NodeJSON[]): RootContent[]
}

/** What a block's Markdown reader may ask of the file around it. */
export interface MarkdownReading {
  /**
   * True if text in the form of a block is that block: `**Name**: text`, an address alone on its line. False in a structured
   * file, where directives mark every block, and inside quotes and lists.
   */
  readonly readsForms: boolean
  /** The labels of the article's language, then those of every other. */
  readonly labels: readonly [Labels, ...Labels[]]
  /** The names in the front matter's cast. */
  readonly cast: readonly string[]
  /** All blocks of the body, for readers that depend on others: a source line is the last one. */
  readonly body: readonly RootContent[]
  /** Returns phrasing as inline nodes; what a paragraph cannot hold becomes text. */
  inline(content: readonly PhrasingContent[]): NodeJSON[]
  /** Returns the address and title of a picture, looking up references. */
  picture(image: Image | ImageReference): { readonly url: string; readonly title: string }
  /** Returns any blocks as inline content, a hard break between two. */
  lines(content: readonly RootContent[]): NodeJSON[]
  /** Returns any blocks as paragraphs and lists, through their blocks' {@link MarkdownFace.flatten}. */
  nested(content: readonly RootContent[]): NodeJSON[]
  /** Reports what the article does not have as the file had it. */
  readonly report: Report
}

/**
 * Reads one mdast node to blocks; returns null if it is not this block's.
 * @param siblings the nodes around it; `siblings[index]` is the node
 * @returns the blocks, and how many siblings they were read from: a dialogue consumes a run of paragraphs
 */
export type MarkdownReader<Node = RootContent> = (
  node: Node,
  reading: MarkdownReading,
  siblings: readonly RootContent[],
  index: number,
) => { readonly nodes: readonly NodeJSON[]; readonly consumed: number } | null

/** A block in Markdown, written and read as an mdast tree, never as text. */
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
  /** What is reported of a node for which {@link flatten} makes something else, by node name. */
  readonly flattenedAs?: Readonly<Record<string, ReportKind>>
  /** Writers by node name. `[]` leaves the node out. */
  readonly write: Readonly<Record<string, (node: NodeJSON, writing: MarkdownWriting) => RootContent[]>>
  /** Returns true for a line that has the form of the block, so that it does not go on with the line above. */
  readonly standsAlone?: (line: string) => boolean
  /** Readers by the mdast type that may begin the block: `containerDirective`, `paragraph`, `list`. Tried in block order. */
  readonly read: {
    readonly [Type in RootContent['type']]?: MarkdownReader<Extract<RootContent, { type: Type }>>
  }
}

// ---- HTML ----

/** `page` is a document of its own with style and players; `fragment` an `article` element for somebody else's page. */
export type HtmlProfile = 'page' | 'fragment'

/** What a block's HTML writer may ask of the article around it. Writers return hast, which is sanitised before it is text. */
export interface HtmlWriting {
  readonly profile: HtmlProfile
  readonly labels: Labels
  inline(nodes: readonly NodeJSON[]): ElementContent[]
  blocks(nodes: readonly NodeJSON[]): ElementContent[]
  /** Returns where a figure's picture is in this export: its own address, or image data that replaces it. */
  picture(src: string): string
  /**
   * Returns what is known about the picture file of a figure; null if the pictures are not files of this export. The lead
   * picture is the first one, which a browser should load at once.
   */
  pictureFile(figure: NodeJSON): {
    readonly smaller: readonly { readonly src: string; readonly width: number }[]
    readonly isLead: boolean
  } | null
  /** Returns a speaker's colour in the cast, from 1; null if the export has no style of its own. */
  voice(speaker: string): number | null
}

/** What a block's HTML reader may ask of the document around it. */
export interface HtmlReading {
  /** True if Galley wrote the article: then spaces are the writer's, and empty blocks are kept. */
  readonly own: boolean
  /** Returns true for an element that is read elsewhere: the words of a footnote. {@link blocks} leaves it out. */
  isSkipped(element: HastElement): boolean
  /** Returns content as inline nodes; what they cannot hold becomes text, with hard breaks between lines. */
  inline(content: readonly ElementContent[]): NodeJSON[]
  /** Returns content as blocks: loose text becomes paragraphs, unknown wrappers are ignored but not their content. */
  blocks(content: readonly ElementContent[]): NodeJSON[]
  /** Returns a safe address, absolute if the document has a base; null if it must not be followed. */
  address(href: string): string | null
  /** Returns the address of a picture that a figure may show, or null. */
  picture(src: string): string | null
  /** Returns the {@link HtmlFace.nested} form of any block; null if it must stand outside the container. */
  nested(block: NodeJSON, container: Container): readonly NodeJSON[] | null
  /**
   * Reports what the article does not have as the document had it. An element is counted once for each kind, however often it
   * is read.
   * @param words words of the place; the element's own text unless given
   */
  report(kind: ReportKind, element: HastElement, words?: string): void
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

/** A part of the style of an exported page. */
export interface PageStyle {
  /** The elements that it is about: tag names (`hr`) and classes (`.gallery`). */
  readonly elements: readonly string[]
  /**
   * Its rules. They may use the custom properties of `article/html/style.ts` and come after the rules there. No `url()`, no
   * `@import`: a page fetches nothing.
   */
  readonly css: string
}

/** A block in HTML, written and read as a hast tree, never as text. */
export interface HtmlFace {
  /** Everything the writers make: the sanitiser removes other elements, attributes and values from exports. */
  readonly allowed: AllowedHtml
  /** The block's style in an exported page, in parts: a page has those whose elements are in it. */
  readonly styles?: readonly PageStyle[]
  /**
   * The paragraphs and lists that a node becomes inside a quote or list item, by node name; null if it must stand outside,
   * as nodes without an entry do.
   */
  readonly nested?: Readonly<
    Record<string, (node: NodeJSON, container: Container) => readonly NodeJSON[] | null>
  >
  /** Writers by node name. `[]` leaves the node out. */
  readonly write: Readonly<Record<string, (node: NodeJSON, writing: HtmlWriting) => ElementContent[]>>
  /** Readers by tag name, tried in block order; elements that nobody reads are looked into. */
  readonly read: Readonly<Record<string, HtmlReader>>
}

// ---- checks ----

/** One finding of the checks before publication. An `error` is wrong as it stands; a `warn` is worth a look. */
export interface Finding {
  readonly level: 'error' | 'warn'
  /** What was found, for the writer, translated: "Photo has no alt text". */
  readonly what: string
  /** The words that identify the place: a caption, an address. '' if there are none. */
  readonly at: string
}

/** Checks by node name; each returns the findings for one node. */
export type ChecksFace = Readonly<Record<string, (node: NodeJSON) => readonly Finding[]>>

// ---- words of the article's language that exports print ----

/** Words of the article's language that exports print, whatever language the app is in. See `article/labels.ts`. */
export interface Labels {
  readonly source: string
  readonly caption: string
  readonly photo: string
  /** Between speaker and addressee: `Name to Other`. */
  readonly to: string
}
