import { endsInQuestion, endsSentence } from '../../../text/punctuation.ts'
import type { Line } from '../../block.ts'
import type { Candidate, Decision, Reason } from './candidate.ts'
import { continuationsOf } from './continuations.ts'
import { cuesOf } from './cues.ts'
import { nameKey } from '../speakers/names.ts'
import { evidenceOf, type Evidence } from './evidence.ts'
import { candidateOf, wordsBelow } from './parseLine.ts'
import { unnamedInterviewOf } from './questions.ts'
import { isSaid, saysIOrYou, THRESHOLD, weigh } from './score.ts'
import { speechesOf } from './speeches.ts'

/**
 * Decides which lines of an article are turns, all lines together:
 *
 * 1. `parseLine.ts` parses each line in every form of a turn, by itself;
 * 2. `evidence.ts` gathers what the whole article says: whose name returns, who is named in the prose, which forms are used;
 * 3. `score.ts` weighs each line; runs of lines add what their neighbours say (a turn on both sides, a list of facts);
 * 4. lines from a threshold on are turns; `continuations.ts` finds the paragraphs in which a speech goes on, `speeches.ts` dialogue
 *    with dashes, `questions.ts` interviews that name nobody, `cues.ts` the lines of subtitle files.
 *
 * {@link explainTurns} returns the reasons. All of it is linear in the length of the text.
 */

/** What is known of one line while lines are decided. */
interface Scored {
  readonly candidate: Candidate
  readonly words: string
  score: number
}

/** Receives a reason of the line at an index, and its weight. */
type WeighLine = (index: number, reason: string, weight: number) => void

/** Lines that are no words of a name above: addresses, items of lists, dividers. */
const NO_WORDS = /^(?:https?:\/\/\S+$|[•●▪*] |\d{1,3}[.)] |[*＊_•-](?: *[*＊_•-]){2,}$)/u

/** Returns the index of the line with the words of a candidate; -1 if there is none. */
function wordsIndex(
  lines: readonly Line[],
  candidates: readonly (Candidate | null)[],
  index: number,
): number {
  const below = lines[index + 1]
  if (below === undefined || candidates[index + 1]?.form === 'own' || NO_WORDS.test(below.matchable))
    return -1
  const next = candidates[index + 1] ?? null
  const isWords = next === null || ['speech', 'bracket', 'spaced'].includes(next.form)
  return isWords ? index + 1 : -1
}

/** Puts addressees apart where speaker or addressee is known from other lines: `Tomas Reyes zu Ilse Brandt`. */
function splitAddressees(candidates: (Candidate | null)[]): void {
  const known = new Set<string>()
  for (const candidate of candidates)
    if (candidate !== null && candidate.split === undefined) known.add(candidate.key)
  for (const [index, candidate] of candidates.entries()) {
    if (candidate?.split === undefined) continue
    const { speaker, key, addressee, isOnly } = candidate.split
    if (known.has(key) || known.has(nameKey(addressee)))
      candidates[index] = { ...candidate, speaker, key, addressee, grade: 'sure' }
    else if (isOnly) candidates[index] = null
  }
}

