import type { Line } from '../../block.ts'
import { skipSpaces } from '../../../text/label.ts'
import { opensQuotation } from '../../../text/punctuation.ts'
import { CJK_LETTERS } from '../../../text/scripts.ts'
import { trimInvisible } from '../../../text/unicode.ts'
import { nameKey } from '../speakers/names.ts'
import type { Candidate, Form } from './candidate.ts'
import { gradeOf } from './grade.ts'
import { type HeadParts, headParts, TIME } from './headParts.ts'

/** What of a line is parsed. */
type TextLine = Pick<Line, 'raw' | 'matchable' | 'bold'>

/** Parses a line as a turn, in each form that writers use. Only the line itself is looked at. */

/** Characters of a line in which its head must end. */
const MAX_HEAD_LENGTH = 200

const DATE = String.raw`\d{1,4}[./-]\d{1,2}[./-]\d{1,4}`
/** `[00:00:04] `, `12:03 `, `[29.11.24, 14:03:11] `, `29/11/2024, 14:03 - `. */
const LEADING_TIME = new RegExp(
  String.raw`^(?:[\[(【<]? ?(?<time>(?:${DATE},? )?${TIME})[\])】>]?)(?: *[-–—|•] +| +|(?<=[\])】>]))(?=[^\d\s:])`,
  'iu',
)
/** Behind these a colon needs no space. */
const ENDS_UNSPACED = new RegExp(`[${CJK_LETTERS}\\p{M}\\p{sc=Hebrew}\\p{sc=Arabic})）\\]］】]$`, 'u')
const OPENERS = '([（［【〔'
const CLOSERS = ')]）］】〕'
const NICK = /^<[@+%]?([^<>\s]{1,30})> +(?=\S)/u
const INITIAL =
  /^(Q|A|문|답|問|答|问|Ｑ|Ａ|Frage|Antwort|Pregunta|Respuesta|Question|Answer|질문|답변)\d{0,2}[.．)] *(?=\S)/u
/** `Mina — “Yes.”`: a name, a dash with spaces around it, a quotation. */
const DASHED = /^([^“”"«»„:：—–]{1,80}?) +[—–―] +(?=["“„«‘「『])/u
/** `佐原「はい」`, the whole rest a quotation. */
const BRACKETED = /^([^「」『』:：。、！？!?…—\s][^「」『』:：。！？!?…—]{0,29}?) ?(?=[「『])/u
const PARTICLE_END = /[はがをもとのにでへ、]$/u
const SPEECH = /^[—―–-]{1,2} ?(?=[\p{L}\p{N}¿¡“"«…「\p{M}])/u
/** `(laughs) That was it.`: a stage direction before the words. */
const ASIDE_BEFORE =
  /^(?:\(([\p{Ll}\p{Lo}][^()]{0,59})\)|\[([\p{Ll}\p{Lo}][^[\]]{0,59})\]|（([^（）]{1,40})）|【([^【】]{1,40})】) *(?=\S)/u

/** Returns the offset of the colon that ends a head, -1 if there is none: none within brackets and none of a time. */
function outerColon(text: string, start: number): number {
  const end = Math.min(text.length, start + MAX_HEAD_LENGTH)
  // Most lines have none: they are not looked through character by character.
  if (!/[:：]/u.test(text.slice(start, end))) return -1
  let depth = 0
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at)
    if (OPENERS.includes(character)) depth += 1
    else if (CLOSERS.includes(character)) depth -= 1
    else if (depth === 0 && (character === ':' || character === '：')) {
      const isClock = /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at + 1))
      if (!isClock) return at
    } else if (
      character === '.' &&
      text.charAt(at + 1) === ' ' &&
      /\p{Ll}{4}$/u.test(text.slice(Math.max(0, at - 4), at))
    ) {
      // A sentence ended before any colon.
      return -1
    }
  }
  return -1
}

/** Returns true if a colon ends a head: `Re:Zero` and `https://` are none. */
function endsHead(text: string, colon: number): boolean {
  const next = text.charAt(colon + 1)
  if (next === '' || next === ' ' || text[colon] === '：' || opensQuotation(next)) return true
  return next !== '/' && ENDS_UNSPACED.test(text.slice(Math.max(0, colon - 2), colon))
}

/** Returns the stage direction before words, and how many characters it takes; null if there is none. */
function asideBefore(text: string): { words: string | null; length: number } | null {
  const match = ASIDE_BEFORE.exec(text)
  if (match === null) return null
  const words = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim()
  return { words: words === '' ? null : words, length: match[0].length }
}

