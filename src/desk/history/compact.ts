import { setImmediate as breathe } from 'node:timers/promises'
import { unfoldAll } from './folder.ts'
import { recordOf, type Version, writeRecord } from './record.ts'
import { SEGMENT, type Segment } from './segment.ts'

/** Segments that become one: `first` is written anew, `others` go. */
export interface Compaction {
  readonly file: string
  readonly others: readonly string[]
  readonly bytes: Uint8Array
}

/** Runs of neighbours that fit into one segment once `gone` is taken out, where that changes anything. */
export function compactable(segments: readonly Segment[], gone: ReadonlySet<number>): Segment[][] {
  const runs: Segment[][] = []
  let room = 0
  for (const segment of segments) {
    const count = remaining(segment, gone).length
    const run = runs.at(-1)
    // A damaged segment stays as it is, so that whoever can mend it finds all of it.
    if (segment.lost > 0) {
      room = 0
    } else if (run !== undefined && count <= room) {
      run.push(segment)
      room -= count
    } else {
      runs.push([segment])
      room = Math.max(0, SEGMENT - count)
    }
  }
  return runs.filter((run) => run.length > 1 || run.some(({ records }) => hasAny(records, gone)))
}

function hasAny(records: ReadonlyMap<number, unknown>, gone: ReadonlySet<number>): boolean {
  return [...records.keys()].some((number) => gone.has(number))
}

function remaining({ records }: Segment, gone: ReadonlySet<number>): number[] {
  return [...records.keys()].filter((number) => !gone.has(number))
}

/**
 * A run of segments as one, without what is gone: each revision told apart from the one that is now before it. Null
 * when a revision that is to stay does not unfold: then nothing is to be touched.
 */
export async function compacted(
  run: readonly Segment[],
  gone: ReadonlySet<number>,
): Promise<Compaction | null> {
  const [first, ...others] = run
  const written: string[] = []
  const done = new Set<number>()
  let base: Version | null = null
  for (const segment of run)
    for (const { entry, lines } of unfoldAll(segment)) {
      // A long history takes seconds: whoever writes meanwhile is not to wait for it.
      await breathe()
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
