import type { Revision, RevisionReason } from '../../desk.ts'

/**
 * Which revisions thinning removes: it keeps one a minute of the last hour, one an hour of the last day, one a day before
 * that.
 *
 * A wrong clock must not destroy anything, so the clock says nothing about age. A revision's age is the time that its
 * history has been open since, in all sessions together, measured by a clock that never jumps (`openMs`). That is never
 * more than the real time, whatever the machine's clock says and however often it is put right; writers who are away for
 * a month find their last hour as they left it.
 *
 * The clock is asked for one thing only: how far apart two revisions were made. It can err there too, so it has to agree
 * with the order and with `openMs`: two revisions between which the clock went back are never neighbours, and the larger
 * of both distances counts. A clock that is wrong by less than the time between two sessions cannot be told from a right
 * one.
 */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long a revision that was kept for a reason of its own is never thinned. Open time, as all ages. */
const KEEP_MS = 30 * DAY_MS

/** A revision with the time that its history had been open when it was made, milliseconds in all sessions together. */
export interface DatedRevision extends Revision {
  /** Left out by a Galley that did not count it yet. */
  readonly openMs?: number
}

/** Returns how far apart revisions of an age are kept. Both in milliseconds. */
function spacingMs(age: number): number {
  if (age < HOUR_MS) return MINUTE_MS
  return age < DAY_MS ? HOUR_MS : DAY_MS
}

/** True for reasons of which there are many alike. Any other reason marks a moment: words left, came in, or were at risk. */
const IS_PAUSE: Readonly<Record<RevisionReason, boolean>> = {
  pause: true,
  export: false,
  named: false,
  restore: false,
  outside: false,
  recovered: false,
  import: false,
  deletion: false,
}

/**
 * Returns the numbers of the revisions that thinning removes. Never the newest, one with a name, one of the first 30
 * days that is no pause, nor the first of its minute, hour or day.
 * @param revisions Oldest first, by number.
 * @param openMs How long the history has been open by now, in all sessions together.
 * @param lifetimeMs The age from which a revision without a name is removed, however far it is from others.
 */
export function revisionsToRemove(
  revisions: readonly DatedRevision[],
  openMs: number,
  lifetimeMs = Infinity,
): ReadonlySet<number> {
  const opened = openTimes(revisions, openMs)
  const removed = new Set<number>()
  let kept: { readonly at: number; readonly opened: number } | null = null
  for (const [index, revision] of revisions.entries()) {
    const at = { at: revision.at, opened: opened[index] ?? openMs }
    const age = openMs - at.opened
    // The clock went back since the revision before: how far apart the two are is not known.
    if (revision.at < (revisions[index - 1]?.at ?? revision.at)) kept = null
    const isNear = kept !== null && distance(kept, at) < spacingMs(age)
    const isAlwaysKept = revision.name !== '' || index === revisions.length - 1
    const isKept = isAlwaysKept || (!IS_PAUSE[revision.reason] && age < KEEP_MS)
    if ((isNear && !isKept) || (age > lifetimeMs && !isAlwaysKept)) removed.add(revision.number)
    else kept = at
  }
  return removed
}

interface Moment {
  readonly at: number
  readonly opened: number
}

function distance(one: Moment, other: Moment): number {
  return Math.max(Math.abs(other.at - one.at), Math.abs(other.opened - one.opened))
}

/**
 * The open time of each revision. One without takes that of the next one that has it, else `openMs`: it was made before,
 * so its age comes out too small, never too large.
 */
function openTimes(revisions: readonly DatedRevision[], openMs: number): number[] {
  const times: number[] = []
  let next = openMs
  for (const revision of revisions.toReversed()) {
    next = revision.openMs ?? next
    times.push(next)
  }
  return times.reverse()
}
