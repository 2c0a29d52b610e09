import type { Line } from '../../block.ts'
import { endsSentence, QUOTE_PAIRS, endsInQuestion } from '../../../text/punctuation.ts'
import { displayWidth } from '../../../text/scripts.ts'
import type { Candidate, Decision } from './candidate.ts'
import { spokenOf } from './narrator.ts'

/**
 * Finds lines in which the speech above goes on: the further lines of a name on its own line and of a verse, paragraphs of an open
 * quotation, and paragraphs of an answer between two turns of an interview.
 */

/** In columns: shorter lines between turns are remarks, such as `They laugh.` */
const MIN_ANSWER_WIDTH = 60
/** Lines that a speech goes on for at most. */
const MAX_LINES = 12
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

/**
 * Returns how many paragraphs below an answer go on with it: long ones, unquoted and spoken, before the next turn of somebody else.
 * A question goes on with none: what stands between it and its answer is the narrator's.
 */
function answerLines(
  lines: readonly Line[],
  decisions: readonly (Decision | null)[],
  index: number,
  candidate: Candidate,
  isSpoken: (text: string) => boolean,
): number {
  const words = lines[index]?.matchable ?? ''
  if (candidate.isQuoted || !endsSentence(words)) return 0
  for (let count = 1; count <= MAX_LINES; count += 1) {
    const next = decisions[index + count]
    if (next != null) {
      const isAnswered = endsInQuestion(words) && !endsInQuestion(lines[index + count]?.matchable ?? '')
      const isOther = next.kind === 'lead' || (next.kind === 'turn' && next.candidate.key !== candidate.key)
      return isOther && !isAnswered ? count - 1 : 0
    }
    const text = lines[index + count]?.matchable ?? ''
    if (displayWidth(text) < MIN_ANSWER_WIDTH || !endsSentence(text) || NO_SPEECH.test(text)) return 0
    if (!isSpoken(text)) return 0
  }
  return 0
}

/** Returns true if the article is an interview, in which the speeches stand without quotation marks. */
function isInterview(decisions: readonly (Decision | null)[]): boolean {
  let [turns, quoted] = [0, 0]
  for (const decision of decisions) {
    if (decision?.kind !== 'turn' && decision?.kind !== 'words') continue
    turns += 1
    if (decision.candidate.isQuoted) quoted += 1
  }
  return turns >= 4 && quoted * 4 < turns
}

/** Decides which lines go on with the turn above. */
export function continuationsOf(lines: readonly Line[], decisions: (Decision | null)[]): void {
  const isSpoken = isInterview(decisions) ? spokenOf(lines, decisions) : null
  for (let index = 0; index < lines.length; index += 1) {
    const decision = decisions[index]
    if (decision?.kind !== 'turn' && decision?.kind !== 'words') continue
    const { candidate } = decision
    let count = quotedLines(lines, decisions, index)
    const isUnfinished = lines[index]?.matchable.endsWith(',') === true
    if (count === 0 && (decision.kind === 'words' || isUnfinished))
      count = chunkLines(lines, decisions, index)
    if (count === 0 && isSpoken !== null) count = answerLines(lines, decisions, index, candidate, isSpoken)
    for (let at = 1; at <= count; at += 1) decisions[index + at] = { kind: 'more', candidate, joint: 'break' }
  }
}
