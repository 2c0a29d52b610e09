import type { Line, LineClaim, TextFace } from '../block.ts'
import { attribute, children, inlineText, node, type NodeJSON, textOf } from '../node.ts'
import { skipSpaces } from '../../text/label.ts'
import { opensQuotation } from '../../text/punctuation.ts'
import { CJK_LETTERS } from '../../text/scripts.ts'
import { isAddressee, isName } from './speakers/names.ts'
import type { Candidate, Decision } from './recognition/candidate.ts'
import { candidateOf } from './recognition/parseLine.ts'
import { recogniseTurns } from './recognition/recognise.ts'

/** Characters of a line in which its head must end: speaker, addressee and parenthetical together. */
const MAX_HEAD_LENGTH = 200

/** A part of a line: the offsets of its start and of the character behind it. */
type TextRange = readonly [number, number]

/** The parts of a line before a turn's colon, and where its words begin. */
export interface Head {
  readonly speaker: TextRange
  readonly addressee: TextRange | null
  readonly parenthetical: TextRange | null
  /** Offset of the words. */
  readonly from: number
}

/**
 * `Name`, `Name (aside)`, `Name to Name`, and the two together in either order. Brackets of both widths. An arrow needs no spaces
 * around it: `미나→준`.
 */
const HEAD =
  /^(?<speaker>[^()（）]+?)(?: *[(（](?<aside>[^()（）]+)[)）])?(?:(?: +(?:to|TO|->) +| *[→➔] *)(?<to>[^()（）]+?)(?: *[(（](?<asideBehind>[^()（）]+)[)）])?)? *$/du
/** `to Jun`, `to Jun, laughing`: what is said to whom may stand in the brackets too, as exports print it. */
const ASIDE_TO = /^ *to +(?<to>[^,]+?)(?: *, *(?<aside>\S.*))?$/d
/** Behind these a colon needs no space: letters of scripts that set none, or the end of an aside. */
const ENDS_UNSPACED = new RegExp(`[${CJK_LETTERS}\\p{M})）]$`, 'u')

/** Returns the offset of the first colon outside brackets, -1 if there is none: one inside `(aside: softly)` does not count. */
function outerColon(matchable: string): number {
  let depth = 0
  const end = Math.min(matchable.length, MAX_HEAD_LENGTH)
  for (let at = 0; at < end; at += 1) {
    const character = matchable.charAt(at)
    if (character === '(' || character === '（') depth += 1
    else if (character === ')' || character === '）') depth -= 1
    else if (depth === 0 && (character === ':' || character === '：')) return at
  }
  return -1
}

/** Returns a text of the same length whose brackets within brackets are spaces, so that {@link HEAD} takes them for words. */
function withoutInnerBrackets(text: string): string {
  let depth = 0
  return text.replace(/[()（）]/g, (bracket) => {
    const isOpening = bracket === '(' || bracket === '（'
    if (!isOpening) depth -= 1
    const isInner = depth > 0
    if (isOpening) depth += 1
    return isInner ? ' ' : bracket
  })
}

/** Returns true if a colon ends a head. After a Latin name a space or a quotation mark must follow: `Re:Zero` and `14:30` are no turns. */
function endsHead(matchable: string, colon: number): boolean {
  const next = matchable.charAt(colon + 1)
  if (next === ' ' || matchable[colon] === '：' || opensQuotation(next)) return true
  return next !== '/' && ENDS_UNSPACED.test(matchable.slice(0, colon))
}

/**
 * Returns the head of a line that has the form of a turn, or null. `Mina to Jun (low): “Yes.”` has the speaker [0, 4], the
 * addressee [8, 11], the parenthetical [13, 16] and words from 19. A line without words behind the colon is no turn.
 * @param isKnownName returns true for names that count as a person's however they are spelt, such as those of the cast
 */