/** Returns the candidate of a name on its own line with `from` in the line below, behind its stage direction. */
export function wordsBelow(candidate: Candidate, below: Line | undefined): Candidate {
  const aside = candidate.parenthetical === null ? asideBefore(below?.matchable ?? '') : null
  return aside === null
    ? { ...candidate, from: 0 }
    : { ...candidate, parenthetical: aside.words, from: aside.length }
}

/** Returns a candidate without anything but speaker and words. */
export function plainCandidate(form: Form, speaker: string, from: number, words: string): Candidate {
  return {
    ...{ form, grade: 'sure', speaker, key: nameKey(speaker), from },
    ...{ addressee: null, parenthetical: null, role: null, time: null },
    isQuoted: opensQuotation(words) || /^[—―–]/u.test(words),
  }
}

/** Returns the parts of a name of any shape, such as `Irmgard 2. OG`, which chats have behind a time. */
function chatName(head: string): HeadParts | null {
  if (!/^[\p{L}~@+][^"“”:;!?]{0,39}$/u.test(head) || head.split(' ').length > 4) return null
  const none = { addressee: null, parenthetical: null, role: null, time: null }
  return { ...none, grade: 'loose', speaker: head }
}

/** Returns the parts of `Name (aside) to Name: words`, or of a name alone before a colon. */
function colonCandidate(line: TextLine): Candidate | null {
  const text = line.matchable
  const timed = /^[[(【<\d]/.test(text) ? LEADING_TIME.exec(text) : null
  let start = timed?.[0].length ?? 0
  // Zoom: `20:41:07 From Mina to Everyone: words`.
  if (start > 0 && text.startsWith('From ', start)) start = skipSpaces(text, start + 5)
  const colon = outerColon(text, start)
  if (colon <= start || !endsHead(text, colon)) return null
  const head = trimInvisible(line.raw.slice(start, colon))
  const parts = headParts(text.slice(start, colon), head) ?? (timed === null ? null : chatName(head))
  if (parts === null) return null
  if (timed !== null && parts.time !== null) return null
  let from = skipSpaces(text, colon + 1)
  const form: Form = from >= text.length ? 'own' : 'colon'
  let { parenthetical } = parts
  const aside = parenthetical === null ? asideBefore(text.slice(from)) : null
  if (aside !== null) {
    parenthetical = aside.words
    from += aside.length
  }
  const words = text.slice(from, from + 4)
  return {
    ...parts,
    ...{ form, parenthetical, from, key: nameKey(parts.speaker) },
    time: timed?.groups?.time ?? parts.time,
    isQuoted: opensQuotation(words) || /^[—―–]/u.test(words),
  }
}

/** `[도윤] [오후 9:12] words`, as KakaoTalk exports it. */
const BOTH_BRACKETED = new RegExp(`^\\[([^\\[\\]]{1,30})\\] \\[(${TIME})\\] +(?=\\S)`, 'iu')

/** Returns the candidate of a line with name and time in brackets, or null. */
function bracketedChat(text: string): Candidate | null {
  const [head, name, time] = BOTH_BRACKETED.exec(text) ?? []
  if (head === undefined || name === undefined || time === undefined) return null
  return { ...plainCandidate('nick', name, head.length, text.slice(head.length)), time }
}

/**
 * `ALMA. Words`, `ALMA (aside). Words`, `ALMA, aside. – Words`: a name in capitals and a full stop, as plays have it.
 */
const STAGE =
  /^(?<name>\p{Lu}[\p{Lu}\p{M}’'-]+(?: [\p{Lu}\p{M}’'-]+){0,2})(?: ?\((?<round>[^()]{1,40})\)|, (?<tail>\p{Ll}[^.:]{1,40}))?\. *(?:[–—-] ?)?(?=[\p{Lu}\p{Lo}¿¡“"«„(…])/u

/** Returns the parts of a line of a play, or null. */
function stageCandidate(text: string): Candidate | null {
  const match = STAGE.exec(text)
  const name = match?.groups?.name
  if (match === null || name === undefined || gradeOf(name) !== 'sure') return null
  const aside = asideBefore(text.slice(match[0].length))
  const from = match[0].length + (aside?.length ?? 0)
  const parenthetical = match.groups?.round ?? match.groups?.tail ?? aside?.words ?? null
  return { ...plainCandidate('stage', name, from, text.slice(from, from + 4)), parenthetical }
}

/** `Mina Solis, [18.04.2024 20:41]`, as Telegram copies it. */
const DATED = new RegExp(String.raw`^(?<name>[^\[\],]{1,40}), \[(?<time>${DATE},? ${TIME})\]$`, 'iu')

/** Returns a name and a time on a line of their own, `Mina Solis  0:04`, or null. */
function timedName(line: TextLine): Candidate | null {
  if (line.matchable.length > 80 || !/\d:\d\d/.test(line.matchable)) return null
  const { name, time } = DATED.exec(line.matchable)?.groups ?? {}
  if (name !== undefined && time !== undefined) {
    const grade = gradeOf(name) ?? 'loose'
    return { ...plainCandidate('own', name, line.matchable.length, ''), grade, time, isQuoted: false }
  }
  const parts = headParts(line.matchable, line.raw)
  if (parts?.time == null || parts.addressee !== null) return null
  return { ...parts, form: 'own', key: nameKey(parts.speaker), from: line.matchable.length, isQuoted: false }
}

/** Returns the candidate of a line whose name is followed by something other than a colon. */
function otherCandidate(text: string): Candidate | null {
  const first = text.charAt(0)
  const initial = INITIAL.exec(text)
  if (initial?.[1] !== undefined)
    return plainCandidate(
      'initial',
      initial[1],
      initial[0].length,
      text.slice(initial[0].length, initial[0].length + 4),
    )
  const stage = /^\p{Lu}{2}/u.test(text) ? stageCandidate(text) : null
  if (stage !== null) return stage
  if (first === '<') {
    const nick = NICK.exec(text)
    return nick?.[1] === undefined || nick[1].includes('/')
      ? null
      : { ...plainCandidate('nick', nick[1], nick[0].length, text.slice(nick[0].length)), grade: 'loose' }
  }
  const speech = SPEECH.exec(text)
  if (speech !== null) return plainCandidate('speech', '', 0, text)
  const dashed = DASHED.exec(text)
  const name = dashed?.[1]?.trim() ?? ''
  if (dashed !== null && gradeOf(name) === 'sure')
    return plainCandidate('dash', name, dashed[0].length, text.slice(dashed[0].length))
  return bracketCandidate(text)
}

/** Returns the parts of `佐原「はい」`, or null. */
function bracketCandidate(text: string): Candidate | null {
  if (!/[」』]$/u.test(text)) return null
  const match = BRACKETED.exec(text)
  if (match?.[1] === undefined || PARTICLE_END.test(match[1])) return null
  const parts = headParts(match[1], match[1])
  if (parts?.grade !== 'sure') return null
  const from = match[0].length
  const opening = text.charAt(from)
  const closing = opening === '「' ? '」' : '』'
  // One quotation to the end of the line.
  if (text.slice(from + 1, -1).includes(closing) || !text.endsWith(closing)) return null
  return { ...parts, form: 'bracket', key: nameKey(parts.speaker), from, isQuoted: true }
}

/** An ideographic space behind a short name. */
const SPACED = /^([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々・]{1,8})\u3000+(?=\S)/u

/** Returns the parts of `佐原　はい。`, or null. */
function spacedCandidate({ raw, matchable }: TextLine): Candidate | null {
  const [head, name] = SPACED.exec(raw) ?? []
  if (head === undefined || name === undefined || gradeOf(name) !== 'sure') return null
  return plainCandidate('spaced', name, head.length, matchable.slice(head.length, head.length + 4))
}

/** Returns a name in capitals on a line of its own, as plays have it, or null. */
function capsName(line: TextLine): Candidate | null {
  const { matchable } = line
  if (
    matchable.length > 30 ||
    !/^\p{Lu}[\p{Lu}\p{M} .'’-]+$/u.test(matchable) ||
    gradeOf(matchable) !== 'sure'
  )
    return null
  return { ...plainCandidate('caps', line.raw, matchable.length, ''), isQuoted: false }
}

/** Returns a bold name that is alone on its line, or null. */
function boldName({ raw, matchable, bold = 0 }: TextLine): Candidate | null {
  if (bold < raw.length || matchable.length > 40 || gradeOf(matchable) !== 'sure') return null
  return { ...plainCandidate('caps', raw, matchable.length, ''), isQuoted: false, isBold: true }
}

/** Returns the line as a turn by its form alone, or null if it has none. */
export function candidateOf(line: TextLine): Candidate | null {
  const candidate = plainCandidateOf(line)
  const { bold = 0 } = line
  if (candidate === null) return bold > 0 ? boldName(line) : null
  const isBold =
    bold > 0 && bold >= candidate.speaker.length && (bold < line.raw.length || candidate.form === 'own')
  return isBold ? { ...candidate, isBold } : candidate
}

/** Returns the line as a turn by the form of its characters. */
function plainCandidateOf(line: TextLine): Candidate | null {
  return (
    (line.matchable.startsWith('[') ? bracketedChat(line.matchable) : null) ??
    colonCandidate(line) ??
    timedName(line) ??
    capsName(line) ??
    spacedCandidate(line) ??
    otherCandidate(line.matchable)
  )
}
