import type { Paragraph } from 'mdast'
import type { Labels, MarkdownFace, MarkdownReading } from '../block.ts'
import { comparable } from '../../text/unicode.ts'
import {
  attributesOf,
  blocksOf,
  containerOf,
  leadingText,
  paragraphOf,
  directiveAttribute,
  withPrefix,
  withoutPrefix,
} from '../mdast.ts'
import { attribute, children, node, type NodeJSON } from '../node.ts'
import { labelledContent } from '../inlineLines.ts'

/** Matches a label and a colon, or "via": {@link isLabel} decides about the label. */
const LABELLED = /^(?:(?<label>[^:：]{1,20})\s?[:：]|(?<via>via)(?=\s))\s?/iu

/** Returns true if a word is a language's word for the source, in the singular or with an s: "Sources". */
function isLabel(word: string, labels: readonly Labels[]): boolean {
  const plain = comparable(word).toLowerCase()
  return labels.some(({ source }) => [source, `${source}s`].some((label) => label.toLowerCase() === plain))
}

/** Reads a paragraph in the form of a source line; returns null for any other. */
function sourceLine({ children: content }: Paragraph, reading: MarkdownReading): NodeJSON | null {
  const match = LABELLED.exec(leadingText(content))
  if (match === null) return null
  const word = match.groups?.label ?? match.groups?.via ?? ''
  if (match.groups?.via === undefined && !isLabel(word, reading.labels)) return null
  return node('source', { label: word }, reading.inline(withoutPrefix(match[0].length, content)))
}

/** Returns the text before the source, in the article's language if the line has no label: `via `, `Source: `, `출처: `. */
function lead(block: NodeJSON, labels: Labels): string {
  const label = attribute(block, 'label') || labels.source
  return label.toLowerCase() === 'via' ? `${label} ` : `${label}: `
}

/**
 * Source lines in Markdown: `:::source` when structured; when portable, the last paragraph of the file if it begins with a
 * known label. Elsewhere `Source: …` is a sentence.
 */
export const markdown: MarkdownFace = {
  directives: ['source'],
  flatten: {
    source: (source) => [node('paragraph', null, labelledContent(attribute(source, 'label'), source))],
  },
  write: {
    source: (block, writing) => {
      const text = writing.inline(children(block))
      return writing.profile === 'structured'
        ? [containerOf('source', attributesOf(block, { label: 'label' }), blocksOf(text))]
        : [paragraphOf(withPrefix(lead(block, writing.labels), text))]
    },
  },
  read: {
    containerDirective: (directive, reading) =>
      directive.name === 'source'
        ? {
            nodes: [
              node(
                'source',
                { label: directiveAttribute(directive, 'label') },
                reading.lines(directive.children),
              ),
            ],
            consumed: 1,
          }
        : null,
    paragraph: (paragraph, reading) => {
      // Identity, not equality: the paragraph itself must end the body, not one of the same text.
      const isLast = reading.readsForms && reading.body.at(-1) === paragraph
      const source = isLast ? sourceLine(paragraph, reading) : null
      return source === null ? null : { nodes: [source], consumed: 1 }
    },
  },
}
