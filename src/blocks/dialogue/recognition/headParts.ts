import { isAddressee, nameKey } from '../speakers/names.ts'
import { comparable, trimInvisible } from '../../../text/unicode.ts'
import type { Candidate, Split } from './candidate.ts'
import { gradeOf } from './grade.ts'
import { isRole } from './roles.ts'

/** Parses what stands before a turn's words: name, role, time, addressee and aside, in any usual order. */

export const TIME = String.raw`(?:(?:오전|오후|上午|下午|午前|午後|(?:today|yesterday|heute|gestern) (?:at|um)) ?)?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?: ?[ap]\.?m\.?)?`
const IS_TIME = new RegExp(`^(?:at |um |à )?(${TIME})(?: uhr)?$`, 'iu')
const TRAILING_TIME = new RegExp(`^(.*?\\S)(?: +[-–—|•·]?|[-–—|•·]) *(${TIME})$`, 'iu')
const TO = /^(?<speaker>.+?)(?: +(?:to|TO|->) +| *[→➔] *)(?<to>.+)$/u
const TO_IN_BRACKETS = /^(?:to|an|zu|à|a) +(?<to>[^,]+?)(?: *, *(?<aside>\S.*))?$/u
const TO_CJK = /^(?<to>.+?)(?:에게|한테|께|に|へ)$/u
const COMMA_TAIL = /^([^,，、]+?) *[,，、] *(\S.*)$/u
const ASIDE_TAIL = /^[\p{Ll}]|(?:며|면서|고|채|으로|게|ながら|て|で|つつ|着|地)$/u

/** Words for `to` that names and prose hold too: the line's speaker must be known from elsewhere. */
const FOREIGN_TO = / (?:zu|an|à|a) |(?:에게|한테|께)$|[对對]|に$/u
const FOREIGN_SPLITS = [
  /^(?<speaker>.+?) +(?:zu|an|à|a) +(?<to>.+)$/u,
  /^(?<speaker>.+?)[이가]? +(?<to>\S+)(?:에게|한테|께)$/u,
  /^(?<speaker>[^对對]{1,10})[对對](?<to>[^说說]{1,10}?)[说說]?$/u,
  /^(?<speaker>.{1,10}?)(?:[がは、]| )(?<to>.{1,10})に$/u,
]

/** What {@link headParts} returns of a candidate. */
export type HeadParts = Pick<
  Candidate,
  'grade' | 'speaker' | 'addressee' | 'parenthetical' | 'role' | 'time' | 'split'
>

type Found = Record<'addressee' | 'parenthetical' | 'role' | 'time', string | null>

/** Puts what stands in brackets behind a name into its place. Returns false if that place is filled: nothing may be lost. */
function sortGroup(words: string, found: Found): boolean {
  const put = (key: keyof Found, value: string): boolean => {
    if (found[key] !== null || value === '') return false
    found[key] = value
    return true
  }
  const time = IS_TIME.exec(words)?.[1]
  if (time !== undefined) return put('time', time)
  const to = TO_IN_BRACKETS.exec(words)?.groups
  if (to?.to !== undefined && isAddressee(to.to) && found.addressee === null)
    return put('addressee', to.to) && (to.aside === undefined || put('parenthetical', to.aside))
  const toCjk = TO_CJK.exec(words)?.groups?.to
  if (toCjk !== undefined && found.addressee === null && isAddressee(toCjk)) return put('addressee', toCjk)
  return put(isRole(words) && found.role === null ? 'role' : 'parenthetical', words)
}

/** Sorts a part behind a comma: an aside, an age or an instrument. Returns false if it is neither. */
function sortTail(tail: string, found: Found): boolean {
  if (tail.split(' ').length > 4 || (/[,，]/u.test(tail) && !isRole(tail))) return false
  const isPart = isRole(tail) || TO_CJK.test(tail) || ASIDE_TAIL.test(tail)
  return isPart && tail.length <= 60 && sortGroup(tail, found)
}

const OPENERS = '([（［【〔'
const CLOSERS = ')]）］】〕'

