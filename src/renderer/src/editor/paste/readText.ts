import { readHtmlBlocks, readPlainText, readPlainTextBlocks } from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import { webUrl } from '../../../../text/url.ts'
import { visibleLines } from './clipboard.ts'
import { composed } from './nodes.ts'
import { NOTHING_BESIDE, type Pasted } from './pasted.ts'

/** Returns the web address that a text is if it is nothing else; else ''. */
export function addressIn(text: string): string {
  const trimmed = text.trim()
  return /^https?:\/\/\S+$/i.test(trimmed) && webUrl(trimmed) !== null ? trimmed : ''
}

/** Longer text is no provider's snippet and is not parsed as HTML. */
const MAX_SNIPPET_LENGTH = 100_000

/** Returns the embeds of a provider's HTML snippet that was copied as text (`<iframe src=…>`); null if the text is none. */
function embedsInSnippet(text: string): NodeJSON[] | null {
  const trimmed = text.trim()
  if (trimmed.length > MAX_SNIPPET_LENGTH) return null
  if (!/^<(?:iframe|blockquote|div)\b[^]*>$/i.test(trimmed)) return null
  const blocks = readHtmlBlocks(trimmed)
  return blocks.length > 0 && blocks.every(({ type }) => type === 'embed') ? blocks : null
}

/** Returns true if blocks are paragraphs without line breaks and formatting: reading them recognised nothing in the text. */
function isProse(blocks: readonly NodeJSON[]): boolean {
  return blocks.every(
    ({ type, content = [] }) =>
      type === 'paragraph' && content.every((inline) => inline.type === 'text' && inline.marks === undefined),
  )
}

/**
 * Reads plain text: an address, a provider's snippet, one line, or what the recogniser finds in several.
 * @param asArticle true if several lines are to become the whole article
 */
export function readPastedText(text: string, asArticle: boolean): Pasted {
  if (text.trim() === '') return text === '' ? { kind: 'nothing' } : { kind: 'text', text }
  const words = readWords(text, asArticle)
  const embeds = embedsInSnippet(text)
  if (embeds === null) return words
  const blocks = embeds.map(composed)
  return { kind: 'blocks', blocks, text, outsideBody: words, alternative: null, ...NOTHING_BESIDE }
}

function readWords(text: string, asArticle: boolean): Pasted {
  const plain = { kind: 'text', text } as const
  const address = addressIn(text)
  if (address !== '') return { kind: 'address', address, fallback: plain }
  if (visibleLines(text).length < 2) return plain
  if (asArticle) {
    const { doc, metadata } = readPlainText(text)
    return { kind: 'article', doc: composed(doc), metadata, text, alternative: plain, ...NOTHING_BESIDE }
  }
  const blocks = readPlainTextBlocks(text).map(composed)
  const alternative = isProse(blocks) ? null : plain
  return { kind: 'blocks', blocks, text, outsideBody: null, alternative, ...NOTHING_BESIDE }
}
