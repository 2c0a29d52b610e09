import {
  type Article,
  decodeFile,
  type Encoding,
  ENCODINGS,
  type FileKind,
  type Metadata,
  parts,
  readFileText,
  type ReadArticle,
  schema,
} from '../../../../article/index.ts'

/** Reads the file that a draft came from again, in another encoding. A chunk of its own, with the readers of files. */

/** An encoding that can be chosen, with the scripts or regions it is used for. */
export interface EncodingChoice {
  readonly encoding: Encoding
  readonly region: (typeof ENCODINGS)[Encoding]
}

/** Returns all encodings that a file can be read in. */
export function encodingChoices(): EncodingChoice[] {
  const names = Object.keys(ENCODINGS) as Encoding[]
  return names.map((encoding) => ({ encoding, region: ENCODINGS[encoding] }))
}

/** A text file and an encoding of its characters. */
export interface EncodedFile {
  readonly kind: FileKind
  readonly bytes: Uint8Array
  readonly encoding: Encoding
}

/** Characters of a file that show whether the encoding is the right one. */
const PREVIEW_LENGTH = 1500

/**
 * Returns the beginning of a file.
 * @throws ArticleError if its bytes are not in that encoding
 */
export function beginningOf({ bytes, encoding }: EncodedFile): string {
  return decodeFile(bytes, encoding).text.trimStart().slice(0, PREVIEW_LENGTH).toWellFormed()
}

/** Returns the encoding that the reader recognises. @throws ArticleError if it knows none that fits */
export function recognisedEncoding(bytes: Uint8Array): Encoding {
  return decodeFile(bytes).encoding
}

/** Reads a file in its encoding. @throws ArticleError as the readers do */
export function readEncoded({ kind, bytes, encoding }: EncodedFile): Promise<ReadArticle> {
  return readFileText(kind, decodeFile(bytes, encoding))
}

/** Returns true if a draft is as it was read, but for a headline where the file has none: an import writes the file's name there. */
export function isAsRead(now: Article, read: Article): boolean {
  const [mine, its] = [parts(now.doc), parts(read.doc)]
  const fields = hasHeadline(read)
    ? (['headline', 'standfirst', 'body'] as const)
    : (['standfirst', 'body'] as const)
  return fields.every((field) => schema.nodeFromJSON(mine[field]).eq(schema.nodeFromJSON(its[field])))
}

const hasHeadline = ({ doc }: Article): boolean => (parts(doc).headline.content ?? []).length > 0

/**
 * Returns a draft as its file says in another encoding. What the writer has set beside the text since it was read stays.
 * @param before what was read the first time
 * @param after what is read now
 */
export function withOtherText(now: Article, before: Article, after: Article): Article {
  const differs = (key: keyof Metadata): boolean =>
    JSON.stringify(now.metadata[key]) !== JSON.stringify(before.metadata[key])
  const changed = Object.fromEntries(
    Object.keys(now.metadata)
      .filter((key) => differs(key as keyof Metadata))
      .map((key) => [key, now.metadata[key as keyof Metadata]]),
  )
  const { headline } = parts(now.doc)
  const { standfirst, body } = parts(after.doc)
  const doc =
    hasHeadline(before) || hasHeadline(after)
      ? after.doc
      : { ...after.doc, content: [headline, standfirst, body] }
  return { doc, metadata: { ...after.metadata, ...changed } }
}