export function headOf(
  { matchable }: Pick<Line, 'matchable'>,
  isKnownName: (name: string) => boolean = () => false,
): Head | null {
  const colon = outerColon(matchable)
  if (colon < 1 || !endsHead(matchable, colon)) return null
  const from = skipSpaces(matchable, colon + 1)
  const match = HEAD.exec(withoutInnerBrackets(matchable.slice(0, colon)))
  if (match === null || from >= matchable.length) return null
  const ranges = match.indices?.groups
  const speaker = ranges?.speaker
  const parts = match.groups ?? {}
  const isPerson = (name: string): boolean => isKnownName(name) || isName(name)
  if (speaker === undefined || !isPerson(parts.speaker ?? '')) return null
  if (parts.to !== undefined && !isKnownName(parts.to) && !isAddressee(parts.to)) return null
  // Two asides do not fit one turn, and none of them may be lost.
  if (parts.aside !== undefined && parts.asideBehind !== undefined) return null
  if ((parts.aside ?? parts.asideBehind ?? 'none').trim() === '') return null
  const aside = ranges?.aside ?? ranges?.asideBehind ?? null
  if (ranges?.to !== undefined) return { speaker, addressee: ranges.to, parenthetical: aside, from }
  return {
    speaker,
    ...(addresseeInAside(matchable, aside, isKnownName) ?? { addressee: null, parenthetical: aside }),
    from,
  }
}

/** What the brackets behind a speaker hold. */
type Aside = Pick<Head, 'addressee' | 'parenthetical'>

/** Splits an aside that begins with an addressee, `to Jun, laughing`; returns null for any other. */
function addresseeInAside(
  matchable: string,
  aside: TextRange | null,
  isKnownName: (name: string) => boolean,
): Aside | null {
  const match = aside === null ? null : ASIDE_TO.exec(matchable.slice(...aside))
  const to = match?.groups?.to ?? ''
  if (aside === null || match === null || !(isKnownName(to) || isAddressee(to))) return null
  const rangeOf = (name: string): TextRange | null => {
    const at = match.indices?.groups?.[name]
    return at === undefined ? null : [aside[0] + at[0], aside[0] + at[1]]
  }
  return { addressee: rangeOf('to'), parenthetical: rangeOf('aside') }
}

/** Returns the turn of a line. The words keep the writer's characters. */
function turnOf(candidate: Candidate, words: string): NodeJSON {
  const { speaker, addressee, parenthetical, role, time } = candidate
  const turn = node('turn', { speaker, addressee, parenthetical, role, time }, inlineText(words))
  return node('dialogue', null, [turn])
}

/** Returns what a line is, as it was decided with all others. */
function claimOf(decision: Decision, line: Line, isSameLine: boolean): LineClaim {
  switch (decision.kind) {
    case 'lead':
      return { part: 'lead' }
    case 'more':
      return { part: 'more', joint: decision.joint, content: inlineText(withoutVoiceTags(line.raw)) }
    case 'words':
      return turnOf(decision.candidate, line.raw.slice(decision.candidate.from))
    case 'turn': {
      // A line that was put together from several begins as its first one.
      const candidate = isSameLine ? decision.candidate : { ...decision.candidate, ...candidateOf(line) }
      return turnOf(candidate, withoutVoiceTags(line.raw.slice(candidate.from, candidate.to)))
    }
  }
}

/** Returns words without the tags of subtitles: `<i>No</i></v>`. */
function withoutVoiceTags(words: string): string {
  return words.includes('</') ? words.replace(/<\/?[vibcu](?:[ .][^>]*)?>/gu, '') : words
}

/** Dialogue in plain text: `Mina to Jun (laughing): “Not again.”`, in any form of `recognition/candidate.ts`. */
export const text: TextFace = {
  joins: ['dialogue'],
  readsFormatted: true,
  read: (lines) => {
    const decisions = recogniseTurns(lines)
    return (line, index) => {
      const decision = decisions[index] ?? null
      return decision === null ? null : claimOf(decision, line, line === lines[index])
    }
  },
  outline: {
    dialogue: (dialogue, each) => children(dialogue).flatMap(each),
    turn: (turn) => [
      {
        type: 'turn',
        speaker: attribute(turn, 'speaker'),
        to: attribute(turn, 'addressee') || null,
        text: textOf(turn),
        ...(attribute(turn, 'role') === '' ? {} : { role: attribute(turn, 'role') }),
        ...(attribute(turn, 'time') === '' ? {} : { time: attribute(turn, 'time') }),
      },
    ],
  },
  plain: {
    dialogue: (dialogue, each) => children(dialogue).map(each).join('\n'),
    turn: (turn) => {
      const words = textOf(turn).replaceAll('\n', ' ')
      const [speaker, role, to, aside] = ['speaker', 'role', 'addressee', 'parenthetical'].map((name) =>
        attribute(turn, name),
      )
      const head = [speaker, role && `(${role})`, to && `to ${to}`, aside && `(${aside})`]
        .filter(Boolean)
        .join(' ')
      return head === '' ? words : `${head}: ${words}`.trimEnd()
    },
  },
}
