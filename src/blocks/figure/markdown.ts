import type { MarkdownFace } from '../block.ts'
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
import { attribute, children, flag, inlineText, node, textOf, type NodeJSON } from '../node.ts'
import { captionToMarkdown, figuresInParagraph, figureWithoutImage } from './markdownImages.ts'

/** Attributes of `:::figure` and the node attributes they hold. `decorative` is a flag without a value and not among them. */
const DIRECTIVE_ATTRIBUTES = { src: 'src', alt: 'alt', credit: 'credit', width: 'width', height: 'height' }

/** Returns a size in pixels from a directive's attribute; null if it is none that the schema accepts. */
function pixels(text: string): number | null {
  const value = Number(text)
  return text !== '' && Number.isSafeInteger(value) && value >= 1 && value <= 100_000 ? value : null
}

/** Whether a caption line needs a bar before the credit, even an empty one: a bar in the caption would be read as it. */
function needsBar(block: NodeJSON): boolean {
  return attribute(block, 'credit') !== '' || attribute(block, 'src') === '' || textOf(block).includes('|')
}

/** Returns a figure for a quote or list: its picture as a link named by the alt text, its caption and credit, a line each. */
function captionLines(figure: NodeJSON): NodeJSON[] {
  const src = attribute(figure, 'src')
  const credit = attribute(figure, 'credit')
  const lines = [linkedText(attribute(figure, 'alt') || src, src), children(figure), inlineText(credit)]
  return joinedLines(lines.filter((line) => line.length > 0))
}

/**
 * Photos in Markdown: `:::figure{src=…}` around the caption when structured; when portable, an image with a caption line
 * `*caption | CREDIT*` below it.
 */
export const markdown: MarkdownFace = {
  directives: ['figure'],
  flatten: { figure: (figure) => [node('paragraph', null, captionLines(figure))] },
  write: {
    figure: (block, writing) => {
      const caption = writing.inline(children(block))
      const [src, alt, credit] = ['src', 'alt', 'credit'].map((name) => attribute(block, name))
      if (writing.profile === 'structured') {
        const attributes = {
          ...attributesOf(block, DIRECTIVE_ATTRIBUTES),
          ...(flag(block, 'decorative') ? { decorative: '' } : {}),
        }
        return [containerOf('figure', attributes, blocksOf(caption))]
      }
      const hasLine = caption.length > 0 || credit !== ''
      const line = hasLine ? [captionToMarkdown(caption, credit ?? '', needsBar(block))] : []
      if (src === '') return blocksOf(line)
      const image = { type: 'image', url: (src ?? '').trim(), alt: alt ?? '' } as const
      return [paragraphOf(hasLine ? [image, { type: 'break' }, ...line] : [image])]
    },
  },
  read: {
    containerDirective: (directive, reading) => {
      if (directive.name !== 'figure') return null
      const src = directiveAttribute(directive, 'src')
      const attributes = {
        src: isImageSource(src) ? src : null,
        alt: toLine(directiveAttribute(directive, 'alt')),
        decorative: typeof directive.attributes?.decorative === 'string',
        credit: toLine(directiveAttribute(directive, 'credit')),
        width: pixels(directiveAttribute(directive, 'width')),
        height: pixels(directiveAttribute(directive, 'height')),
      }
      return { nodes: [node('figure', attributes, reading.lines(directive.children))], consumed: 1 }
    },
    paragraph: (paragraph, reading, siblings) => {
      if (siblings !== reading.body || !isParagraph(paragraph)) return null
      const nodes =
        figuresInParagraph(paragraph, reading) ??
        (reading.readsForms ? figureWithoutImage(paragraph, reading) : null)
      return nodes === null ? null : { nodes, consumed: 1 }
    },
  },
}
