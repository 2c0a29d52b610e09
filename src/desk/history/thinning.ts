import type { Revision } from '../../desk.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How far apart revisions of that age are kept: a minute for an hour, an hour for a day, a day after that. */
function spacing(age: number): number {
  if (age < HOUR) return MINUTE
  return age < DAY ? HOUR : DAY
}

/**
 * The numbers of revisions that thinning lets go. Named ones and the newest stay, and so does the first of each
 * minute, hour or day. The order is that of the numbers. A revision goes only where the kept one before it says, by its
 * own time, that it was made about then: a clock that jumped keeps more, never less.
 * @param revisions Oldest first, by number.
 * @param ageOf Milliseconds since a revision was made, as far as is known; negative when the clock went back.
 */
export function superfluous(
  revisions: readonly Revision[],
  ageOf: (revision: Revision) => number,
): ReadonlySet<number> {
  const gone = new Set<number>()
  const newest = revisions.at(-1)
  let kept: Revision | undefined
  for (const revision of revisions) {
    const near = kept !== undefined && Math.abs(revision.at - kept.at) < spacing(ageOf(revision))
    if (near && revision.name === '' && revision !== newest) gone.add(revision.number)
    else kept = revision
  }
  return gone
}
