import type { TextFace } from '../block.ts'
import { inlineText, node, textOf } from '../node.ts'
import { splitLabel } from '../../text/label.ts'
import { comparable } from '../../text/unicode.ts'

/** Words before the colon, in lower case. */
const LABELS = new Set(['caption', '자막', '字幕'])
/** In characters. */
const MAX_LABEL_LENGTH = 20

/**
 * Captions in plain text: `Caption: Five years later`, read with the word of any language in {@link LABELS}. Written with the
 * English word, which every reader of plain text accepts, and on one line.
 */
export const text: TextFace = {
  readsFormatted: true,
  read: () => (line) => {
    const match = splitLabel(line.matchable, MAX_LABEL_LENGTH)
    if (match === null || !LABELS.has(comparable(match.label).toLowerCase())) return null
    return node('caption', null, inlineText(line.raw.slice(match.from)))
  },
  outline: { caption: (caption) => [{ type: 'caption', text: textOf(caption) }] },
  plain: { caption: (caption) => `Caption: ${textOf(caption).replaceAll('\n', ' ')}` },
}
