import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { done, problem, type LibraryRow, type LibraryState, type ListFilter } from '../../../../src/desk.ts'
import { desk } from '../../../../src/renderer/src/desk.ts'
import { useLibrary } from '../../../../src/renderer/src/stores/library.ts'
import { useNotices } from '../../../../src/renderer/src/stores/notices.ts'
import { useLists } from '../../../../src/renderer/src/stores/rows/lists.ts'
import { callsTo } from '../quietDesk.ts'

const FILTER: ListFilter = { text: 'tram', state: 'ready', tag: 'diary', person: 'Mina', sort: 'deadline' }
let state: LibraryState
let order: readonly string[]

beforeEach(() => {
  vi.restoreAllMocks()
  setActivePinia(createPinia())
  order = ['a-1', 'b-2', 'c-3', 'd-4']
  state = {
    ...{ folder: '', drafts: 4, trashed: 0, tags: [], people: [], version: 1, notices: [] },
    series: [{ tag: 'harbour', description: '', count: 4 }],
    filters: [{ name: 'Due', filter: FILTER }],
    index: { state: 'ready', done: 0, total: 0 },
  }
  vi.spyOn(desk, 'libraryState').mockImplementation(() => Promise.resolve(done(state)))
  vi.spyOn(desk, 'listDrafts').mockImplementation(() => {
    const rows = order.map((id, index): LibraryRow => ({
      ...{ id, title: id, state: 'draft', tags: [], words: 0, created: 0, edited: 0, pinned: false },
      place: index + 1,
    }))
    return Promise.resolve(done({ total: rows.length, rows, version: state.version }))
  })
  vi.spyOn(desk, 'saveFilter').mockResolvedValue(done(null))
  vi.spyOn(desk, 'placeInSeries').mockImplementation((_, ids, beside, side) => {
    const others = order.filter((id) => !ids.includes(id))
    order = others.toSpliced(others.indexOf(beside) + (side === 'after' ? 1 : 0), 0, ...ids)
    state = { ...state, version: state.version + 1 }
    return Promise.resolve(done(null))
  })
})

async function shown() {
  const library = useLibrary()
  await library.load()
  library.setFilter({ tag: 'harbour' })
  await library.loadRow(0)
  return { library, lists: useLists() }
}

const placed = (library: ReturnType<typeof useLibrary>): string[] =>
  library.listing.rows.map((row) => row?.id.slice(0, 1) ?? '')

describe('a series in the list', () => {
  it('has an order of its own, and gives back the one before', async () => {
    const library = useLibrary()
    await library.load()
    library.setFilter({ sort: 'title' })
    library.setFilter({ tag: 'harbour' })
    expect(library.filter.sort).toBe('series')
    expect(useLists().isOrderable).toBe(true)
    library.setFilter({ sort: 'created' })
    expect([useLists().isOrderable, useLists().shown?.tag]).toEqual([false, 'harbour'])
    library.setFilter({ tag: 'harbour' })
    library.setFilter({ tag: 'diary' })
    expect(library.filter.sort).toBe('created')
  })

  it('moves rows one after another, several as one, and not beyond its ends', async () => {
    const { library, lists } = await shown()
    await Promise.all([lists.moveBy(['a-1'], 1), lists.moveBy(['a-1'], 1)])
    expect(placed(library)).toEqual(['b', 'c', 'a', 'd'])
    expect(lists.announcement).toBe('“a-1” is now number 3.')
    await lists.moveBy(['c-3', 'b-2'], 1)
    expect(placed(library)).toEqual(['a', 'b', 'c', 'd'])
    await lists.moveBy(['a-1'], -1)
    await lists.moveBy(['d-4'], 1)
    expect(callsTo('placeInSeries').length).toBe(3)
  })

  it('says why it was not moved', async () => {
    const { lists } = await shown()
    vi.spyOn(desk, 'placeInSeries').mockResolvedValue(problem('full', 'The disk is full.', 'Safe.', 'Mend.'))
    await lists.move(['a-1'], 'c-3', 'after')
    expect(useNotices().list.map(({ text }) => text)).toEqual(['The disk is full.'])
  })
})

describe('a saved filter', () => {
  it('is shown as the list’s filter, and known while it is', async () => {
    const { library, lists } = await shown()
    expect(lists.applied).toBeUndefined()
    for (const saved of lists.filters) lists.apply(saved)
    expect(library.filter).toEqual(FILTER)
    expect(lists.applied?.name).toBe('Due')
    library.clearFilters()
    expect([library.filter.text, library.filter.tag, library.filter.sort]).toEqual(['', '', 'deadline'])
    expect(lists.applied).toBeUndefined()
  })

  it('is saved with the parts that the list has', async () => {
    const { library, lists } = await shown()
    library.setFilter({ ...FILTER, templates: false })
    expect(await lists.save('Soon')).toBe(true)
    expect(callsTo('saveFilter')).toEqual([['Soon', FILTER]])
  })
})