/** Returns the words of the outer brackets and what stands outside them; null if a bracket lacks its partner. */
function splitGroups(head: string): { rest: string; groups: string[] } | null {
  const groups: string[] = []
  let rest = /^[(（]\p{L}{1,3}[)）](?=\p{L})/u.exec(head)?.[0] ?? ''
  let [depth, start] = [0, 0]
  for (let at = rest.length; at < head.length; at += 1) {
    const character = head.charAt(at)
    if (OPENERS.includes(character)) {
      if (depth === 0) start = at + 1
      depth += 1
    } else if (CLOSERS.includes(character)) {
      depth -= 1
      if (depth < 0) return null
      if (depth === 0) {
        groups.push(trimInvisible(head.slice(start, at)))
        rest += ' '
      }
    } else if (depth === 0) rest += character
  }
  return depth === 0 ? { rest, groups } : null
}

/**
 * Returns the parts of a head, or null if it is none.
 * @param matchable the head with plain spaces
 * @param raw the writer's characters
 */
export function headParts(matchable: string, raw: string): HeadParts | null {
  const trimmed = matchable.trim()
  if (trimmed === '' || /["“”„«»「」。！？!?;]/u.test(trimmed)) return null
  // The writer's own spaces and characters stay wherever offsets are the same.
  const split = splitGroups(raw.length === trimmed.length ? raw : trimmed)
  if (split === null) return null
  let name = trimInvisible(split.rest).replace(/(?<=\S) {2,}(?=\S)/gu, ' ')
  const found: Found = { addressee: null, parenthetical: null, role: null, time: null }
  const timed = /\d:\d/.test(name) ? TRAILING_TIME.exec(trimInvisible(split.rest)) : null
  if (timed?.[1] !== undefined && timed[2] !== undefined)
    [, name, found.time] = timed as unknown as [string, string, string]
  const parts = named(name, found)
  if (parts === null) return null
  const { addressee, parenthetical, role, time } = parts
  const filled: Found = { addressee, parenthetical, role, time }
  for (const group of split.groups) if (!sortGroup(group, filled)) return null
  return { ...parts, ...filled }
}

/** Returns how a name splits into speaker and addressee at a word of another language, or null. */
function foreignSplit(name: string, isOnly: boolean): Split | null {
  for (const form of FOREIGN_SPLITS) {
    const { speaker, to } = form.exec(name)?.groups ?? {}
    if (speaker !== undefined && to !== undefined && gradeOf(speaker) !== null && isAddressee(to))
      return { speaker, key: nameKey(speaker), addressee: to, isOnly }
  }
  return null
}

/** Returns the parts whose name is still to be split from addressee and tail. */
function named(name: string, found: Found): HeadParts | null {
  const { speaker = '', to = '' } = TO.exec(name)?.groups ?? {}
  const grade = speaker === '' ? null : gradeOf(speaker)
  if (grade !== null && isAddressee(comparable(to)))
    return { ...found, grade, speaker: trimInvisible(speaker), addressee: trimInvisible(to) }
  if (grade !== null && /[\d@_.-]/u.test(to) && gradeOf(to) !== null) {
    // A nickname is an addressee if the speaker speaks elsewhere.
    const split = { speaker, key: nameKey(speaker), addressee: to, isOnly: true }
    return { ...found, grade, speaker: name, split }
  }
  const whole = gradeOf(name)
  const split = FOREIGN_TO.test(name) ? foreignSplit(name, whole === null) : null
  if (split !== null) return { ...found, grade: whole ?? 'loose', speaker: name, split }
  return whole === null ? withTail(name, found) : { ...found, grade: whole, speaker: name }
}

/** Returns the parts of a name with an aside, an age or an instrument behind a comma: `Mina, laughing`. */
function withTail(name: string, found: Found): HeadParts | null {
  const [, speaker, words] = COMMA_TAIL.exec(name) ?? []
  if (speaker === undefined || words === undefined) return null
  const grade = gradeOf(speaker)
  const filled = { ...found }
  return grade !== null && sortTail(words, filled) ? { ...filled, grade, speaker } : null
}
