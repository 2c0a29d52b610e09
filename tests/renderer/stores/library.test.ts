import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { done, type DraftSummary, type LibraryQuery, type LibraryRow } from '../../../src/desk.ts'
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
    return Promise.resolve(done({ total, rows }))
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
