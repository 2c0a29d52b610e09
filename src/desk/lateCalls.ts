import { DESK_CALLS } from '../calls.ts'
import { type Desk, type Problem, problem } from '../desk.ts'

/**
 * Refuses a click that its host received too late: the host was stopped, or the machine slept. A draft is not moved to
 * the trash minutes after its writer gave up on it; what keeps words is carried out whenever it arrives (see `late` in
 * the table of calls).
 * @param sentMs when the page sent the call, milliseconds since 1970, by the clock of this machine
 * @returns the outcome to answer with, or null if the call is to be carried out
 */
export function lateProblem(
  call: keyof Desk,
  sentMs: number,
  nowMs: number,
): { readonly ok: false; readonly problem: Problem } | null {
  const { late, patienceMs, attempt } = DESK_CALLS[call]
  if (late === 'carry-out' || nowMs <= sentMs + patienceMs) return null
  return problem(
    'too-late',
    `${attempt.failed}: Galley received the request too late.`,
    `Nothing was done. ${attempt.safe}`,
    'Try again if you still want it.',
  )
}
