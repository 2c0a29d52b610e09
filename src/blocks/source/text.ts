import type { Line, TextFace } from '../block.ts'
import { attribute, node, textNode, textOf, type NodeJSON } from '../node.ts'
import { afterSpaces, labelled } from '../../text/label.ts'
import { stretches } from '../../text/links.ts'
import { endsSentence } from '../../text/punctuation.ts'
import { comparable } from '../../text/unicode.ts'

const LABELS = new Set(['source', 'sources', 'via', '출처', '出典', '来源', '來源'])
const MAX_LABEL_LENGTH = 20
const MAX_WORDS_AFTER_VIA = 8

/** The label of a source line and where its text begins. */
interface LabelMatch {
  readonly label: string
  readonly from: number
}

function labelOf({ folded }: Line): LabelMatch | null {
  const found = labelled(folded, MAX_LABEL_LENGTH)
  return found !== null && LABELS.has(comparable(found.label).toLowerCase()) ? found : null
}

/** `via WikiTree`, without a colon: few words that are no sentence, and not the tail of one begun above. */
function viaOf({ folded }: Line, before: Line | undefined): LabelMatch | null {
  if (!/^via /i.test(folded) || folded.length > 200 || endsSentence(folded)) return null
  if (folded.split(/ +/).length > MAX_WORDS_AFTER_VIA + 1) return null
  if (before?.isInLastBlock === true && !endsSentence(before.folded) && labelOf(before) === null) return null
  return { label: folded.slice(0, 3), from: afterSpaces(folded, 3) }
}

function linked(words: string): NodeJSON[] {
  return stretches(words).map(({ text, href }) =>
    textNode(text, href === null ? [] : [{ type: 'link', attrs: { href } }]),
  )
}

/** The source line stands in the text's last block alone: elsewhere `Source: …` is a sentence. */
export const text: TextFace = {
  readsFormatted: true,
  read: (lines) => (line, index) => {
    if (!line.isInLastBlock) return null
    const found = labelOf(line) ?? viaOf(line, lines[index - 1])
    return found === null ? null : node('source', { label: found.label }, linked(line.raw.slice(found.from)))
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
