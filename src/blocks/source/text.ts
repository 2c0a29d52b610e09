import type { Line, TextFace } from '../block.ts'
import { attribute, node, textNode, textOf, type NodeJSON } from '../node.ts'
import { skipSpaces, splitLabel } from '../../text/label.ts'
import { splitAtLinks } from '../../text/links.ts'
import { endsSentence } from '../../text/punctuation.ts'
import { comparable } from '../../text/unicode.ts'

/** Words before the colon that make a line a source line, in lower case. */
const LABELS = new Set(['source', 'sources', 'via', '출처', '出典', '来源', '來源'])
/** In characters. */
const MAX_LABEL_LENGTH = 20
/** `via` without a colon is also a preposition: more words than this are a sentence ("via Rome and two more towns"). */
const MAX_WORDS_AFTER_VIA = 8
/** In characters, `via` included. */
const MAX_VIA_LENGTH = 200

/** A source line's label, and the offset at which its text begins. */
interface LabelMatch {
  /** As written: `SOURCE`, `출처`, `via`. */
  readonly label: string
  readonly from: number
}

/** Returns the label of a line that begins with one of {@link LABELS}, in any case, and a colon; else null. */
function labelOf({ matchable }: Line): LabelMatch | null {
  const match = splitLabel(matchable, MAX_LABEL_LENGTH)
  return match !== null && LABELS.has(comparable(match.label).toLowerCase()) ? match : null
}

/**
 * Returns the label of `via WikiTree`, without a colon: a few words that are no sentence, nor the end of one begun in the line
 * above (`They travelled` / `via Rome`); else null.
 * @param before the line above, if there is one
 */
function viaOf({ matchable }: Line, before: Line | undefined): LabelMatch | null {
  if (!/^via /i.test(matchable) || matchable.length > MAX_VIA_LENGTH || endsSentence(matchable)) return null
  if (matchable.split(/ +/).length > MAX_WORDS_AFTER_VIA + 1) return null
  if (before?.isInLastBlock === true && !endsSentence(before.matchable) && labelOf(before) === null)
    return null
  return { label: matchable.slice(0, 3), from: skipSpaces(matchable, 3) }
}

/** Returns text with the addresses in it as links. */
function linked(words: string): NodeJSON[] {
  return splitAtLinks(words).map(({ text, href }) =>
    textNode(text, href === null ? [] : [{ type: 'link', attrs: { href } }]),
  )
}

/** Source lines in plain text, recognised only in the last block of the text: elsewhere `Source: …` is a sentence. */
export const text: TextFace = {
  readsFormatted: true,
  read: (lines) => (line, index) => {
    if (!line.isInLastBlock) return null
    const match = labelOf(line) ?? viaOf(line, lines[index - 1])
    return match === null ? null : node('source', { label: match.label }, linked(line.raw.slice(match.from)))
  },
  outline: { source: (source) => [{ type: 'source', text: textOf(source) }] },
  plain: {
    source: (source) => {
      const label = attribute(source, 'label') || 'Source'
      const words = textOf(source).replaceAll('\n', ' ')
      return label.toLowerCase() === 'via' ? `${label} ${words}` : `${label}: ${words}`
    },
  },
}
