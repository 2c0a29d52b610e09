import type { Line } from '../../block.ts'
import { endsSentence } from '../../../text/punctuation.ts'
import { displayWidth } from '../../../text/scripts.ts'
import type { Candidate, Decision } from './candidate.ts'
import { asks, spokenOf } from './narrator.ts'
import { plainCandidate } from './parseLine.ts'

/**
 * Finds interviews that name nobody: the questions are marked, the answers stand below them.
 *
 *     ――なぜ鳴らさないのですか。         a dash before each question, as Japanese interviews have it
 *     「起きてしまうからです」
 *
 *     **Why did you stop?**             bold questions of a magazine, in formatted text
 *     I had seen enough.
 *
 * Questions and answers become turns without a speaker. A list of frequent questions has the same form: at least half of the
 * answers must be spoken by somebody.
 */

const MIN_QUESTIONS = 3
/** In columns. Longer bold paragraphs are no questions. */
const MAX_QUESTION_WIDTH = 400
/** Paragraphs of an answer at most. */
const MAX_ANSWER_LINES = 8
const DASH = /^(?:――|──|——|―|—)(?=[\p{L}\p{N}「『“])/u
const NO_ANSWER = /^(?:https?:\/\/|[([（【*•#>|]|.*\|)/u
const QUOTED = /^「[^」]*」$|^『[^』]*』$/u

type Decisions = (Decision | null)[]
type Mark = 'dash' | 'bold'

/** Returns true if the whole line is bold and a question. */
function isBoldQuestion({ raw, matchable, bold = 0 }: Line): boolean {
  return bold >= raw.length && asks(matchable) && displayWidth(matchable) <= MAX_QUESTION_WIDTH
}

/** Returns the indices of lines that are marked as questions. */
function questionsOf(lines: readonly Line[], decisions: Decisions, mark: Mark): number[] {
  const isMarked = (line: Line): boolean =>
    mark === 'bold' ? isBoldQuestion(line) : DASH.test(line.matchable)
  return lines.flatMap((line, index) => (decisions[index] == null && isMarked(line) ? [index] : []))
}

/** Returns true if a line may be the first of an answer: a paragraph that no block and no other question claims. */
function mayAnswer(line: Line | undefined, decision: Decision | null | undefined): line is Line {
  if (line === undefined || decision != null) return false
  const { raw, matchable, bold = 0 } = line
  return raw !== '' && bold < raw.length && !NO_ANSWER.test(matchable) && !DASH.test(matchable)
}

/** Returns a turn without a speaker. */
function unnamed(line: Line): { kind: 'turn'; candidate: Candidate } {
  return { kind: 'turn', candidate: plainCandidate('speech', '', 0, line.matchable) }
}

/** Makes turns of marked questions and of the answers below them. */
function decide(lines: readonly Line[], decisions: Decisions, mark: Mark): void {
  const questions = questionsOf(lines, decisions, mark)
  const answered = questions.filter((index) => mayAnswer(lines[index + 1], decisions[index + 1]))
  if (answered.length < MIN_QUESTIONS) return
  const isSpoken = spokenOf(lines, decisions)
  const isAnswer = (index: number): boolean => {
    const words = lines[index]?.matchable ?? ''
    return QUOTED.test(words) || isSpoken(words)
  }
  if (answered.filter((index) => isAnswer(index + 1)).length * 2 < answered.length) return
  for (const index of answered) {
    const [question, answer] = [lines[index], lines[index + 1]]
    if (question === undefined || answer === undefined) continue
    decisions[index] = unnamed(question)
    const turn = unnamed(answer)
    decisions[index + 1] = turn
    if (QUOTED.test(answer.matchable)) continue
    for (let at = index + 2; at < index + 1 + MAX_ANSWER_LINES; at += 1) {
      const line = lines[at]
      const isMore =
        mayAnswer(line, decisions[at]) && endsSentence(line.matchable) && isSpoken(line.matchable)
      if (!isMore) break
      decisions[at] = { kind: 'more', candidate: turn.candidate, joint: 'break' }
    }
  }
}

/** Decides the lines of interviews without names. */
export function unnamedInterviewOf(lines: readonly Line[], decisions: Decisions): void {
  decide(lines, decisions, 'dash')
  decide(lines, decisions, 'bold')
}
