import type { Element, ElementContent, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { HtmlFace, HtmlProfile, HtmlWriting } from '../../blocks/block.ts'
import { element } from '../../blocks/hast.ts'
import { blocks } from '../../blocks/index.ts'
import { footnotesIn, noteSection, noteSign, noteTextOf, numbered } from '../../blocks/footnote/index.ts'
import { attribute, children, isInlineAtom, node, type NodeJSON, textOf } from '../../blocks/node.ts'
import { sha256 } from '../../text/sha256.ts'
import { type Article, parts } from '../article.ts'
import { castOf, spellingsOf } from '../cast/cast.ts'
import { labelsFor } from '../labels.ts'
import type { Pictures, PictureSets } from '../targets/target.ts'
import { emptyMetadata } from '../metadata.ts'
import { articleWithoutNotes, withoutNotes } from '../notes.ts'
import { writeInline } from './inline.ts'
import { directionOf, wrapInPage } from './page.ts'
import { indentBlocks } from './layout.ts'
import { sanitized } from './sanitize.ts'

/**
 * Writes HTML: a whole page, the `article` element for a CMS, or a passage for the clipboard. Each block writes its own
 * elements (`blocks/<name>`); this folder adds the frame. A paragraph `At dusk` becomes
 * `<p>At dusk</p>` inside `<article class="galley" lang="en">`.
 *
 * article → blocks' elements → `page.ts` (head, policy, style) → `sanitize.ts` (drops all that no writer may make) →
 * `layout.ts` (indents) → text. Nothing may skip `sanitize.ts`: it is what keeps scripts out of exports.
 */

/** The blocks' writers by node type. */
const writers = Object.assign({}, ...blocks.map((block) => block.html.write)) as HtmlFace['write']

/** Returns a function from a name to the person's colour, from 1; null for a name that is not in the cast. */
function coloursFor(article: Article): (name: string) => number | null {
  const colours = new Map(
    castOf(article).flatMap((member) => spellingsOf(member).map((name) => [name, member.colour] as const)),
  )
  return (name) => colours.get(name) ?? null
}

/** Returns the first node with a picture, at any depth; null if there is none. */
function firstFigure(doc: NodeJSON): NodeJSON | null {
  if (attribute(doc, 'src').startsWith('images/')) return doc
  for (const child of children(doc)) {
    const found = firstFigure(child)
    if (found !== null) return found
  }
  return null
}

/**
 * Returns what the ids of an article end in where others may stand beside it in one page: a hyphen and eight characters of the hash
 * of headline, slug and footnotes.
 */
function keyOf({ doc, metadata }: Article): string {
  const footnotes = footnotesIn([doc]).map(noteTextOf)
  if (footnotes.length === 0) return ''
  const said = JSON.stringify([metadata.slug, children(doc).slice(0, 1).map(textOf), footnotes])
  return `-${sha256(said).replace(/[+/=]/g, '').slice(0, 8)}`
}

/** `&amp;`, as people write it, not `&#x26;`. */
const TO_HTML_OPTIONS = { characterReferences: { useNamedReferences: true } }

/**
 * Returns what blocks may ask of an export while they write.
 * @param pictures data URLs by a figure's `src`; undefined leaves every source as it is
 * @param sets narrower copies beside the text; undefined if the pictures are not files of this export
 */
function createWriting(
  article: Article,
  profile: HtmlProfile,
  pictures?: Pictures,
  sets?: PictureSets,
): HtmlWriting {
  const labels = labelsFor(article.metadata.language)
  const lead = sets === undefined ? null : firstFigure(article.doc)
  const key = profile === 'page' ? '' : keyOf(article)
  const voice = profile === 'page' ? coloursFor(article) : () => null
  const write = (node: NodeJSON): ElementContent[] => {
    const writer = writers[node.type]
    if (writer === undefined) throw new Error(`no HTML for ${node.type}`)
    return writer(node, self)
  }
  const self: HtmlWriting = {
    profile,
    labels,
    inline: (nodes) => writeInline(nodes, (footnote) => noteSign(footnote, key)),
    blocks: (nodes) => nodes.flatMap(write),
    picture: (src) => pictures?.get(src) ?? src,
    pictureFile: (figure) =>
      sets === undefined
        ? null
        : { smaller: sets.get(attribute(figure, 'src')) ?? [], isLead: figure === lead },
    voice,
  }
  return self
}

/** Part of an article: blocks, and inline nodes where a selection within one block was copied. */
export interface Passage {
  readonly language: string
  readonly headline?: string
  readonly standfirst?: string
  readonly content: readonly NodeJSON[]
}

/**
 * Returns part of an article as HTML for other programs: clean, without a style, with nothing that runs. Blocks stand in an
 * `article` element, by which {@link readHtmlBlocks} knows them again; inline nodes stand alone. The content may be
 * what the schema forbids in a whole article, such as a list item without its first paragraph.
 */
export function writePassage({ language, headline = '', standfirst = '', content: noted }: Passage): string {
  const { nodes: content, footnotes } = numbered(withoutNotes(noted))
  const article: Article = { metadata: { ...emptyMetadata(), language }, doc: node('doc', null, content) }
  const to = createWriting(article, 'fragment')
  const isInline = content.every(
    (node) => node.type === 'text' || node.type === 'hardBreak' || isInlineAtom(node),
  )
  const header = [
    ...(headline === '' ? [] : [element('h1', {}, headline)]),
    ...(standfirst === '' ? [] : [element('p', { className: ['standfirst'] }, standfirst)]),
  ]
  const wrapped = element(
    'article',
    { className: ['galley'], lang: language, ...directionOf(language) },
    ...(header.length === 0 ? [] : [element('header', {}, ...header)]),
    ...(isInline ? [] : to.blocks(content)),
    ...(isInline ? [] : noteSection(footnotes, keyOf(article), to)),
  )
  const children =
    isInline && header.length === 0
      ? [...to.inline(content), ...noteSection(footnotes, keyOf(article), to)]
      : [wrapped]
  return toHtml(sanitized({ type: 'root', children }), TO_HTML_OPTIONS)
}

/** Returns the `article` element: the whole of a fragment, and the content of a page's body. */
function articleElement(article: Article, to: HtmlWriting, notes: readonly Element[]): Element {
  const { headline, standfirst, body } = parts(article.doc)
  const { byline, language } = article.metadata
  const line = (className: string, text: string): Element[] =>
    text === '' ? [] : [element('p', { className: [className] }, text)]
  const title = textOf(headline)
  const header = [
    ...(title.trim() === '' ? [] : [element('h1', {}, title)]),
    ...line('standfirst', textOf(standfirst)),
    ...line('byline', byline),
  ]
  return element(
    'article',
    { className: ['galley'], lang: language, ...directionOf(language) },
    ...(header.length === 0 ? [] : [element('header', {}, ...header)]),
    [...to.blocks(children(body)), ...notes],
  )
}

/**
 * Returns the article as HTML: a `page` of its own, or the `article` element to put in one. It is readable without a style,
 * holds nothing that runs but the players of embeds (in a page, sandboxed), and `readHtml` takes it back.
 * @param pictures data URLs that replace the figures' sources
 * @param sets narrower copies of pictures that are files beside the text
 */
export function writeHtml(
  noted: Article,
  profile: HtmlProfile,
  pictures?: Pictures,
  sets?: PictureSets,
): string {
  const article = articleWithoutNotes(noted)
  const {
    nodes: [doc = article.doc],
    footnotes,
  } = numbered([article.doc])
  const written = { ...article, doc }
  const to = createWriting(written, profile, pictures, sets)
  const key = profile === 'page' ? '' : keyOf(article)
  const content = articleElement(written, to, noteSection(footnotes, key, to))
  const root: Root = profile === 'page' ? wrapInPage(article, content) : { type: 'root', children: [content] }
  return `${toHtml(indentBlocks(sanitized(root)), TO_HTML_OPTIONS).trimEnd()}\n`
}
