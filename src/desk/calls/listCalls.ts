import type { ListCalls } from '../../desk.ts'
import type { LibraryIndex } from '../search/index.ts'
import type { Perform } from './perform.ts'

/** Returns the calls about series and saved filters: see contract/lists.ts. */
export function listCalls(index: LibraryIndex, perform: Perform): ListCalls {
  const done = (work: Promise<void>): Promise<null> => work.then(() => null)
  return {
    saveSeries: (tag, change) =>
      perform('saveSeries', [tag, change], async () =>
        done(index.series.save(tag, change, await index.tagged(tag))),
      ),
    placeInSeries: (tag, ids, beside, side) =>
      perform('placeInSeries', [tag, ids, beside, side], async () =>
        done(index.series.place({ tag, ids, beside, side }, await index.tagged(tag))),
      ),
    renameSeries: (tag, newTag) =>
      perform('renameSeries', [tag, newTag], () => done(index.series.rename(tag, newTag))),
    endSeries: (tag) => perform('endSeries', [tag], () => done(index.series.end(tag))),
    saveFilter: (name, filter) =>
      perform('saveFilter', [name, filter], () => done(index.filters.save(name, filter))),
    renameFilter: (name, newName) =>
      perform('renameFilter', [name, newName], () => done(index.filters.rename(name, newName))),
    deleteFilter: (name) => perform('deleteFilter', [name], () => done(index.filters.remove(name))),
  }
}
