import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { MarkdownReading } from '../block.ts'
import { opensQuotation } from '../../text/punctuation.ts'
import { comparable, plainSpaces } from '../../text/unicode.ts'
import { isParagraph, leadingText, withoutPrefix } from '../mdast.ts'
import { attribute, textOf, type NodeJSON } from '../node.ts'
import { isAddressee } from './speakers/names.ts'

/**
 * Turns in portable Markdown are paragraphs that begin with a bold name: `**Mina** (to Jun, laughing): “Hello.”`. Other
 * paragraphs look the same (`**Note:** …`), so the form alone is not enough: see {@link isSpeaker}.
 */

/** The parts of such a paragraph; '' for a part that is absent. */
interface TurnParagraph {
  readonly speaker: string
  readonly addressee: string
  readonly parenthetical: string
  readonly text: readonly PhrasingContent[]
}

/** What may follow a bold name: an aside in parentheses, then the colon. */
const HEAD_AFTER_NAME = /^(?: \((?<aside>[^\n]*?)\))?[:：] ?/u
/** What follows a bold name that includes the colon: `**Mina:** “Hello.”`. */
const SPACE_AFTER_COLON = /^(?: |$)/u

/** Words that writers set in bold before a colon and that name nobody. */
const NON_NAMES = /^(?:note|notes|tip|tips|warning|caution|important|update|example|info|p\.?s|q&a|tl;?dr)$/iu

/**
 * Splits an aside "to Other, laughing" into addressee and parenthetical. "to" may be in any language that articles have
 * labels for. As the English "to" begins asides too ("to be fair"), the rest must then be a name.
 */
function parseAside(aside: string, reading: MarkdownReading): { addressee: string; parenthetical: string } {
  const whole = { addressee: '', parenthetical: aside }
  const to = reading.labels.map((labels) => `${labels.to} `).find((word) => aside.startsWith(word))
  if (to === undefined) return whole
  const comma = aside.indexOf(', ')
  const end = comma === -1 ? aside.length : comma
  const addressee = aside.slice(to.length, end)
  // A label without letters is an arrow, which begins no sentence.
  const isAddressed =
    !/\p{L}/u.test(to) || reading.cast.includes(addressee) || isAddressee(plainSpaces(addressee))
  return isAddressed ? { addressee, parenthetical: aside.slice(end + 2) } : whole
}

/** Returns the parts of a paragraph that has the form of a turn, or null. */
export function parseTurnParagraph(paragraph: Paragraph, reading: MarkdownReading): TurnParagraph | null {
  const [bold, ...rest] = paragraph.children
  const [name, more] = bold?.type === 'strong' ? bold.children : []
  if (name?.type !== 'text' || more !== undefined) return null
  const hasColon = /[:：]$/u.test(name.value)
  const speaker = (hasColon ? name.value.slice(0, -1) : name.value).trim()
  const match = (hasColon ? SPACE_AFTER_COLON : HEAD_AFTER_NAME).exec(leadingText(rest))
  if (match === null || speaker === '') return null
  return {
    speaker,
    ...parseAside(match.groups?.aside ?? '', reading),
    text: withoutPrefix(match[0].length, rest),
  }
}

/** Counts per body, so that a long article is counted once and not again for each of its turns. */
const countsByBody = new WeakMap<readonly RootContent[], ReadonlyMap<string, number>>()

/** Returns how many paragraphs of the whole body begin with each name, by the name's comparable form. */
function nameCounts(reading: MarkdownReading): ReadonlyMap<string, number> {
  const cached = countsByBody.get(reading.body)
  if (cached !== undefined) return cached
  const counts = new Map<string, number>()
  for (const block of reading.body) {
    const name = isParagraph(block) ? parseTurnParagraph(block, reading)?.speaker : undefined
    if (name !== undefined) counts.set(comparable(name), (counts.get(comparable(name)) ?? 0) + 1)
  }
  countsByBody.set(reading.body, counts)
  return counts
}

/**
 * Returns true if the bold word of a turn read from a paragraph is a speaker: it is a name of the cast, or the turn has an
 * addressee, or its words are a quotation, or the same name begins another paragraph.
 */
export function isSpeaker(turn: NodeJSON, reading: MarkdownReading): boolean {
  const speaker = comparable(attribute(turn, 'speaker'))
  if (reading.cast.some((name) => comparable(name) === speaker)) return true
  if (NON_NAMES.test(speaker)) return false
  if (attribute(turn, 'addressee') !== '' || opensQuotation(textOf(turn))) return true
  return (nameCounts(reading).get(speaker) ?? 0) > 1
}
