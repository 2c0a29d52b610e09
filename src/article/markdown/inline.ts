import type {
  Definition,
  FootnoteReference,
  Image,
  ImageReference,
  PhrasingContent,
  RootContent,
} from 'mdast'
import type {} from 'mdast-util-directive'
import { footnoteOf } from '../../blocks/footnote/index.ts'
import { linkMark, textNode, type MarkJSON, type NodeJSON } from '../../blocks/node.ts'
import { append } from '../../text/append.ts'
import { toLine } from '../../text/unicode.ts'
import { isLinkAddress, withProtocol } from '../../text/url.ts'
import type { Report } from '../../blocks/readingReport.ts'
import { commentIn, isWordless, mediumIn, type TagPair, tagPairs } from './htmlTags.ts'

/** The parts of a file that reading its phrasing needs. */
export interface Surroundings {
  readonly definitions: ReadonlyMap<string, Definition>
  readonly report: Report
  /** Returns the footnote that a sign leads to; null where there can be none, as within another footnote. */
  footnote(sign: FootnoteReference): NodeJSON[] | null
  /** The file's own characters between a node's first and last. */
  raw(node: RootContent): string
}

/** Returns where an image is, its reference resolved. */
export function pictureIn(
  image: Image | ImageReference,
  { definitions }: Surroundings,
): { url: string; title: string } {
  const resource = image.type === 'image' ? image : definitions.get(image.identifier)
  return { url: resource?.url ?? '', title: resource?.title ?? '' }
}

/** Returns the mark of a link, none if the address leads nowhere from an article; that is reported. */
function linkTo(
  { url, title }: { readonly url: string; readonly title?: string | null | undefined },
  { report }: Surroundings,
): MarkJSON[] {
  const href = withProtocol(url)
  if (isLinkAddress(href)) return [linkMark(href, toLine(title ?? ''))]
  report('link', url)
  return []
}

function literal(text: string, marks: readonly MarkJSON[]): NodeJSON[] {
  const line = toLine(text)
  return line === '' ? [] : [textNode(line, marks)]
}

function hardBreak(marks: readonly MarkJSON[]): NodeJSON {
  return marks.length === 0 ? { type: 'hardBreak' } : { type: 'hardBreak', marks }
}

function isComment(node: PhrasingContent): boolean {
  return node.type === 'html' && commentIn(node.value) !== null
}

/** Returns inline content with one space where a comment stood between two. */
function withoutGaps(read: readonly NodeJSON[]): NodeJSON[] {
  return read.map((node, index) => {
    const before = read[index - 1]?.text ?? ''
    return node.text !== undefined && before.endsWith(' ') && /^ ./u.test(node.text)
      ? { ...node, text: node.text.slice(1) }
      : node
  })
}

function readHtml(html: string, around: Surroundings, marks: readonly MarkJSON[]): NodeJSON[] {
  const comment = commentIn(html)
  if (comment !== null) {
    if (comment !== '') around.report('comment', comment)
    return []
  }
  if (isWordless(html)) return []
  return /^<br\s*\/?>$/iu.test(html) ? [hardBreak(marks)] : literal(html, marks)
}

/**
 * Returns phrasing as inline content, each text with the marks around it. A link that leads nowhere safe keeps its text, a
 * picture becomes its alt text, pairs of HTML tags become marks, directives that are not ours stay as they are spelled.
 */
export function inlineOf(
  content: readonly PhrasingContent[],
  around: Surroundings,
  marks: readonly MarkJSON[] = [],
): NodeJSON[] {
  const pairs = tagPairs(content)
  const read: NodeJSON[] = []
  for (let at = 0; at < content.length; at += 1) {
    const node = content[at]
    if (node === undefined) continue
    const pair = pairs.get(at)
    if (pair === undefined) append(read, readPhrasing(node, around, marks))
    else {
      append(read, readPair(content.slice(at, pair.end + 1), pair, around, marks))
      at = pair.end
    }
  }
  return content.some(isComment) ? withoutGaps(read) : read
}

/** Reads a pair of tags and what is between them. */
function readPair(
  content: readonly PhrasingContent[],
  { marks: own, signs, isMedium }: TagPair,
  around: Surroundings,
  marks: readonly MarkJSON[],
): NodeJSON[] {
  if (isMedium) return readMedium(content, around, marks)
  const inner = inlineOf(content.slice(1, -1), around, withMarks(marks, own))
  const [before, after] = signs
  if (before === '' || inner.length === 0) return inner
  return [textNode(before, marks), ...inner, textNode(after, marks)]
}

/** Reads a player or frame within a line as a link to it. */
function readMedium(
  content: readonly PhrasingContent[],
  { report }: Surroundings,
  marks: readonly MarkJSON[],
): NodeJSON[] {
  const { url, title } = mediumIn(content.map((node) => (node.type === 'html' ? node.value : '')).join(''))
  const isKept = url !== '' && isLinkAddress(url)
  report(isKept ? 'media' : 'lostMedia', url)
  return isKept ? literal(title || url, [...marks, linkMark(url)]) : []
}

/** Returns marks and more of them, each once: HTML may say twice what a mark says once. */
function withMarks(marks: readonly MarkJSON[], more: readonly MarkJSON[]): readonly MarkJSON[] {
  return [...marks, ...more.filter(({ type }) => !marks.some((mark) => mark.type === type))]
}

function readPhrasing(node: PhrasingContent, around: Surroundings, marks: readonly MarkJSON[]): NodeJSON[] {
  const inside = (children: readonly PhrasingContent[], ...more: MarkJSON[]): NodeJSON[] =>
    inlineOf(children, around, [...marks, ...more])
  switch (node.type) {
    case 'text':
      return literal(node.value, marks)
    case 'inlineCode':
      return literal(node.value, [...marks, { type: 'code' }])
    case 'strong':
      return inside(node.children, { type: 'strong' })
    case 'emphasis':
      return inside(node.children, { type: 'em' })
    case 'delete':
      return inside(node.children, { type: 'strike' })
    case 'link':
      return inside(node.children, ...linkTo(node, around))
    case 'linkReference': {
      const definition = around.definitions.get(node.identifier)
      return definition === undefined
        ? literal(around.raw(node), marks)
        : inside(node.children, ...linkTo(definition, around))
    }
    case 'break':
      return [hardBreak(marks)]
    case 'html':
      return readHtml(node.value, around, marks)
    case 'image':
    case 'imageReference': {
      const { url, title } = pictureIn(node, around)
      around.report('pictureLink', [node.alt, url].find(Boolean) ?? '')
      return literal([node.alt, title].find(Boolean) ?? url, [...marks, ...linkTo({ url }, around)])
    }
    case 'textDirective':
      return node.name === 'br' && node.children.length === 0
        ? [hardBreak(typeof node.attributes?.code === 'string' ? [...marks, { type: 'code' }] : marks)]
        : literal(around.raw(node), marks)
    case 'footnoteReference':
      return around.footnote(node) ?? literal(around.raw(node), marks)
    case 'inlineNote':
      return [footnoteOf(inside(node.children))]
  }
}
