import { DESK_CALLS } from '../calls.ts'
import { attemptOf } from '../contract/attempts.ts'
import { type Desk, type Problem } from '../desk.ts'
import { problemWords } from './problems.ts'

/**
 * Refuses a click that its host received too late: the host was stopped, or the machine slept. A draft is not moved to
 * the trash minutes after its writer gave up on it; a call that keeps words is carried out whenever it arrives (see `late`
 * in the table of calls).
 *
 * Example: `trashDraft` is slow after 10 s. Sent at 12:00:00 and received at 12:00:11, it is refused; `saveDraft` never is.
 * @param sentMs when the page sent the call, milliseconds since 1970, by the clock of this machine
 * @returns the outcome to answer with, or null if the call is to be carried out
 */
export function lateProblem(
  call: keyof Desk,
  sentMs: number,
  nowMs: number,
): { readonly ok: false; readonly problem: Problem } | null {
  const { late, slowAfterMs } = DESK_CALLS[call]
  if (late === 'carry-out' || nowMs <= sentMs + slowAfterMs) return null
  return { ok: false, problem: { code: 'too-late', ...problemWords('tooLate', { ...attemptOf(call) }) } }
}
