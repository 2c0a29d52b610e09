import type { Metadata, ReportEntry } from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'

/**
 * What a clipboard or a drag was read as. Plain data, made by `readClipboard` and put into a document by `place`.
 *
 * `text` is always the same content as words alone: it is what goes into a block of code, which holds nothing else.
 * Node JSON is composed (NFC) and, except in a slice, has come through the article's own readers.
 */
export type Pasted =
  | NothingPasted
  | TextPasted
  | InlinePasted
  | BlocksPasted
  | ArticlePasted
  | AddressPasted
  | SlicePasted
  | PicturesPasted

/** Nothing that an article could hold. */
export interface NothingPasted {
  readonly kind: 'nothing'
}

/** Words alone: one line runs into the text, several become paragraphs. */
export interface TextPasted {
  readonly kind: 'text'
  readonly text: string
}

/** What reading changed, left out or guessed. */
interface Reported {
  readonly report: readonly ReportEntry[]
}

/** Formatted words of one paragraph, which run into the text around the caret. */
export interface InlinePasted extends Reported {
  readonly kind: 'inline'
  readonly content: readonly NodeJSON[]
  readonly text: string
}

/** Blocks of the body. */
export interface BlocksPasted extends Pictured, Reported {
  readonly kind: 'blocks'
  readonly blocks: readonly NodeJSON[]
  readonly text: string
  /** What to place in a headline or a standfirst; null if the blocks' own words will do. */
  readonly outsideBody: Pasted | null
  /** The same content without recognition, which the writer may prefer; null if nothing was recognised. */
  readonly alternative: TextPasted | BlocksPasted | null
}

/** A whole article, for a draft in which nothing is written yet. */
export interface ArticlePasted extends Pictured, Reported {
  readonly kind: 'article'
  /** The document, of type `doc`. */
  readonly doc: NodeJSON
  /** What the article says about itself; null for a slice, which says nothing. */
  readonly metadata: Metadata | null
  readonly text: string
  /** The same content as plain text, which the writer may prefer; null for a slice. */
  readonly alternative: TextPasted | null
}

/** One web address and nothing else: a link or an embed where the selection allows it. */
export interface AddressPasted {
  readonly kind: 'address'
  readonly address: string
  /** What to place where an address is only text. */
  readonly fallback: Pasted
}

/** Galley's own slice of blocks, open at its ends as it was cut. */
export interface SlicePasted extends Pictured {
  readonly kind: 'slice'
  /** A ProseMirror slice as JSON. The schema accepts it. */
  readonly slice: unknown
}

/** Files: pictures for the draft, and others that may be articles to import. */
export interface PicturesPasted {
  readonly kind: 'pictures'
  readonly pictures: readonly File[]
  readonly others: readonly File[]
}

/** Pictures that pasted nodes refer to and the draft does not have. */
interface Pictured {
  /** Addresses of pictures on the web. */
  readonly remotePictures: readonly string[]
  /** Picture files of another Galley draft; null if there are none. */
  readonly draftPictures: DraftPictures | null
}

/** Picture files of a draft: its id, and the names of the files in its `images/`. */
export interface DraftPictures {
  readonly draft: string
  readonly names: readonly string[]
}

/** Content that refers to no pictures, and of which nothing was lost. */
export const NOTHING_BESIDE: Pictured & Reported = { remotePictures: [], draftPictures: null, report: [] }
