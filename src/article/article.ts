import { Node } from 'prosemirror-model'
import type { MarkJSON, NodeJSON } from '../blocks/node.ts'
import { withShallowLists } from '../blocks/list/index.ts'
import { attribute, node, inlineText, textOf } from '../blocks/node.ts'
import { isLine, toLine } from '../text/unicode.ts'
import { ArticleError } from './error.ts'
import { emptyMetadata, inFileOrder, metadataFrom, type Metadata } from './metadata.ts'
import { t } from './messages.ts'
import { migrate, VERSION } from './files/migrations.ts'
import { schema } from './schema.ts'

/** The place of each mark in the schema's order, from 0. */
const MARK_RANK = new Map(Object.keys(schema.marks).map((name, rank) => [name, rank]))

/** An article: what is known about it, and its document as {@link schema} describes it. */
export interface Article {
  readonly metadata: Metadata
  readonly doc: NodeJSON
}

/** The value of `format` in a `.json` article file. */
export const FORMAT = 'galley-article'

/**
 * Arrays and objects in one another that a file may have. An article with lists as deep as the readers and the editor
 * let them become (MAX_LIST_DEPTH in blocks/list/nesting.ts) stays under 100.
 */
export const MAX_DEPTH = 200

/** What an article is built from. */
export interface ArticleParts {
  readonly headline?: string
  readonly standfirst?: string
  readonly body?: readonly NodeJSON[]
  readonly metadata?: Metadata
}

/** Builds an article around blocks. Headline and standfirst are single lines; a body without blocks gets an empty paragraph. */
export function articleFrom(parts: ArticleParts): Article {
  const body = parts.body ?? []
  return {
    metadata: parts.metadata ?? emptyMetadata(),
    doc: checkDoc(
      node('doc', null, [
        node('headline', null, inlineText(toLine(parts.headline ?? ''))),
        node('standfirst', null, inlineText(toLine(parts.standfirst ?? ''))),
        node('body', null, body.length === 0 ? [node('paragraph', null)] : normalizedBody(body)),
      ]),
    ),
  }
}

/** Returns blocks in the form that the schema accepts: lists not too deep, each mark once and in order. */
function normalizedBody(blocks: readonly NodeJSON[]): readonly NodeJSON[] {
  return withShallowLists(blocks).map(withOrderedMarks)
}

/** Returns true if a text cannot have both marks, as superscript and subscript: the inner one counts. */
function isExcludedBy(mark: MarkJSON, inner: MarkJSON): boolean {
  const [type, other] = [schema.marks[mark.type], schema.marks[inner.type]]
  return type !== undefined && other !== undefined && type !== other && other.excludes(type)
}

/** Readers nest marks as their source did; an article keeps each once, in schema order. Returns the same node if they are so. */
function withOrderedMarks(json: NodeJSON): NodeJSON {
  if (json.marks !== undefined) {
    if (json.marks.length === 1) return json
    // Comments may overlap: each is a mark of its own.
    const byName = new Map(json.marks.map((mark) => [`${mark.type} ${attribute(mark, 'id')}`, mark]))
    const marks = [...byName.values()]
    const kept = marks.filter((mark, at) => !marks.slice(at + 1).some((inner) => isExcludedBy(mark, inner)))
    const rank = (mark: MarkJSON): number => MARK_RANK.get(mark.type) ?? MARK_RANK.size
    return { ...json, marks: kept.sort((one, other) => rank(one) - rank(other)) }
  }
  const before = json.content ?? []
  const content = before.map(withOrderedMarks)
  return content.every((child, at) => child === before[at]) ? json : { ...json, content }
}

/**
 * Returns the three parts of a document's frame.
 * @throws ArticleError if one of them is missing
 */
export function parts(doc: NodeJSON): { headline: NodeJSON; standfirst: NodeJSON; body: NodeJSON } {
  const [headline, standfirst, body] = doc.content ?? []
  if (headline === undefined || standfirst === undefined || body === undefined)
    throw new ArticleError(t('document.noFrame'), 'doc', t('document.convertAgain'))
  return { headline, standfirst, body }
}

/** Returns the headline of an article as plain text, '' where it has none. */
export function headlineText({ doc }: Pick<Article, 'doc'>): string {
  return textOf(parts(doc).headline)
}

