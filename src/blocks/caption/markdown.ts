import type { BlockContent, Blockquote } from 'mdast'
import type { MarkdownFace, MarkdownReading } from '../block.ts'
import {
  blocksOf,
  containerOf,
  isParagraph,
  leadingText,
  paragraphOf,
  withPrefix,
  withoutPrefix,
} from '../mdast.ts'
import { children, node, type NodeJSON } from '../node.ts'

/** Reads `> **Caption:** text`, with the label of any known language; returns null for any other quote. */
function labelledCaption(quote: Blockquote, reading: MarkdownReading): NodeJSON | null {
  const [only, more] = quote.children
  if (!isParagraph(only) || more !== undefined) return null
  const [label, ...text] = only.children
  const [word] = label?.type === 'strong' ? label.children : []
  if (word?.type !== 'text' || !reading.labels.some(({ caption }) => word.value === `${caption}:`))
    return null
  const spaced = leadingText(text).startsWith(' ')
  return node('caption', null, reading.inline(withoutPrefix(spaced ? 1 : 0, text)))
}

/**
 * Captions in Markdown: `:::caption` when structured; when portable, a quote of one paragraph that begins with the bold label of
 * the article's language. An empty caption is left out of portable files, where its label alone would say nothing.
 */
export const markdown: MarkdownFace = {
  directives: ['caption'],
  write: {
    caption: (block, writing) => {
      const text = writing.inline(children(block))
      if (writing.profile === 'structured') return [containerOf('caption', {}, blocksOf(text))]
      const label = { type: 'text', value: `${writing.labels.caption}:` } as const
      const line = paragraphOf([{ type: 'strong', children: [label] }, ...withPrefix(' ', text)])
      return text.length === 0 ? [] : [{ type: 'blockquote', children: [line] satisfies BlockContent[] }]
    },
  },
  read: {
    containerDirective: ({ name, children: content }, reading) =>
      name === 'caption' ? { nodes: [node('caption', null, reading.lines(content))], consumed: 1 } : null,
    blockquote: (quote, reading) => {
      const caption = reading.readsForms ? labelledCaption(quote, reading) : null
      return caption === null ? null : { nodes: [caption], consumed: 1 }
    },
  },
}
