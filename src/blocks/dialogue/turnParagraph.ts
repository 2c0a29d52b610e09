import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { MarkdownReading } from '../block.ts'
import { comparable, opensQuotation, plainSpaces } from '../../text/unicode.ts'
import { isParagraph, leadOf, withoutLead } from '../mdast.ts'
import { attribute, textOf, type NodeJSON } from '../node.ts'
import { isAddressee } from './speakers/names.ts'

/** A paragraph of the form `**Name** (to Other, laughing): text`, taken apart. */
interface TurnParagraph {
  readonly speaker: string
  readonly addressee: string
  readonly parenthetical: string
  readonly text: readonly PhrasingContent[]
}

/** What follows the bold name: an aside in parentheses, and the colon where the name does not hold it. */
const HEAD_AFTER_NAME = /^(?: \((?<aside>[^\n]*?)\))?[:：] ?/u
const SPACE_AFTER_COLON = /^(?: |$)/u

/** Words that are set in bold before a colon and are nobody's name. */
const NON_NAMES = /^(?:note|notes|tip|tips|warning|caution|important|update|example|info|p\.?s|q&a|tl;?dr)$/iu

/**
 * "to Other, laughing" in any language we have the word of: addressee and parenthetical. A word that is one of the
 * sentence's too ("to be fair") is believed before a name alone.
 */
function parseAside(aside: string, reading: MarkdownReading): { addressee: string; parenthetical: string } {
  const whole = { addressee: '', parenthetical: aside }
  const to = reading.labels.map((labels) => `${labels.to} `).find((word) => aside.startsWith(word))
  if (to === undefined) return whole
  const comma = aside.indexOf(', ')
  const end = comma === -1 ? aside.length : comma
  const addressee = aside.slice(to.length, end)
  const isSomebody =
    !/\p{L}/u.test(to) || reading.cast.includes(addressee) || isAddressee(plainSpaces(addressee))
  return isSomebody ? { addressee, parenthetical: aside.slice(end + 2) } : whole
}

/** The parts of a paragraph that has the form of a turn, or null. */
export function parseTurnParagraph(paragraph: Paragraph, reading: MarkdownReading): TurnParagraph | null {
  const [bold, ...rest] = paragraph.children
  const [name, more] = bold?.type === 'strong' ? bold.children : []
  if (name?.type !== 'text' || more !== undefined) return null
  const inside = /[:：]$/u.test(name.value)
  const speaker = (inside ? name.value.slice(0, -1) : name.value).trim()
  const found = (inside ? SPACE_AFTER_COLON : HEAD_AFTER_NAME).exec(leadOf(rest))
  if (found === null || speaker === '') return null
  return {
    speaker,
    ...parseAside(found.groups?.aside ?? '', reading),
    text: withoutLead(found[0].length, rest),
  }
}

const countsByBody = new WeakMap<readonly RootContent[], ReadonlyMap<string, number>>()

/** How often each name stands before a colon in the whole body. */
function nameCounts(reading: MarkdownReading): ReadonlyMap<string, number> {
  const known = countsByBody.get(reading.body)
  if (known !== undefined) return known
  const times = new Map<string, number>()
  for (const block of reading.body) {
    const name = isParagraph(block) ? parseTurnParagraph(block, reading)?.speaker : undefined
    if (name !== undefined) times.set(comparable(name), (times.get(comparable(name)) ?? 0) + 1)
  }
  countsByBody.set(reading.body, times)
  return times
}

/**
 * Whether a bold word before a colon is somebody who speaks: one of the cast, a name that speaks again, one who says
 * it to somebody, or one whose words are a quotation.
 */
export function isSpeaker(turn: NodeJSON, reading: MarkdownReading): boolean {
  const speaker = comparable(attribute(turn, 'speaker'))
  if (reading.cast.some((name) => comparable(name) === speaker)) return true
  if (NON_NAMES.test(speaker)) return false
  if (attribute(turn, 'addressee') !== '' || opensQuotation(textOf(turn))) return true
  return (nameCounts(reading).get(speaker) ?? 0) > 1
}
