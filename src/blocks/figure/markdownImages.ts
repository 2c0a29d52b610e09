import type { Emphasis, Image, ImageReference, Paragraph, PhrasingContent } from 'mdast'
import type { Labels, MarkdownReading } from '../block.ts'
import { toLine } from '../../text/unicode.ts'
import { isImageSource, isPictureFile } from '../../text/url.ts'
import { withPrefix } from '../mdast.ts'
import { joinedLines } from '../inlineLines.ts'
import { inlineText, node, type NodeJSON } from '../node.ts'
import { figureAttributes, readMissing } from './schema.ts'

/**
 * Figures in portable Markdown: an image, and right below it an italic line with caption and credit. Without a picture
 * yet, the italic line stands alone and must have a bar, so that no other italic paragraph is taken for a figure.
 *
 *     ![A tram at night](images/0123456789abcdef.jpg)
 *     *The last tram | M. Vale*
 *
 *     *A photo of the depot | M. Vale*
 *
 * A credit without a caption stands behind the word for a photo in the article's language: `*Photo: M. Vale*`.
 */

/** `![alt](address)` or `![alt][reference]`; {@link MarkdownReading.picture} looks up either. */
type MarkdownImage = Image | ImageReference

/**
 * Returns the italic line of a figure: `*caption | CREDIT*`.
 * @param bar whether to write the bar; without a picture or with a credit the reader needs it
 */
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
    last?.type === 'text' ? [...caption.slice(0, -1), ...withPrefix(last.value, [end])] : [...caption, end]
  return { type: 'emphasis', children: joined }
}

/**
 * Returns the credit in a line that has nothing else, `Photo: CREDIT`; null for any other line.
 * @param labels whose word for a photo may stand in front
 */
export function labelledCredit(line: string, labels: readonly Labels[]): string | null {
  const label = labels.find(({ photo }) => line.startsWith(`${photo}: `))
  const credit = label === undefined ? '' : line.slice(label.photo.length + 2)
  return credit.trim() === '' || /[|\n]/u.test(credit) ? null : credit
}

/** Splits an italic line at its last bar. The credit is null without a bar, and '' if nothing follows the bar. */
function captionFromMarkdown({ children }: Emphasis): {
  caption: PhrasingContent[]
  credit: string | null
} {
  const last = children.at(-1)
  const match = last?.type === 'text' ? /^(?<before>.*?) ?\|(?: (?<credit>[^|]*))?$/su.exec(last.value) : null
  if (match === null) return { caption: children, credit: null }
  const before = match.groups?.before ?? ''
  const text: PhrasingContent[] = before === '' ? [] : [{ type: 'text', value: before }]
  return { caption: [...children.slice(0, -1), ...text], credit: toLine(match.groups?.credit ?? '') }
}

/** Splits the line below an image: at its bar, or after a label, as {@link labelledCredit} reads it. */
function captionBelowImage(
  line: Emphasis,
  labels: readonly Labels[],
): { caption: PhrasingContent[]; credit: string | null } {
  const [only, more] = line.children
  const credit = only?.type === 'text' && more === undefined ? labelledCredit(only.value, labels) : null
  return credit === null ? captionFromMarkdown(line) : { caption: [], credit: toLine(credit) }
}

/** Returns the figure of an image and its italic line. Its title becomes the caption, or its last line. */
function figureFromImage(image: MarkdownImage, line: Emphasis | null, reading: MarkdownReading): NodeJSON {
  const { url, title } = reading.picture(image)
  const { caption, credit } =
    line === null ? { caption: [], credit: null } : captionBelowImage(line, reading.labels)
  const isAllowed = isImageSource(url)
  const alt = toLine(image.alt ?? '')
  if (!isAllowed && url !== '') reading.report('picture', url)
  const titled = inlineText(toLine(title))
  const below = reading.inline(caption)
  const words =
    title === alt && below.length > 0
      ? below
      : joinedLines([below, titled].filter(({ length }) => length > 0))
  const missing = isAllowed ? null : readMissing(url)
  // An image that a figure cannot show keeps its place; if it has no words at all, its address becomes the caption.
  const isNameless = words.length === 0 && !isAllowed && missing === null && alt === ''
  const content = isNameless ? inlineText(toLine(url)) : words
  return node(
    'figure',
    figureAttributes({ src: isAllowed ? url : null, missing, alt, credit: credit ?? '' }),
    content,
  )
}

