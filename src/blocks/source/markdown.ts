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

/** "Source: …", "Sources: …", the word of any language we know, or "via …". */
const LABELLED = /^(?:(?<label>[^:：]{1,20})\s?[:：]|(?<via>via)(?=\s))\s?/iu

function isLabel(word: string, labels: readonly Labels[]): boolean {
  const plain = comparable(word).toLowerCase()
  return labels.some(({ source }) => [source, `${source}s`].some((label) => label.toLowerCase() === plain))
}

function sourceLine({ children: content }: Paragraph, reading: MarkdownReading): NodeJSON | null {
  const found = LABELLED.exec(leadingText(content))
  if (found === null) return null
  const word = found.groups?.label ?? found.groups?.via ?? ''
  if (found.groups?.via === undefined && !isLabel(word, reading.labels)) return null
  return node('source', { label: word }, reading.inline(withoutPrefix(found[0].length, content)))
}

/** The words before the source: `via` stands alone, every other label takes a colon. */
function lead(of: NodeJSON, labels: Labels): string {
  const label = attribute(of, 'label') || labels.source
  return label.toLowerCase() === 'via' ? `${label} ` : `${label}: `
}

export const markdown: MarkdownFace = {
  directives: ['source'],
  flatten: {
    source: (source) => [node('paragraph', null, labelledContent(attribute(source, 'label'), source))],
  },
  write: {
    source: (of, writing) => {
      const text = writing.inline(children(of))
      return writing.profile === 'structured'
        ? [containerOf('source', attributesOf(of, { label: 'label' }), blocksOf(text))]
        : [paragraphOf(withPrefix(lead(of, writing.labels), text))]
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
      const last = reading.readsForms && reading.body.at(-1) === paragraph
      const source = last ? sourceLine(paragraph, reading) : null
      return source === null ? null : { nodes: [source], consumed: 1 }
    },
  },
}
