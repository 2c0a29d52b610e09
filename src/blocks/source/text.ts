import type { Line, TextFace } from '../block.ts'
import { attribute, linkMark, node, type NodeJSON, textNode, textOf } from '../node.ts'
import { skipSpaces, splitLabel } from '../../text/label.ts'
import { splitAtLinks } from '../../text/links.ts'
import { endsInFullStop, endsSentence } from '../../text/punctuation.ts'
import { comparable } from '../../text/unicode.ts'

/** Words before the colon that make a line a source line, in lower case. */
const LABELS = new Set([
  ...[
    'source',
    'sources',
    'via',
    'h/t',
    'hat tip',
    'quelle',
    'quellen',
    'fuente',
    'fuentes',
    'fonte',
    'fontes',
    'fonti',
    'sources',
  ],
  ...[
    '출처',
    '자료 출처',
    '出典',
    '引用元',
    '参考',
    '参考資料',
    'ソース',
    '来源',
    '來源',
    '资料来源',
    '消息来源',
  ],
  ...[
    'källa',
    'källor',
    'kilde',
    'kilder',
    'lähde',
    'bron',
    'bronnen',
    'źródło',
    'źródła',
    'zdroj',
    'forrás',
  ],
  ...['kaynak', 'kaynaklar', 'sumber', 'nguồn', 'πηγή', 'πηγές', 'джерело', 'منبع'],
  ...['источник', 'источники', 'المصدر', 'المصادر', 'מקור', 'מקורות'],
])
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
  const match = splitLabel(matchable.replace(/^([^=＝:：]{1,10})[=＝]/u, '$1:'), MAX_LABEL_LENGTH)
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
  return splitAtLinks(words).map(({ text, href }) => textNode(text, href === null ? [] : [linkMark(href)]))
}

/** Lines at the end of a text that may follow its source: a question to the reader, tags, links. */
const MAX_LINES_BEHIND = 4
const MAX_WIDTH_BEHIND = 120
/** Who wrote it, in initials: `H. B. avec A. D.` */
const INITIALS =
  /^(?:\p{Lu}\.[ -]?){1,3}(?:(?:with|and|mit|und|avec|et|con|y|com|e|&|\/) (?:\p{Lu}\.[ -]?){1,3})?$/u
/** `- `, `1. `, `[1] `, `• ` before an item of a list of sources. */
const ITEM = /^(?:[•●▪◦‣*·–-] *|[(\[]?\d{1,2}[.)\]] *)(?=\S)/u

/** Returns the index of the first line that may be a source: in the last block, or with nothing but short calls to the reader below. */
function firstIndex(lines: readonly Line[]): number {
  const short = (line: Line | undefined): boolean =>
    line !== undefined &&
    line.matchable.length <= MAX_WIDTH_BEHIND &&
    (!endsInFullStop(line.matchable) || INITIALS.test(line.matchable))
  let index = lines.length
  while (index > 0 && lines[index - 1]?.isInLastBlock === true) index -= 1
  if (!lines.slice(index, index + MAX_LINES_BEHIND + 1).every(short)) return index
  for (
    let count = 0;
    index > 0 &&
    count < MAX_LINES_BEHIND &&
    (short(lines[index - 1]) || ITEM.test(lines[index - 1]?.matchable ?? ''));
    count += 1
  )
    index -= 1
  return index
}

/** Returns true for a label on its own line, `Sources:`, whose items stand below. */
function isListHead({ matchable }: Line): boolean {
  const label = /^(.{1,20}?) *[:：=＝]?$/u.exec(matchable)?.[1] ?? ''
  return /[:：=＝]$/u.test(matchable) && LABELS.has(comparable(label).toLowerCase())
}

/** Returns what each line of a list of sources is, by index: items below a label on its own line. */
function listItems(lines: readonly Line[], first: number): Map<number, { label: string; isFirst: boolean }> {
  const items = new Map<number, { label: string; isFirst: boolean }>()
  for (let index = first; index < lines.length; index += 1) {
    const head = lines[index]
    if (head === undefined || !isListHead(head)) continue
    const label = head.raw.replace(/ *[:：=＝]$/u, '')
    for (let at = index + 1; at < lines.length; at += 1) {
      const line = lines[at]
      const isItem =
        line !== undefined &&
        (ITEM.test(line.matchable) || line.chunk === head.chunk || line.chunk === lines[at - 1]?.chunk)
      if (!isItem && !(at === index + 1 && line?.chunk === head.chunk + 1)) break
      items.set(at, { label, isFirst: at === index + 1 })
    }
  }
  return items
}

/** Source lines in plain text, recognised only at the end of the text: elsewhere `Source: …` is a sentence. */
export const text: TextFace = {
  readsFormatted: true,
  read: (lines) => {
    const first = firstIndex(lines)
    const items = listItems(lines, first)
    return (line, index) => {
      if (index < first) return null
      const item = items.get(index)
      if (item !== undefined) {
        const content = linked(line.raw.replace(ITEM, ''))
        return item.isFirst
          ? node('source', { label: item.label }, content)
          : { part: 'more', joint: 'break', content }
      }
      if (items.has(index + 1) && isListHead(line)) return { part: 'lead' }
      const match = labelOf(line) ?? (line.isInLastBlock ? viaOf(line, lines[index - 1]) : null)
      return match === null
        ? null
        : node('source', { label: match.label }, linked(line.raw.slice(match.from)))
    }
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
