import type { Line } from '../../block.ts'
import { endsSentence, QUOTE_PAIRS } from '../../../text/punctuation.ts'
import type { Candidate, Decision } from './candidate.ts'

/**
 * Finds lines in which the speech above goes on: the further lines of a name on its own line, paragraphs of an open quotation,
 * and paragraphs of an answer between two turns of an interview.
 */

/** In characters: shorter lines between turns are remarks, such as `They laugh.` */
const MIN_ANSWER_LENGTH = 60
/** Lines that a speech goes on for at most. */
const MAX_LINES = 12
/** Signs that somebody speaks of themselves or to another; a narrator's paragraph has none. */
const SPOKEN =
  /(?:^|[\s“(¿¡])(?:I|I['’](?:m|ve|d|ll)|we|my|our|you|ich|wir|mein\p{L}*|je|j['’]\p{L}+|nous|mon|ma|yo|mi|nos|nosotros|eu|nós|minha?|io|я|мы|мой|אני|אנחנו|أنا|نحن)(?=$|[\s,.!?’])|요\.|니다\.|です。|ます。|ました。|我|私|僕/u
const NO_SPEECH = /^(?:https?:\/\/|[([（【*•#>|]|.*\|)/u

/** Returns the mark that closes a quotation that is open at the end of a text; '' if none is. */
function openQuote(text: string): string {
  for (const pair of QUOTE_PAIRS) {
    const [opens, closes] = [pair.charAt(0), pair.charAt(1)]
    if (text.lastIndexOf(opens) > text.lastIndexOf(closes)) return closes
  }
  return ''
}

/** Returns how many lines below `index` go on with its open quotation, up to the line that closes it; 0 if none closes it. */
function quotedLines(lines: readonly Line[], decisions: readonly (Decision | null)[], index: number): number {
  const closes = openQuote(lines[index]?.matchable ?? '')
  if (closes === '') return 0
  for (let count = 1; count <= MAX_LINES; count += 1) {
    const line = lines[index + count]
    if (line === undefined || decisions[index + count] != null || NO_SPEECH.test(line.matchable)) return 0
    if (line.matchable.endsWith(closes)) return count
  }
  return 0
}

/** Returns how many lines of the same chunk go on with the words of a name on its own line. */
function chunkLines(lines: readonly Line[], decisions: readonly (Decision | null)[], index: number): number {
  let count = 0
  for (;;) {
    const [line, above] = [lines[index + count + 1], lines[index + count]]
    if (line === undefined || line.chunk !== above?.chunk || decisions[index + count + 1] != null)
      return count
    if (NO_SPEECH.test(line.matchable)) return count
    count += 1
  }
}

/** Returns how many paragraphs below an answer go on with it: long ones, unquoted, before the next turn of somebody else. */
function answerLines(
  lines: readonly Line[],
  decisions: readonly (Decision | null)[],
  index: number,
  candidate: Candidate,
  speakers: ReadonlySet<string>,
): number {
  if (candidate.isQuoted || !endsSentence(lines[index]?.matchable ?? '')) return 0
  for (let count = 1; count <= MAX_LINES; count += 1) {
    const next = decisions[index + count]
    if (next != null)
      return count > 1 &&
        (next.kind === 'lead' || (next.kind === 'turn' && next.candidate.key !== candidate.key))
        ? count - 1
        : 0
    const text = lines[index + count]?.matchable ?? ''
    const isAnswer =
      text.length >= MIN_ANSWER_LENGTH && endsSentence(text) && !NO_SPEECH.test(text) && SPOKEN.test(text)
    if (!isAnswer || [...speakers].some((name) => text.includes(name))) return 0
  }
  return 0
}

/** Returns the speakers of an interview, of whom no narrator speaks in it; null if the article is none. */
function interviewSpeakers(decisions: readonly (Decision | null)[]): Set<string> | null {
  const speakers = new Set<string>()
  let [turns, quoted] = [0, 0]
  for (const decision of decisions) {
    if (decision?.kind !== 'turn' && decision?.kind !== 'words') continue
    turns += 1
    if (decision.candidate.isQuoted) quoted += 1
    if (speakers.size < 8 && decision.candidate.speaker.length > 1) speakers.add(decision.candidate.speaker)
  }
  return turns >= 4 && quoted * 4 < turns ? speakers : null
}

/** Decides which lines go on with the turn above. */
export function continuationsOf(lines: readonly Line[], decisions: (Decision | null)[]): void {
  const speakers = interviewSpeakers(decisions)
  for (let index = 0; index < lines.length; index += 1) {
    const decision = decisions[index]
    if (decision?.kind !== 'turn' && decision?.kind !== 'words') continue
    const { candidate } = decision
    let count = quotedLines(lines, decisions, index)
    if (count === 0 && decision.kind === 'words') count = chunkLines(lines, decisions, index)
    if (count === 0 && speakers !== null) count = answerLines(lines, decisions, index, candidate, speakers)
    for (let at = 1; at <= count; at += 1) decisions[index + at] = { kind: 'more', candidate, joint: 'break' }
  }
}
