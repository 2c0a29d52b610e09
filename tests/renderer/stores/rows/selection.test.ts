import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { done, type LibraryRow } from '../../../../src/desk.ts'
import { desk } from '../../../../src/renderer/src/desk.ts'
import { useLibrary } from '../../../../src/renderer/src/stores/library.ts'
import { useSelection } from '../../../../src/renderer/src/stores/rows/selection.ts'

const TOTAL = 1200
const idAt = (index: number): string => `draft-${String(index)}`

beforeEach(() => {
  vi.restoreAllMocks()
  setActivePinia(createPinia())
  vi.spyOn(desk, 'listDrafts').mockImplementation(({ offset, limit }) => {
    const rows = Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, index): LibraryRow => ({
      ...{ id: idAt(offset + index), title: '', state: 'draft', tags: [], words: 0 },
      ...{ created: 0, edited: 0, pinned: false },
    }))
    return Promise.resolve(done({ total: TOTAL, rows, version: 0 }))
  })
})

async function listed() {
  const library = useLibrary()
  library.setFilter({})
  await library.loadRow(0)
  return { library, selection: useSelection() }
}

describe('a selection in the list', () => {
  it('reaches over rows that were never in sight', async () => {
    const { selection } = await listed()
    selection.toggle(3)
    await selection.extendTo(850)
    expect(selection.count).toBe(848)
    expect([selection.has(idAt(2)), selection.has(idAt(3)), selection.has(idAt(850))]).toEqual([
      false,
      true,
      true,
    ])
    await selection.selectAll()
    expect(selection.count).toBe(TOTAL)
  })

  it('drops a range whose rows arrive after it was cleared', async () => {
    const { selection } = await listed()
    const range = selection.extendTo(900)
    selection.clear()
    await range
    expect(selection.count).toBe(0)
  })

  it('ends with another filter, and loses what is gone', async () => {
    const { library, selection } = await listed()
    await selection.extendTo(2)
    selection.remove([idAt(1)])
    expect([...selection.ids]).toEqual([idAt(0), idAt(2)])
    library.setFilter({ text: 'ferry' })
    await library.loadRow(0)
    expect(selection.count).toBe(0)
  })
})

it('finds the place of a draft that was never in sight, and -1 for one that is not listed', async () => {
  const { library } = await listed()
  expect(await library.findRow(idAt(1100))).toBe(1100)
  expect(await library.findRow('other')).toBe(-1)
})