/** Returns an article with another headline, as plain text on one line. */
export function withHeadline(article: Article, text: string): Article {
  const { headline, standfirst, body } = parts(article.doc)
  const content = [{ ...headline, content: inlineText(toLine(text)) }, standfirst, body]
  return { ...article, doc: checkDoc({ ...article.doc, content }) }
}

/**
 * Returns the document in its one canonical form: every attribute present, marks in schema order, equal neighbours joined.
 * @throws ArticleError when the schema forbids it, with the path of the part it forbids.
 */
export function checkDoc(json: unknown, where = 'doc'): NodeJSON {
  let doc: Node
  try {
    doc = validNode(json)
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause)
    throw new ArticleError(
      t('document.invalid', { reason: said.slice(0, 200) }),
      faultPath(json, where),
      t('document.correctPart'),
      { cause },
    )
  }
  if (doc.type.name !== 'doc')
    throw new ArticleError(t('document.otherNode', { node: doc.type.name }), where, t('document.giveWhole'))
  return doc.toJSON() as NodeJSON
}

/** Returns a node with all that is in it. Throws where the schema forbids it. */
function validNode(json: unknown): Node {
  const node = Node.fromJSON(schema, json)
  node.check()
  checkTextNodes(node)
  return node
}

/** Returns the path of the innermost part that is unsound by itself: `doc.content[2].content[0]`. */
function faultPath(json: unknown, where: string): string {
  const content = typeof json === 'object' && json !== null && 'content' in json ? json.content : null
  const parts: readonly unknown[] = Array.isArray(content) ? content : []
  const at = parts.findIndex((part) => !isValidNode(part))
  return at === -1 ? where : faultPath(parts[at], `${where}.content[${String(at)}]`)
}

function isValidNode(json: unknown): boolean {
  try {
    validNode(json)
    return true
  } catch {
    return false
  }
}

/** Text is lines: line ends are hard breaks, and only code blocks hold them (and tabs) in their text. */
function checkTextNodes(doc: Node): void {
  doc.descendants((child, _position, parent) => {
    if (!child.isText) return
    const text = child.text ?? ''
    const lines = parent?.type.spec.code === true ? text.split(/[\n\t]/) : [text]
    if (!lines.every(isLine))
      throw new RangeError(t('document.controlCharacters', { text: JSON.stringify(text.slice(0, 40)) }))
  })
}

/** Returns true if arrays and objects nest deeper than `depth`. Not recursive: a hostile file must not overflow the stack. */
function isDeeperThan(value: unknown, depth: number): boolean {
  let level: object[] = isObject(value) ? [value] : []
  for (let at = 0; level.length > 0; at += 1) {
    if (at === depth) return true
    const below: object[] = []
    for (const one of level) for (const inner of Object.values(one)) if (isObject(inner)) below.push(inner)
    level = below
  }
  return false
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/**
 * Reads an article file.
 * @param json the text of a `.json` file, of this or an older format version
 * @throws ArticleError when it is not JSON, not an article, of a newer version, or holds what the schema forbids.
 */
export function parseArticle(json: string): Article {
  if (json.trim() === '')
    throw new ArticleError(t('file.empty'), t('where.line', { line: 1 }), t('file.restore'))
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : ''
    throw new ArticleError(t('file.notJson'), said || t('where.unknown'), t('file.restore'), {
      cause,
    })
  }
  if (isDeeperThan(value, MAX_DEPTH))
    throw new ArticleError(t('file.tooDeep'), t('where.wholeFile'), t('file.noArticle'))
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== FORMAT)
    throw new ArticleError(t('file.otherFormat'), 'format', t('file.formatMissing', { format: FORMAT }))
  const file = migrate(value)
  return { metadata: metadataFrom(file.metadata ?? {}), doc: checkDoc(file.doc) }
}

/** Returns the article as a `.json` file: two-space indented unless told otherwise, with a line end. */
export function stringifyArticle(article: Article, indent = 2): string {
  const metadata = inFileOrder(article.metadata)
  return `${JSON.stringify({ format: FORMAT, version: VERSION, metadata, doc: article.doc }, null, indent)}\n`
}
