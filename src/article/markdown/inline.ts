import type { Definition, Image, ImageReference, PhrasingContent, RootContent } from 'mdast'
import type {} from 'mdast-util-directive'
import { textNode, type MarkJSON, type NodeJSON } from '../../blocks/node.ts'
import { append } from '../../text/append.ts'
import { toLine } from '../../text/unicode.ts'
import { safeUrl } from '../../text/url.ts'

/** The parts of a file that reading its phrasing needs. */
export interface Surroundings {
  readonly definitions: ReadonlyMap<string, Definition>
  /** The file's own characters between a node's first and last. */
  raw(node: RootContent): string
}

/** Where an image is, its reference resolved. */
export function pictureIn(
  image: Image | ImageReference,
  { definitions }: Surroundings,
): { url: string; title: string } {
  const resource = image.type === 'image' ? image : definitions.get(image.identifier)
  return { url: resource?.url ?? '', title: resource?.title ?? '' }
}

function linkTo(url: string): MarkJSON[] {
  return safeUrl(url) === null ? [] : [{ type: 'link', attrs: { href: url } }]
}

function literal(text: string, marks: readonly MarkJSON[]): NodeJSON[] {
  const line = toLine(text)
  return line === '' ? [] : [textNode(line, marks)]
}

function hardBreak(marks: readonly MarkJSON[]): NodeJSON {
  return marks.length === 0 ? { type: 'hardBreak' } : { type: 'hardBreak', marks }
}

function readHtml(html: string, marks: readonly MarkJSON[]): NodeJSON[] {
  if (/^<!--\s*-->$/u.test(html)) return []
  return /^<br\s*\/?>$/iu.test(html) ? [hardBreak(marks)] : literal(html, marks)
}

/**
 * Phrasing as inline content, each text with the marks around it. A link that leads nowhere safe keeps its text, a
 * picture becomes its alt text, HTML and directives that are not ours stay as they are spelled.
 */
export function inlineOf(
  content: readonly PhrasingContent[],
  around: Surroundings,
  marks: readonly MarkJSON[] = [],
): NodeJSON[] {
  const ends = scriptEnds(content)
  const read: NodeJSON[] = []
  for (let at = 0; at < content.length; at += 1) {
    const node = content[at]
    if (node === undefined) continue
    const end = ends.get(at)
    if (end === undefined) append(read, readPhrasing(node, around, marks))
    else {
      const mark = { type: SCRIPT_MARKS[scriptTag(node)?.name ?? ''] ?? '' }
      append(read, inlineOf(content.slice(at + 1, end), around, [...marks, mark]))
      at = end
    }
  }
  return read
}

/** The marks that Markdown has only as HTML elements, by tag name. */
const SCRIPT_MARKS: Readonly<Record<string, string>> = { sup: 'superscript', sub: 'subscript' }

/** Returns the tag that a node is, if it opens or closes one of {@link SCRIPT_MARKS}; null for any other node. */
function scriptTag(node: PhrasingContent): { name: string; closes: boolean } | null {
  const found = node.type === 'html' ? /^<(\/?)(sup|sub)\s*>$/iu.exec(node.value) : null
  return found === null ? null : { name: found[2]?.toLowerCase() ?? '', closes: found[1] === '/' }
}

/** Returns the place of the closing tag by that of its opening one, for elements of {@link SCRIPT_MARKS}. */
function scriptEnds(content: readonly PhrasingContent[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  const open: { name: string; at: number }[] = []
  for (const [at, node] of content.entries()) {
    const tag = scriptTag(node)
    if (tag === null) continue
    if (!tag.closes) open.push({ name: tag.name, at })
    else if (open.at(-1)?.name === tag.name) ends.set(open.pop()?.at ?? 0, at)
  }
  return ends
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
      return inside(node.children, ...linkTo(node.url))
    case 'linkReference':
      return around.definitions.has(node.identifier)
        ? inside(node.children, ...linkTo(around.definitions.get(node.identifier)?.url ?? ''))
        : literal(around.raw(node), marks)
    case 'break':
      return [hardBreak(marks)]
    case 'html':
      return readHtml(node.value, marks)
    case 'image':
    case 'imageReference': {
      const { url, title } = pictureIn(node, around)
      return literal([node.alt, title].find(Boolean) ?? url, [...marks, ...linkTo(url)])
    }
    case 'textDirective':
      return node.name === 'br' && node.children.length === 0
        ? [hardBreak(typeof node.attributes?.code === 'string' ? [...marks, { type: 'code' }] : marks)]
        : literal(around.raw(node), marks)
    case 'footnoteReference':
      return literal(around.raw(node), marks)
  }
}
