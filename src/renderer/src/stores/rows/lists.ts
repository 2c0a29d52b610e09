import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { ListFilter, Outcome, SavedFilter, SeriesSide } from '../../../../desk.ts'
import { desk } from '../../desk.ts'
import { t } from '../../i18n.ts'
import { useDialogs } from '../dialogs.ts'
import { useLibrary } from '../library.ts'
import { useNotices } from '../notices.ts'

/** The parts of the list's filter that a saved one keeps. */
function savedPart({ text, state, tag, person, sort }: ListFilter): ListFilter {
  return { text, state, tag, person, sort }
}

/** Returns drafts in the order of the list, and the draft that they move past; null at the end of the list. */
async function neighbour(ids: readonly string[], step: 1 | -1) {
  const library = useLibrary()
  const wanted = new Set(ids)
  const places = library.listing.rows.flatMap((row, index) =>
    row !== undefined && wanted.has(row.id) ? [index] : [],
  )
  const next = step > 0 ? Math.max(...places) + 1 : Math.min(...places) - 1
  if (places.length === 0 || next < 0 || next >= library.listing.total) return null
  await library.loadRow(next)
  const beside = library.listing.rows[next]?.id
  const inOrder = places.flatMap((index) => library.listing.rows[index]?.id ?? [])
  return beside === undefined ? null : { inOrder, beside }
}

/**
 * The series and the saved filters of the library, as its state has them, and changes of both. The desk stores them; after each
 * change the library store reads its state again.
 */
export const useLists = defineStore('lists', () => {
  const library = useLibrary()
  const dialogs = useDialogs()
  const series = computed(() => library.state?.series ?? [])
  const filters = computed(() => library.state?.filters ?? [])
  /** The series that the list shows; undefined for none. */
  const shown = computed(() => series.value.find(({ tag }) => tag === library.filter.tag))
  /** True if the list is in the order of its series, so that its rows can be moved. */
  const isOrderable = computed(() => shown.value !== undefined && library.filter.sort === 'series')
  /** The saved filter that the list shows; undefined for none. */
  const applied = computed(() => {
    const now = JSON.stringify(savedPart(library.filter))
    return filters.value.find(({ filter }) => JSON.stringify(savedPart(filter)) === now)
  })
  /** The tag that the dialog about a series is about. */
  const edited = ref('')
  /** What the last move did, for screen readers. */
  const announcement = ref('')
  let lastMove = Promise.resolve()

  /** Waits for a change, and reads the library again. Returns false, with a notice, if the change was refused. */
  async function settle(change: Promise<Outcome<null>>): Promise<boolean> {
    const outcome = await change
    if (!outcome.ok) useNotices().problem(outcome.problem)
    await library.checkForChanges()
    return outcome.ok
  }

  /** Opens the dialog about a series, or about a tag that becomes one. */
  function edit(tag: string): void {
    edited.value = tag
    dialogs.open = 'series'
  }

  async function place(ids: readonly string[], beside: string, side: SeriesSide): Promise<void> {
    const { tag } = library.filter
    const [first = ''] = ids
    const title = library.titleOf(first)
    if (!(await settle(desk.placeInSeries(tag, [...ids], beside, side)))) return
    const now = library.listing.rows[await library.findRow(first)]?.place
    if (now !== undefined) announcement.value = t('library.series.moved', { title, place: String(now) })
  }

  /** Runs a move once those before it have ended: each begins with the rows that the last one left. */
  function queue(work: () => Promise<void>): Promise<void> {
    lastMove = lastMove.then(work)
    return lastMove
  }

  async function placeByOne(ids: readonly string[], step: 1 | -1): Promise<void> {
    const found = await neighbour(ids, step)
    if (found !== null) await place(found.inOrder, found.beside, step > 0 ? 'after' : 'before')
  }

  /** Shows the drafts of a saved filter. */
  function apply({ filter }: SavedFilter): void {
    library.setFilter(savedPart(filter))
  }

  return {
    ...{ series, filters, shown, isOrderable, applied, edited, announcement },
    ...{ settle, edit, apply },
    /** Moves drafts of the series that the list shows. */
    move: (ids: readonly string[], beside: string, side: SeriesSide) => queue(() => place(ids, beside, side)),
    /** Moves drafts by one row. At the end of the list nothing happens. */
    moveBy: (ids: readonly string[], step: 1 | -1) => queue(() => placeByOne(ids, step)),
    /** Saves the list's present filter under a name. */
    save: (name: string) => settle(desk.saveFilter(name, savedPart(library.filter))),
  }
})
