import type { ContainerDirective } from 'mdast-util-directive'
import type { Emphasis, PhrasingContent } from 'mdast'
import type { Labels, MarkdownFace, MarkdownReading, MarkdownWriting } from '../block.ts'
import { readCrop, readFocus, readRotation } from '../crop.ts'
import { toLine } from '../../text/unicode.ts'
import { isImageSource } from '../../text/url.ts'
import {
  attributesOf,
  blocksOf,
  containerOf,
  isParagraph,
  paragraphOf,
  directiveAttribute,
} from '../mdast.ts'
import { joinedLines, linkedText } from '../inlineLines.ts'
import {
  attribute,
  type AttributeValue,
  children,
  flag,
  inlineText,
  linkMark,
  node,
  textNode,
  textOf,
  type NodeJSON,
} from '../node.ts'
import { galleryFlatten, galleryReader, galleryWrite } from './gallery/faces.ts'
import {
  captionToMarkdown,
  figuresInParagraph,
  figureWithoutImage,
  labelledCredit,
} from './markdownImages.ts'
import { ifValid, pictureOf, readMissing, readSize } from './schema.ts'

/** Attributes of `:::figure` and the node attributes they hold. `decorative` is a flag without a value and not among them. */
const DIRECTIVE_ATTRIBUTES = {
  ...{ src: 'src', missing: 'missing', alt: 'alt', credit: 'credit', width: 'width', height: 'height' },
  ...{ size: 'size', crop: 'crop', rotation: 'rotation', focus: 'focus' },
}
/** Values that say nothing, and are not written. */
const UNWRITTEN = { size: 'column', rotation: '0' }

/** Returns the attributes of the directive `:::figure`. */
function directiveAttributes(figure: NodeJSON): Record<string, string> {
  const written = Object.entries(attributesOf(figure, DIRECTIVE_ATTRIBUTES))
  return {
    ...Object.fromEntries(
      written.filter(([name, value]) => UNWRITTEN[name as keyof typeof UNWRITTEN] !== value),
    ),
    ...(flag(figure, 'decorative') ? { decorative: '' } : {}),
  }
}

/** Reads the attributes of the directive `:::figure`; what is not valid becomes the schema's default. */
function readDirective(directive: ContainerDirective): Readonly<Record<string, AttributeValue>> {
  const text = (name: string): string => directiveAttribute(directive, name)
  const src = text('src')
  return {
    src: isImageSource(src) ? src : null,
    missing: ifValid(text('missing'), readMissing),
    alt: toLine(text('alt')),
    decorative: typeof directive.attributes?.decorative === 'string',
    credit: toLine(text('credit')),
    width: pixels(text('width')),
    height: pixels(text('height')),
    size: readSize(text('size')),
    crop: ifValid(text('crop'), readCrop),
    rotation: readRotation(text('rotation')),
    focus: ifValid(text('focus'), readFocus),
  }
}

/** Returns a size in pixels from a directive's attribute; null if it is none that the schema accepts. */
function pixels(text: string): number | null {
  const value = Number(text)
  return text !== '' && Number.isSafeInteger(value) && value >= 1 && value <= 100_000 ? value : null
}

/** Returns true if a caption line needs a bar before the credit, even an empty one: else it would be read as no photo, or as a credit. */
function needsBar(block: NodeJSON, labels: readonly Labels[]): boolean {
  const words = textOf(block)
  if (attribute(block, 'credit') !== '' || pictureOf(block) === '') return true
  return words.includes('|') || labelledCredit(words, labels) !== null
}

/** Returns the line below a picture: `*caption | CREDIT*`, or `*Photo: CREDIT*` without a caption; nothing if both are empty. */
function captionLine(block: NodeJSON, writing: MarkdownWriting): Emphasis[] {
  const caption = writing.inline(children(block))
  const credit = attribute(block, 'credit')
  if (caption.length === 0 && credit === '') return []
  const labelled = `${writing.labels.photo}: ${credit}`
  const isCreditAlone = caption.length === 0 && pictureOf(block) !== ''
  if (isCreditAlone && labelledCredit(labelled, [writing.labels]) === credit)
    return [{ type: 'emphasis', children: [{ type: 'text', value: labelled }] }]
  return [captionToMarkdown(caption, credit, needsBar(block, [writing.labels]))]
}

/** Returns a figure for a quote or list: its picture as a link named by the alt text, its caption and credit, a line each. */
function captionLines(figure: NodeJSON): NodeJSON[] {
  const src = attribute(figure, 'src')
  const missing = src === '' ? attribute(figure, 'missing') : ''
  const credit = attribute(figure, 'credit')
  const alt = attribute(figure, 'alt')
  const picture =
    missing === '' ? linkedText(alt || src, src) : [textNode(alt || missing, [linkMark(missing)])]
  const lines = [picture, children(figure), inlineText(credit)]
  return joinedLines(lines.filter((line) => line.length > 0))
}

/** Reads the directive `:::figure`. */
function readFigureDirective(
  directive: ContainerDirective,
  reading: MarkdownReading,
): { readonly nodes: readonly NodeJSON[]; readonly consumed: number } | null {
  if (directive.name !== 'figure') return null
  return {
    nodes: [node('figure', readDirective(directive), reading.lines(directive.children))],
    consumed: 1,
  }
}

const readGallery = galleryReader(readFigureDirective)

const onNextLine = (line: Emphasis): PhrasingContent[] => [{ type: 'break' }, line]

/**
 * Photos in Markdown: `:::figure{src=…}` around the caption when structured; when portable, an image with a caption line
 * `*caption | CREDIT*` below it. A decorative picture has an empty alt text when portable.
 */
export const markdown: MarkdownFace = {
  directives: ['figure', 'gallery'],
  flatten: { figure: (figure) => [node('paragraph', null, captionLines(figure))], ...galleryFlatten },
  write: {
    figure: (block, writing) => {
      if (writing.profile === 'structured')
        return [containerOf('figure', directiveAttributes(block), blocksOf(writing.inline(children(block))))]
      const line = captionLine(block, writing)
      const src = pictureOf(block)
      const alt = flag(block, 'decorative') ? '' : attribute(block, 'alt')
      // What stands for a picture that is not there yet: its caption line, else its alt text.
      if (src === '' && (line.length > 0 || alt === '')) return blocksOf(line)
      return [paragraphOf([{ type: 'image', url: src, alt }, ...line.flatMap(onNextLine)])]
    },
    ...galleryWrite,
  },
  read: {
    containerDirective: (directive, reading, siblings, index) =>
      readFigureDirective(directive, reading) ?? readGallery(directive, reading, siblings, index),
    paragraph: (paragraph, reading, siblings) => {
      if (siblings !== reading.body || !isParagraph(paragraph)) return null
      const nodes =
        figuresInParagraph(paragraph, reading) ??
        (reading.readsForms ? figureWithoutImage(paragraph, reading) : null)
      return nodes === null ? null : { nodes, consumed: 1 }
    },
  },
}
