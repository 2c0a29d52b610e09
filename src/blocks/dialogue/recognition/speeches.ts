import type { Line } from '../../block.ts'
import { endsSentence } from '../../../text/punctuation.ts'
import type { Candidate, Decision } from './candidate.ts'

/** Finds dialogue in which a dash stands for a change of speaker, as Spanish, French, Portuguese and Japanese novels have it. */

/** What stands before the questions of a Japanese interview. No list has it. */
export const TWO_DASHES = /^(?:――|──|——)/u
const LONG_DASH = /^[—―]|^──|^――/u
const ASKS = /[?!？！]/u

/** Decides the lines from `from` up to `to`, which all begin with a dash. */
function isDialogue(
  lines: readonly Line[],
  from: number,
  to: number,
  isBesideTurn: boolean,
  isAsked: boolean,
): boolean {
  const run = lines.slice(from, to).map(({ matchable }) => matchable)
  const ended = run.filter(endsSentence).length
  if (run.every((line) => LONG_DASH.test(line)))
    return (run.length > 1 || isBesideTurn || isAsked) && ended * 2 >= run.length
  // Nothing but questions is a list of them.
  const asked = run.filter((line) => ASKS.test(line)).length
  return ended === run.length && asked > 0 && asked < run.length
}

/** Makes turns without a speaker of the lines that begin with a dash, where they are dialogue. */
export function speechesOf(
  lines: readonly Line[],
  candidates: readonly (Candidate | null)[],
  decisions: (Decision | null)[],
): void {
  let index = 0
  while (index < lines.length) {
    let to = index
    while (candidates[to]?.form === 'speech' && decisions[to] === null) to += 1
    // `――` before the questions of a Japanese interview, each answered by a turn.
    const isAsked =
      to === index + 1 && decisions[to] != null && TWO_DASHES.test(lines[index]?.matchable ?? '')
    const isBesideTurn = decisions[index - 1] != null && decisions[to] != null
    if (to > index && isDialogue(lines, index, to, isBesideTurn, isAsked))
      for (let at = index; at < to; at += 1) {
        const candidate = candidates[at]
        if (candidate != null) decisions[at] = { kind: 'turn', candidate }
      }
    index = Math.max(to, index + 1)
  }
}
