import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { revisionsWithLines } from './folder.ts'
import { recordOf, type RevisionLines, writeRecord } from './record.ts'
import { REVISIONS_PER_SEGMENT, type Segment } from './segment.ts'

/** Several segments joined into one, after thinning. */
export interface Compaction {
  /** The file to write: that of the first segment. */
  readonly file: string
  /** The files to remove. */
  readonly others: readonly string[]
  /** The joined segment; empty when no revision is left. */
  readonly bytes: Uint8Array
}

/**
 * Returns the runs of neighbouring segments that fit into one once some revisions are removed. A segment that stays as
 * it is is in none.
 * @param gone numbers of the removed revisions
 */
export function runsToCompact(segments: readonly Segment[], gone: ReadonlySet<number>): Segment[][] {
  const runs: Segment[][] = []
  let room = 0
  for (const segment of segments) {
    const count = remainingNumbers(segment, gone).length
    const run = runs.at(-1)
    // A damaged segment stays as it is, so that whoever can mend it finds all of it.
    if (segment.lost > 0) {
      room = 0
    } else if (run !== undefined && count <= room) {
      run.push(segment)
      room -= count
    } else {
      runs.push([segment])
      room = Math.max(0, REVISIONS_PER_SEGMENT - count)
    }
  }
  return runs.filter((run) => run.length > 1 || run.some(({ records }) => hasAny(records, gone)))
}

function hasAny(records: ReadonlyMap<number, unknown>, gone: ReadonlySet<number>): boolean {
  return [...records.keys()].some((number) => gone.has(number))
}

function remainingNumbers({ records }: Segment, gone: ReadonlySet<number>): number[] {
  return [...records.keys()].filter((number) => !gone.has(number))
}

/**
 * Joins a run of segments without the removed revisions: each revision's delta is made anew, against the one that is now
 * before it. Returns null when a revision that stays cannot be reconstructed: the files must not be touched then.
 */
export async function compactRun(
  run: readonly Segment[],
  gone: ReadonlySet<number>,
): Promise<Compaction | null> {
  const [first, ...others] = run
  const written: string[] = []
  const done = new Set<number>()
  let base: RevisionLines | null = null
  for (const segment of run)
    for (const { entry, lines } of revisionsWithLines(segment)) {
      // A long history takes seconds: other calls run in between.
      await yieldToEventLoop()
      if (gone.has(entry.number) || done.has(entry.number)) continue
      if (lines === null) return null
      written.push(writeRecord(recordOf(entry, lines, base)))
      done.add(entry.number)
      base = { number: entry.number, lines }
    }
  return {
    file: first?.file ?? '',
    others: others.map(({ file }) => file),
    bytes: Buffer.from(written.join('')),
  }
}
