import type { Line } from '../../block.ts'
import { endsSentence, endsInQuestion } from '../../../text/punctuation.ts'
import { displayWidth } from '../../../text/scripts.ts'
import type { Candidate, Decision } from './candidate.ts'
import { saysI, spokenOf } from './narrator.ts'
import { plainCandidate } from './parseLine.ts'
import { TWO_DASHES } from './speeches.ts'

/**
 * Finds interviews that name nobody: the questions are marked, the answers stand below them.
 *
 *     ――なぜ鳴らさないのですか。         a dash before each question, as Japanese interviews have it
 *     「起きてしまうからです」
 *
 *     **Why did you stop?**             bold questions of a magazine, in formatted text, or with the asterisks of Markdown
 *     I had seen enough.
 *
 *     - 왜 그만두셨나요.                 a hyphen or a sign before each question, as Korean interviews have it
 *     “다 봤거든요.”                    or  ▲ 다 봤거든요.
 *
 * Questions and answers become turns without a speaker. A list of frequent questions has the same form: at least half of the
 * answers must be spoken by somebody, or a third by somebody who says I.
 */

const MIN_QUESTIONS = 3
/** In columns. Longer bold paragraphs are no questions. */
const MAX_QUESTION_WIDTH = 400
/** Paragraphs of an answer at most. */
const MAX_ANSWER_LINES = 8
const DASH = /^(?:――|──|——|―|—)(?=[\p{L}\p{N}「『“])/u
const NO_ANSWER = /^(?:https?:\/\/|[([（【*•#>|]|.*\|)/u
const QUOTED = /^「[^」]*」$|^『[^』]*』$/u
/** A whole line in the asterisks of bold text. */
const STARRED = /^\*\*(?=\S)([^*]+)\*\*$/u
const SIGN = /^([-–▶▷◇◆■□●○]) ?(?=[\p{L}\p{N}“‘"'「『])/u
const ANSWER_SIGN = /^[▲△] ?(?=\S)/u
const DOUBLE_QUOTED = /^[“"][^“”"]*[”"]$/u
/** A Korean question that has no question mark: `소감이 궁금합니다`, `이유는.` */
const ASKS_IN_KOREAN = /[\p{sc=Hangul}][.…]?$/u

type Decisions = (Decision | null)[]
type Mark = 'dash' | 'bold' | 'starred'

/** Returns true if the whole line is bold and a question. */
function isBoldQuestion({ raw, matchable, bold = 0 }: Line): boolean {
  return bold >= raw.length && endsInQuestion(matchable) && displayWidth(matchable) <= MAX_QUESTION_WIDTH
}

/** Returns the indices of lines that are marked as questions. */
function questionsOf(lines: readonly Line[], decisions: Decisions, mark: Mark): number[] {
  const isMarked = (line: Line): boolean => {
    if (mark === 'bold') return isBoldQuestion(line)
    if (mark === 'dash') return DASH.test(line.matchable)
    const words = STARRED.exec(line.matchable)?.[1] ?? ''
    return endsInQuestion(words) && displayWidth(words) <= MAX_QUESTION_WIDTH
  }
  return lines.flatMap((line, index) => (decisions[index] == null && isMarked(line) ? [index] : []))
}

/** Returns true if a line may be the first of an answer: a paragraph that no block and no other question claims. */
function mayAnswer(line: Line | undefined, decision: Decision | null | undefined): line is Line {
  if (line === undefined || decision != null) return false
  const { raw, matchable, bold = 0 } = line
  return raw !== '' && bold < raw.length && !NO_ANSWER.test(matchable) && !DASH.test(matchable)
}

/** Returns a turn without a speaker, of the words from an offset on. */
function unnamed(line: Line, from = 0): { kind: 'turn'; candidate: Candidate } {
  return { kind: 'turn', candidate: plainCandidate('speech', '', from, line.matchable.slice(from)) }
}

/** Returns the turn of a question, without the asterisks around it. */
function questionTurn(line: Line): { kind: 'turn'; candidate: Candidate } {
  if (!STARRED.test(line.matchable)) return unnamed(line)
  return { kind: 'turn', candidate: { ...unnamed(line, 2).candidate, to: line.raw.length - 2 } }
}

/** Returns true if all questions stand behind two dashes, which no list has. */
function isTwoDashed(lines: readonly Line[], questions: readonly number[]): boolean {
  return questions.every((index) => TWO_DASHES.test(lines[index]?.matchable ?? ''))
}

/** Makes turns of marked questions and of the answers below them. */
function decide(lines: readonly Line[], decisions: Decisions, mark: Mark): void {
  const questions = questionsOf(lines, decisions, mark)
  const answered = questions.filter((index) => mayAnswer(lines[index + 1], decisions[index + 1]))
  if (answered.length < (isTwoDashed(lines, answered) ? 2 : MIN_QUESTIONS)) return
  const isSpoken = spokenOf(lines, decisions)
  const isAnswer = (index: number): boolean => {
    const words = lines[index]?.matchable ?? ''
    return QUOTED.test(words) || isSpoken(words)
  }
  const spoken = answered.filter((index) => isAnswer(index + 1)).length
  const personal = answered.filter((index) => saysI(lines[index + 1]?.matchable ?? '')).length
  if (spoken * 2 < answered.length && (personal < 2 || personal * 3 < answered.length)) return
  for (const index of answered) {
    const [question, answer] = [lines[index], lines[index + 1]]
    if (question === undefined || answer === undefined) continue
    decisions[index] = questionTurn(question)
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

/** Returns the lines that begin with the sign that most lines begin with. */
function signedLines(lines: readonly Line[], decisions: Decisions): number[] {
  const bySign = new Map<string, number[]>()
  for (const [index, { matchable }] of lines.entries()) {
    const sign = decisions[index] == null ? SIGN.exec(matchable)?.[1] : undefined
    if (sign === undefined) continue
    const known = bySign.get(sign)
    if (known === undefined) bySign.set(sign, [index])
    else known.push(index)
  }
  return [...bySign.values()].reduce((most, one) => (one.length > most.length ? one : most), [])
}

/**
 * Makes turns of questions behind a sign. Lists have the same sign, so every line with it must ask and have an answer below it that is
 * a quotation, has a sign of its own, or is spoken.
 */
function decideSigned(lines: readonly Line[], decisions: Decisions): void {
  const questions = signedLines(lines, decisions)
  if (questions.length < MIN_QUESTIONS) return
  const isSpoken = spokenOf(lines, decisions)
  const isAnswer = (index: number): boolean => {
    const words = lines[index]?.matchable ?? ''
    if (decisions[index] != null || SIGN.test(words)) return false
    return DOUBLE_QUOTED.test(words) || ANSWER_SIGN.test(words) || (isSpoken(words) && endsSentence(words))
  }
  const isQuestion = (index: number): boolean => {
    const words = lines[index]?.matchable ?? ''
    return (endsInQuestion(words) || ASKS_IN_KOREAN.test(words)) && isAnswer(index + 1)
  }
  if (!questions.every(isQuestion)) return
  for (const index of questions) {
    const [question, answer] = [lines[index], lines[index + 1]]
    if (question === undefined || answer === undefined) continue
    const from = /^[-–]/u.test(question.matchable) ? 0 : (SIGN.exec(question.matchable)?.[0].length ?? 0)
    decisions[index] = unnamed(question, from)
    const turn = unnamed(answer, ANSWER_SIGN.exec(answer.matchable)?.[0].length ?? 0)
    decisions[index + 1] = turn
    for (let at = index + 2; DOUBLE_QUOTED.test(lines[at]?.matchable ?? '') && decisions[at] == null; at += 1)
      decisions[at] = { kind: 'more', candidate: turn.candidate, joint: 'break' }
  }
}

/** Decides the lines of interviews without names. */
export function unnamedInterviewOf(lines: readonly Line[], decisions: Decisions): void {
  decide(lines, decisions, 'dash')
  decide(lines, decisions, 'bold')
  decide(lines, decisions, 'starred')
  decideSigned(lines, decisions)
}