/** Returns true if a line ends before or at this part: a hard break, or a text that begins with a line feed. */
function isLineEnd(part: PhrasingContent | undefined): boolean {
  return part?.type === 'break' || (part?.type === 'text' && /^[ \t]*\n/u.test(part.value))
}

/** Returns true for a part without words: a hard break, or spaces and line feeds. */
function isBlank(part: PhrasingContent | undefined): boolean {
  return part?.type === 'break' || (part?.type === 'text' && part.value.trim() === '')
}

/** Returns the italic line right below the image at index `at`, if nothing else is on that line; else null. */
function captionBelow(parts: readonly PhrasingContent[], at: number): Emphasis | null {
  const [end, line, after] = parts.slice(at + 1, at + 4)
  if (!isLineEnd(end) || !isBlank(end) || line?.type !== 'emphasis') return null
  return after === undefined || isLineEnd(after) ? line : null
}

/** Returns the image that a part is, or that is the only content of a link; else null. */
function imageIn(part: PhrasingContent): MarkdownImage | null {
  if (part.type === 'image' || part.type === 'imageReference') return part
  const [only, more] = part.type === 'link' || part.type === 'linkReference' ? part.children : []
  return only !== undefined && more === undefined ? imageIn(only) : null
}

/** Returns words without the spaces that stood beside a picture. */
function withoutEdges(words: readonly NodeJSON[]): NodeJSON[] {
  return words.flatMap((word, at): NodeJSON[] => {
    if (word.text === undefined) return [word]
    const begun = at === 0 ? word.text.trimStart() : word.text
    const text = at === words.length - 1 ? begun.trimEnd() : begun
    return text === '' ? [] : [{ ...word, text }]
  })
}

/** Returns the parts between two images as a paragraph; nothing if they are only spaces and line ends. */
function paragraphBetween(parts: readonly PhrasingContent[], reading: MarkdownReading): NodeJSON[] {
  const first = parts.findIndex((part) => !isBlank(part))
  const last = parts.findLastIndex((part) => !isBlank(part))
  if (first === -1) return []
  const words = withoutEdges(reading.inline(parts.slice(first, last + 1)))
  return words.length === 0 ? [] : [node('paragraph', null, words)]
}

/**
 * Reads a paragraph with images.
 * @returns a figure for each image, and paragraphs of the text between them, in order; null if there is no image
 */
export function figuresInParagraph(
  { children: parts }: Paragraph,
  reading: MarkdownReading,
): NodeJSON[] | null {
  const nodes: NodeJSON[] = []
  /** Index of the first part that is in no node yet. */
  let from = 0
  let at = 0
  while (at < parts.length) {
    const part = parts[at]
    const image = part === undefined ? null : imageIn(part)
    if (image === null) {
      at += 1
      continue
    }
    const line = captionBelow(parts, at)
    if (part?.type === 'link' && !isPictureFile(part.url)) reading.report('pictureTarget', part.url)
    nodes.push(...paragraphBetween(parts.slice(from, at), reading), figureFromImage(image, line, reading))
    at += line === null ? 1 : 3
    from = at
  }
  return from === 0 ? null : [...nodes, ...paragraphBetween(parts.slice(from), reading)]
}

/** Reads a paragraph that is an italic line with a bar alone: a figure without a picture. Null for any other. */
export function figureWithoutImage(
  { children: [only, more] }: Paragraph,
  reading: MarkdownReading,
): NodeJSON[] | null {
  if (only?.type !== 'emphasis' || more !== undefined) return null
  const { caption, credit } = captionFromMarkdown(only)
  if (credit === null) return null
  return [node('figure', figureAttributes({ credit }), reading.inline(caption))]
}
