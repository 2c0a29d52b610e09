import type { TextFace } from '../block.ts'
import { inlineText, node, textOf } from '../node.ts'
import { splitLabel } from '../../text/label.ts'
import { comparable } from '../../text/unicode.ts'

const LABELS = new Set(['caption', '자막', '字幕'])
const MAX_LABEL_LENGTH = 20

/** Captions in plain text: `Caption: Five years later`, with the word of any language in {@link LABELS}. */
export const text: TextFace = {
  readsFormatted: true,
  read: () => (line) => {
    const found = splitLabel(line.folded, MAX_LABEL_LENGTH)
    if (found === null || !LABELS.has(comparable(found.label).toLowerCase())) return null
    return node('caption', null, inlineText(line.raw.slice(found.from)))
  },
  outline: { caption: (caption) => [{ type: 'caption', text: textOf(caption) }] },
  plain: { caption: (caption) => `Caption: ${textOf(caption).replaceAll('\n', ' ')}` },
}
