import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  done,
  type DraftSummary,
  type LibraryQuery,
  type LibraryRow,
  type LibraryState,
} from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { useLibrary } from '../../../src/renderer/src/stores/library.ts'

const summary = (id: string): DraftSummary => ({
  ...{ id, title: id, state: 'draft', tags: [], words: 1 },
  ...{ created: 0, edited: 0 },
})

/** A desk of so many drafts; what it lists says which order and filter it was asked for. */
function deskOf(total: number): LibraryQuery[] {
  const asked: LibraryQuery[] = []
  vi.spyOn(desk, 'listDrafts').mockImplementation((query) => {
    asked.push(query)
    const { sort, text, offset, limit } = query
    const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, index): LibraryRow => ({
      ...summary(`${sort}-${text}-${String(offset + index)}`),
      pinned: false,
    }))
    return Promise.resolve(done({ total, rows, version: 0 }))
  })
  return asked
}

beforeEach(() => {
  vi.restoreAllMocks()
  setActivePinia(createPinia())
})

describe('the list of a library', () => {
  it('is fetched in windows, each once', async () => {
    const asked = deskOf(1000)
    const library = useLibrary()
    library.setFilter({})
    await Promise.all([library.loadRow(0), library.loadRow(7), library.loadRow(450), library.loadRow(499)])
    expect(asked.map(({ offset }) => offset).sort()).toEqual([0, 400])
    expect(library.listing.rows[450]?.id).toBe('edited--450')
    expect(library.listing.rows[300]).toBeUndefined()
  })

  it('is searched for the beginning of a text that is longer than a call accepts', async () => {
    const asked = deskOf(3)
    const library = useLibrary()
    const pasted = `${'x'.repeat(299)}\u{1f600} and on`
    library.setFilter({ text: pasted })
    await library.search(pasted, 5)
    expect(asked.map(({ text }) => text)).toEqual(['x'.repeat(299), 'x'.repeat(299)])
    expect(library.filter.text).toBe('x'.repeat(299))
  })

  it('contains no row of the old order after the order changes', async () => {
    deskOf(1000)
    const library = useLibrary()
    library.setFilter({})
    await Promise.all([library.loadRow(0), library.loadRow(450)])
    library.setFilter({ sort: 'title' })
    await Promise.all([library.loadRow(0), library.loadRow(450)])
    expect(library.listing.rows[0]?.id).toBe('title--0')
    expect(library.listing.rows[450]?.id).toBe('title--450')
  })

  it('is fetched again if it grew meanwhile', async () => {
    deskOf(1000)
    const library = useLibrary()
    library.setFilter({})
    await library.loadRow(0)
    deskOf(1001)
    await library.loadRow(450)
    expect(library.listing.rows[0]).toBeUndefined()
    await library.loadRow(0)
    expect(library.listing.rows[0]?.id).toBe('edited--0')
    expect(library.listing.rows[450]?.id).toBe('edited--450')
  })

  it('drops the answer to an outdated query', async () => {
    deskOf(3)
    const library = useLibrary()
    library.setFilter({ text: 'a' })
    library.setFilter({ text: 'ab' })
    await library.loadRow(0)
    expect(library.listing.rows.map((row) => row?.id)).toEqual(['edited-ab-0', 'edited-ab-1', 'edited-ab-2'])
  })

  it('moves a saved draft to the top, except among search results', async () => {
    deskOf(3)
    const library = useLibrary()
    library.setFilter({})
    await library.loadRow(0)
    library.updateRow(summary('mine'))
    expect(library.listing).toMatchObject({ total: 4, rows: [{ id: 'mine' }, {}, {}, {}] })
    library.setFilter({ text: 'tram' })
    await library.loadRow(0)
    library.updateRow(summary('mine'))
    expect(library.listing.total).toBe(3)
    expect(library.listing.rows.some((row) => row?.id === 'mine')).toBe(false)
  })
})

describe('a library that changes while it is listed', () => {
  /** A desk whose lists and states wait until they are answered. */
  function slowDesk() {
    const lists: ((version: number, ...ids: string[]) => void)[] = []
    vi.spyOn(desk, 'listDrafts').mockImplementation(
      () =>
        new Promise((resolve) => {
          lists.push((version, ...ids) => {
            const rows = ids.map((id): LibraryRow => ({ ...summary(id), pinned: false }))
            resolve(done({ total: rows.length, rows, version }))
          })
        }),
    )
    let version = 0
    vi.spyOn(desk, 'libraryState').mockImplementation(() =>
      Promise.resolve(done({ version, notices: [], series: [], filters: [] } as unknown as LibraryState)),
    )
    return { lists, change: () => (version += 1) }
  }
  const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0))
  const ids = (): unknown[] => useLibrary().listing.rows.map((row) => row?.id)

  it('is listed again if the first state was of a later version than the first list', async () => {
    const { lists, change } = slowDesk()
    const library = useLibrary()
    change()
    void library.load()
    await settle()
    lists[0]?.(0, 'ash')
    await settle()
    void library.checkForChanges()
    await settle()
    lists[1]?.(1, 'ash', 'birch')
    await settle()
    expect(ids()).toEqual(['ash', 'birch'])
    void library.checkForChanges()
    await settle()
    expect(lists).toHaveLength(2)
  })

  it('keeps the answer of a slow list, and lists once more for all that changed meanwhile', async () => {
    const { lists, change } = slowDesk()
    const library = useLibrary()
    void library.load()
    await settle()
    lists[0]?.(0)
    await settle()
    for (let check = 0; check < 3; check += 1) {
      change()
      void library.checkForChanges()
      await settle()
    }
    expect(lists).toHaveLength(2)
    lists[1]?.(1, 'ash')
    await settle()
    expect(ids()).toEqual(['ash'])
    expect(lists).toHaveLength(3)
    lists[2]?.(3, 'ash', 'birch')
    await settle()
    expect(ids()).toEqual(['ash', 'birch'])
    expect(lists).toHaveLength(3)
  })
})