/** Returns the lines with the form of a turn and their own scores. */
function scoreLines(
  lines: readonly Line[],
  candidates: readonly (Candidate | null)[],
  evidence: Evidence,
  told: WeighLine,
): (Scored | null)[] {
  return candidates.map((candidate, index) => {
    if (candidate === null || candidate.form === 'speech') return null
    let words = lines[index]?.matchable.slice(candidate.from) ?? ''
    if (words === '') {
      const at = wordsIndex(lines, candidates, index)
      if (at === -1) return null
      words = lines[at]?.matchable ?? ''
    }
    let score = 0
    const quoted = candidate.from >= (lines[index]?.matchable.length ?? 0) && /^[“"„«「『—]/u.test(words)
    const read = quoted ? { ...candidate, isQuoted: true } : candidate
    weigh(read, words, evidence, (reason, weight) => {
      score += weight
      told(index, reason, weight)
    })
    return { candidate: read, words, score }
  })
}

/** Returns runs of scored lines that stand together: indices of their lines. */
function runsOf(scored: readonly (Scored | null)[]): number[][] {
  const runs: number[][] = []
  for (const [index, line] of scored.entries()) {
    if (line === null) continue
    const open = runs.at(-1)
    const last = open?.at(-1) ?? -9
    const gap = index - last - (scored[last]?.candidate.from === undefined || !isOwn(scored[last]) ? 0 : 1)
    if (open !== undefined && gap <= 1) open.push(index)
    else runs.push([index])
  }
  return runs
}

const isOwn = (line: Scored | null | undefined): boolean =>
  line?.candidate.form === 'own' || line?.candidate.form === 'caps'
const asks = (line: Scored | null | undefined): boolean => line != null && endsInQuestion(line.words)

const speaks = (line: Scored | null | undefined): boolean =>
  asks(line) || (line != null && saysIOrYou(line.words))

/** Adds the reasons that a run gives its lines. */
function weighRun(
  run: readonly number[],
  scored: readonly (Scored | null)[],
  evidence: Evidence,
  add: WeighLine,
): void {
  if (run.length < 2) return
  const lines = run.map((index) => scored[index] ?? null)
  const keys = new Set(lines.map((line) => line?.candidate.key))
  const quoted = lines.filter((line) => line?.candidate.isQuoted === true).length
  const unended = lines.filter((line) => line !== null && !endsSentence(line.words)).length
  const isAlternating =
    run.some((index) => evidence.returning.has(scored[index]?.candidate.key ?? '')) || keys.size < run.length
  const isSpeech = run.length >= 3 && keys.size > 1 && keys.size < run.length && quoted * 5 >= run.length * 4
  const isFacts = run.length >= 3 && unended * 10 >= run.length * 7 && !isAlternating
  const isBoldList =
    run.length >= 3 &&
    !isAlternating &&
    lines.every((line) => line?.candidate.isBold === true && !line.candidate.isQuoted && !speaks(line))
  const own = run.map((index) => scored[index]?.score ?? 0)
  for (const [at, index] of run.entries()) {
    if (isSpeech) add(index, 'stands in a run of quotations', 2.5)
    const [line, above, below] = [lines[at], lines[at - 1], lines[at + 1]]
    const isSentence = line != null && isSaid(line.candidate, line.words)
    if (isFacts && !isSentence) add(index, 'stands in a list of facts', -2)
    if (isBoldList) add(index, 'stands in a list with bold labels', -4)
    if (asks(line) && below != null && !asks(below) && below.candidate.key !== line?.candidate.key)
      add(index, 'is answered', 1.5)
    if (!asks(line) && asks(above) && above?.candidate.key !== line?.candidate.key) add(index, 'answers', 1.5)
    if ((own[at - 1] ?? 0) >= THRESHOLD) add(index, 'stands below a turn', 1.5)
    if ((own[at + 1] ?? 0) >= THRESHOLD) add(index, 'stands above a turn', 1.5)
  }
}

/** Adds a reason to lines beside turns whose name another turn has. */
function weighKnown(runs: readonly number[][], scored: readonly (Scored | null)[], add: WeighLine): void {
  const isTurn = (index: number | undefined): boolean =>
    index !== undefined && (scored[index]?.score ?? 0) >= THRESHOLD
  const speaking = new Set(
    scored.flatMap((line, index) => (line !== null && isTurn(index) ? [line.candidate.key] : [])),
  )
  const known = runs.flatMap((run) =>
    run.filter(
      (index, at) =>
        !isTurn(index) &&
        speaking.has(scored[index]?.candidate.key ?? '') &&
        (isTurn(run[at - 1]) || isTurn(run[at + 1])),
    ),
  )
  for (const index of known) add(index, 'stands beside a turn, and its name speaks elsewhere', 1)
}

/** Everything that {@link recogniseTurns} and {@link explainTurns} share: the lines with the scores that their runs give them. */
function judge(
  lines: readonly Line[],
  told: WeighLine = () => undefined,
): { candidates: (Candidate | null)[]; scored: (Scored | null)[] } {
  const candidates = lines.map(candidateOf)
  for (const [index, candidate] of candidates.entries())
    if (
      (candidate?.form === 'own' || candidate?.form === 'caps') &&
      wordsIndex(lines, candidates, index) === -1
    )
      candidates[index] = null
  splitAddressees(candidates)
  const evidence = evidenceOf(lines, candidates)
  const scored = scoreLines(lines, candidates, evidence, told)
  const runs = runsOf(scored)
  const add: WeighLine = (index, reason, weight) => {
    const line = scored[index]
    if (line == null) return
    line.score += weight
    told(index, reason, weight)
  }
  for (const run of runs) weighRun(run, scored, evidence, add)
  weighKnown(runs, scored, add)
  return { candidates, scored }
}

/** Returns what each line is in the dialogue of an article; null for lines that are no part of it. */
export function recogniseTurns(lines: readonly Line[]): (Decision | null)[] {
  const { candidates, scored } = judge(lines)
  const decisions: (Decision | null)[] = lines.map(() => null)
  for (const [index, line] of scored.entries()) {
    if (line === null || line.score < THRESHOLD || decisions[index] !== null) continue
    const { candidate } = line
    if (!isOwn(line)) decisions[index] = { kind: 'turn', candidate }
    else {
      decisions[index] = { kind: 'lead' }
      decisions[index + 1] = { kind: 'words', candidate: wordsBelow(candidate, lines[index + 1]) }
    }
  }
  speechesOf(lines, candidates, decisions)
  unnamedInterviewOf(lines, decisions)
  continuationsOf(lines, decisions)
  cuesOf(lines, decisions)
  return decisions
}

/** Returns, for each line, why it is a turn or not: an empty list for lines without the form of one. */
export function explainTurns(
  lines: readonly Line[],
): { readonly score: number; readonly reasons: readonly Reason[] }[] {
  const reasons: Reason[][] = lines.map(() => [])
  judge(lines, (index, reason, weight) => {
    reasons[index]?.push({ reason, weight })
  })
  return reasons.map((list) => ({ reasons: list, score: list.reduce((sum, { weight }) => sum + weight, 0) }))
}
