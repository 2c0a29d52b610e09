import { DESK_CALLS } from '../calls.ts'
import type { Desk } from '../desk.ts'
import { t } from './messages.ts'

/** What was tried, for the sentences about its failure: both in the writer's language. */
export interface Attempt {
  /** A sentence without its full stop, for a reason follows: "The draft was not saved". */
  readonly failed: string
  /** What is safe although it failed. */
  readonly safe: string
}

/**
 * Returns what a call tries. Called when it has failed, so that the sentences are in the language of that moment.
 *
 * Example: `attemptOf('saveDraft').failed` is "The draft was not saved", which becomes
 * "The draft was not saved: the disk is full (ENOSPC)."
 */
export function attemptOf(call: keyof Desk): Attempt {
  return { failed: t(`attempts.${call}`), safe: t(`safe.${DESK_CALLS[call].safe}`) }
}
