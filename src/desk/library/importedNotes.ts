import type { LibraryIndex } from '../search/index.ts'
import { filterIn } from './filterNotes.ts'
import { pinsIn } from './pins.ts'
import { seriesIn } from './seriesNotes.ts'

/** A note of another library, as an import has it. */
interface Note {
  readonly text: string
  readonly ids: ReadonlyMap<string, string>
  readonly added: ReadonlySet<string>
}

/**
 * Adds a note of another library to this one: pins the drafts that were added, and makes series and saved filters that are not
 * here yet. A text that is no note adds nothing.
 * @throws what the file system threw
 */
export async function addNote(index: LibraryIndex, { text, ids, added }: Note): Promise<void> {
  const [series, filter] = [seriesIn(text), filterIn(text)]
  const here = (given: readonly string[]): string[] => given.flatMap((id) => ids.get(id) ?? [])
  if (series !== null) await index.series.add({ ...series, order: here(series.order) })
  else if (filter !== null) await index.filters.add(filter)
  else for (const id of here(pinsIn(text))) if (added.has(id)) await index.pin(id, true)
}
