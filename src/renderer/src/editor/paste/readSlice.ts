import { type Fragment, type Node, Slice } from '@tiptap/pm/model'
import { ArticleError, articleFrom, schema } from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import { isDraftId } from '../../../../calls.ts'
import { isLine } from '../../../../text/unicode.ts'
import type { ArticlePasted, BlocksPasted, DraftPictures, SlicePasted } from './pasted.ts'

/**
 * Reading of Galley's own clipboard format. Any page on the web may write the same type to the clipboard, so nothing of it
 * is believed before the article's schema has checked it.
 */

/** The parsed clipboard format. */
interface OwnSlice {
  /** Id of the draft the slice was copied from; '' if it names none. */
  readonly draft: string
  /** A ProseMirror slice as JSON, unchecked. */
  readonly slice: unknown
}

/**
 * Parses `{"draft": "night-ferry", "slice": {"content": […]}}`, or the slice alone, as earlier versions of Galley copied
 * it.
 */
function parseOwnSlice(json: string): OwnSlice {
  try {
    const own: unknown = JSON.parse(json)
    if (typeof own !== 'object' || own === null || !('slice' in own)) return { draft: '', slice: own }
    return { draft: 'draft' in own && typeof own.draft === 'string' ? own.draft : '', slice: own.slice }
  } catch {
    return { draft: '', slice: null }
  }
}

/** A picture file of a draft, as a figure's `src` names it. */
const DRAFT_PICTURE = /^images\/([\p{L}\p{N}][\p{L}\p{N}._-]{0,199})$/u

/** Names of the draft's picture files that node JSON refers to. */
function pictureNames(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return []
  if (Array.isArray(json)) return json.flatMap(pictureNames)
  const { attrs, content } = json as Partial<NodeJSON>
  const name = DRAFT_PICTURE.exec(String(attrs?.src ?? ''))?.[1]
  return [...(name === undefined ? [] : [name]), ...pictureNames(content)]
}

/** Returns the picture files that a slice refers to in the draft it was copied from; null if it names no draft or no file. */
export function draftPicturesOf(json: string): DraftPictures | null {
  if (json === '') return null
  const { draft, slice } = parseOwnSlice(json)
  const names = [...new Set(pictureNames(slice))]
  return names.length > 0 && isDraftId(draft) ? { draft, names } : null
}

/** Returns true if all text is without control characters; line ends and tabs may stand in code. */
function isArticleText(content: Fragment): boolean {
  let isClean = true
  content.descendants((node, _at, parent) => {
    const lines = parent?.type.spec.code === true ? (node.text ?? '').split(/[\n\t]/) : [node.text ?? '']
    if (!lines.every(isLine)) isClean = false
    return isClean
  })
  return isClean
}

/** Headline and standfirst as blocks of another article. */
function titleBlocks(doc: Node): NodeJSON[] {
  const [headline, standfirst] = [doc.child(0), doc.child(1)].map(
    ({ content }) => (content.toJSON() ?? []) as NodeJSON[],
  )
  return [
    { type: 'heading', attrs: { level: 2 }, content: headline ?? [] },
    { type: 'paragraph', content: standfirst ?? [] },
  ].filter(({ content }) => content.length > 0)
}

/**
 * Reads a slice that reaches over several fields of an article: as an article, or as blocks. Null without a body: then it
 * is words of headline and standfirst.
 * @throws ArticleError if the schema refuses it
 */
function readFields(fields: readonly Node[], pictures: DraftPictures | null, asArticle: boolean) {
  const body = fields.find(({ type }) => type.name === 'body')
  if (body === undefined) return null
  const text = (name: string): string => fields.find(({ type }) => type.name === name)?.textContent ?? ''
  const json = body.content.toJSON() as NodeJSON[]
  const { doc } = articleFrom({ headline: text('headline'), standfirst: text('standfirst'), body: json })
  const node = schema.nodeFromJSON(doc)
  const shared = {
    text: node.textBetween(0, node.content.size, '\n', '\n'),
    remotePictures: [],
    draftPictures: pictures,
    report: [],
    alternative: null,
  }
  if (asArticle) return { kind: 'article', doc, metadata: null, ...shared } as const
  const blocks = [...titleBlocks(node), ...(node.child(2).content.toJSON() as NodeJSON[])]
  return { kind: 'blocks', blocks, outsideBody: null, ...shared } as const
}

/**
 * Reads Galley's own slice from the clipboard.
 * @param json the clipboard's text of type `SLICE_TYPE`
 * @param asArticle true if a slice over several fields is to become the whole article
 * @returns null if it is none, or if the schema refuses it
 */
export function readSlice(
  json: string,
  asArticle: boolean,
): ArticlePasted | BlocksPasted | SlicePasted | null {
  try {
    // The schema validates attributes while it reads.
    const { slice: own } = parseOwnSlice(json)
    const slice = Slice.fromJSON(schema, own)
    if (slice.size === 0 || !isArticleText(slice.content)) return null
    const pictures = draftPicturesOf(json)
    const fields = slice.content.content.filter(({ type }) =>
      /^(?:headline|standfirst|body)$/.test(type.name),
    )
    if (fields.length > 0) return readFields(fields, pictures, asArticle)
    return { kind: 'slice', slice: own, remotePictures: [], draftPictures: pictures }
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof ArticleError)
      return null
    throw error
  }
}
