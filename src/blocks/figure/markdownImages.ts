import type { Emphasis, Image, ImageReference, Paragraph, PhrasingContent } from 'mdast'
import type { MarkdownReading } from '../block.ts'
import { toLine } from '../../text/unicode.ts'
import { isImageSource } from '../../text/url.ts'
import { withLead } from '../mdast.ts'
import { inlineText, node, type NodeJSON } from '../node.ts'

type MarkdownImage = Image | ImageReference

/** The line below a picture, or in the place of one: `*caption | CREDIT*`. */
export function captionToMarkdown(
  caption: readonly PhrasingContent[],
  credit: string,
  bar: boolean,
): Emphasis {
  if (!bar) return { type: 'emphasis', children: [...caption] }
  const end: PhrasingContent = {
    type: 'text',
    value: [caption.length > 0 ? ' |' : '|', credit].join(credit && ' '),
  }
  const [last] = caption.slice(-1)
  const joined =
    last?.type === 'text' ? [...caption.slice(0, -1), ...withLead(last.value, [end])] : [...caption, end]
  return { type: 'emphasis', children: joined }
}

/** Caption and credit of such a line; no bar, no credit. */
function captionFromMarkdown({ children }: Emphasis): { caption: PhrasingContent[]; credit: string | null } {
  const last = children.at(-1)
  const found = last?.type === 'text' ? /^(?<before>.*?) ?\|(?: (?<credit>[^|]*))?$/su.exec(last.value) : null
  if (found === null) return { caption: children, credit: null }
  const before = found.groups?.before ?? ''
  const text: PhrasingContent[] = before === '' ? [] : [{ type: 'text', value: before }]
  return { caption: [...children.slice(0, -1), ...text], credit: toLine(found.groups?.credit ?? '') }
}

function figureFromImage(picture: MarkdownImage, line: Emphasis | null, reading: MarkdownReading): NodeJSON {
  const { url, title } = reading.picture(picture)
  const { caption, credit } = line === null ? { caption: [], credit: null } : captionFromMarkdown(line)
  const known = isImageSource(url)
  const alt = toLine(picture.alt ?? '')
  const paragraphBetween = [...reading.inline(caption), ...(line === null ? inlineText(toLine(title)) : [])]
  // A picture we cannot show keeps its place; where nothing else tells what it was, its address does.
  const content =
    paragraphBetween.length === 0 && !known && alt === '' ? inlineText(toLine(url)) : paragraphBetween
  const attributes = { src: known ? url : null, alt, decorative: false, credit: credit ?? '' }
  return node('figure', attributes, content)
}

function isLineEnd(part: PhrasingContent | undefined): boolean {
  return part?.type === 'break' || (part?.type === 'text' && /^[ \t]*\n/u.test(part.value))
}

function isBlank(part: PhrasingContent | undefined): boolean {
  return part?.type === 'break' || (part?.type === 'text' && part.value.trim() === '')
}

/** The italic line right below the picture at `at`, when nothing else stands on that line. */
function captionBelow(parts: readonly PhrasingContent[], at: number): Emphasis | null {
  const [end, line, after] = parts.slice(at + 1, at + 4)
  if (!isLineEnd(end) || !isBlank(end) || line?.type !== 'emphasis') return null
  return after === undefined || isLineEnd(after) ? line : null
}

/** The picture a part is, alone or as all that a link holds. */
function imageIn(part: PhrasingContent): MarkdownImage | null {
  if (part.type === 'image' || part.type === 'imageReference') return part
  const [only, more] = part.type === 'link' || part.type === 'linkReference' ? part.children : []
  return only !== undefined && more === undefined ? imageIn(only) : null
}

/** Words between pictures as a paragraph, or none where there are only spaces and line ends. */
function words(parts: readonly PhrasingContent[], reading: MarkdownReading): NodeJSON[] {
  const first = parts.findIndex((part) => !isBlank(part))
  const last = parts.findLastIndex((part) => !isBlank(part))
  return first === -1 ? [] : [node('paragraph', null, reading.inline(parts.slice(first, last + 1)))]
}

/** A paragraph that holds pictures as figures and the paragraphs between them; null where it holds none. */
export function figuresInParagraph(
  { children: parts }: Paragraph,
  reading: MarkdownReading,
): NodeJSON[] | null {
  const found: NodeJSON[] = []
  let from = 0
  let at = 0
  while (at < parts.length) {
    const part = parts[at]
    const picture = part === undefined ? null : imageIn(part)
    if (picture === null) {
      at += 1
      continue
    }
    const line = captionBelow(parts, at)
    found.push(...words(parts.slice(from, at), reading), figureFromImage(picture, line, reading))
    at += line === null ? 1 : 3
    from = at
  }
  return from === 0 ? null : [...found, ...words(parts.slice(from), reading)]
}

/** A figure that waits for its picture: an italic line alone, with a bar. */
export function figureWithoutImage(
  { children: [only, more] }: Paragraph,
  reading: MarkdownReading,
): NodeJSON[] | null {
  if (only?.type !== 'emphasis' || more !== undefined) return null
  const { caption, credit } = captionFromMarkdown(only)
  if (credit === null) return null
  return [node('figure', { src: null, alt: '', decorative: false, credit }, reading.inline(caption))]
}
