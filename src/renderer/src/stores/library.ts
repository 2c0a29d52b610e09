import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { DraftSummary, LibraryQuery, LibraryRow, LibraryState } from '../../../desk.ts'
import { desk } from '../desk.ts'
import { useNotices } from './notices.ts'

export type Filter = Omit<LibraryQuery, 'offset' | 'limit'>

/** Rows asked for at once. */
const PAGE_SIZE = 100

const NO_FILTER: Filter = { text: '', state: '', tag: '', person: '', sort: 'edited' }

/** The list as far as it is known: rows by place, holes where nobody has scrolled yet. */
interface Listing {
  readonly total: number
  readonly rows: readonly (LibraryRow | undefined)[]
}

function libraryState() {
  return {
    filter: ref<Filter>(NO_FILTER),
    listing: shallowRef<Listing>({ total: 0, rows: [] }),
    state: shallowRef<LibraryState | null>(null),
    /** Whether the first list has come. */
    isLoaded: ref(false),
    /**
     * Windows that were asked for since the list was last asked for anew, and how often that was: an answer to an older
     * question is dropped.
     */
    inner: {
      requestedPages: new Map<number, Promise<void>>(),
      generation: 0,
      shownNotices: new Set<string>(),
    },
  }
}

type State = ReturnType<typeof libraryState>

/**
 * Sees to it that the window that holds a place was asked for since the list was; rows of an older answer stay where
 * they are until then. Settles when its rows are there.
 */
function loadRow(state: State, place: number): Promise<void> {
  const offset = Math.floor(place / PAGE_SIZE) * PAGE_SIZE
  const asked = state.inner.requestedPages.get(offset) ?? fetchPage(state, offset)
  state.inner.requestedPages.set(offset, asked)
  return asked
}

async function fetchPage(state: State, offset: number): Promise<void> {
  const { inner, listing, filter } = state
  const { generation } = inner
  const outcome = await desk.listDrafts({ ...filter.value, offset, limit: PAGE_SIZE })
  if (generation !== inner.generation) return
  const notices = useNotices()
  if (!outcome.ok) {
    inner.requestedPages.delete(offset)
    notices.problem(outcome.problem, [{ label: 'Try again', run: () => void refresh(state) }], 'library')
    return
  }
  notices.clear('library')
  const isSame = outcome.value.total === listing.value.total
  // Of a library that grew or shrank meanwhile every other window is another one.
  if (!isSame)
    for (const other of inner.requestedPages.keys()) if (other !== offset) inner.requestedPages.delete(other)
  const rows = isSame ? [...listing.value.rows] : []
  for (const [index, row] of outcome.value.rows.entries()) rows[offset + index] = row
  listing.value = { total: outcome.value.total, rows }
  state.isLoaded.value = true
}

/** Asks anew for what is shown first. What is on the page stays until the answer comes. */
async function refresh(state: State): Promise<void> {
  state.inner.generation += 1
  state.inner.requestedPages.clear()
  await loadRow(state, 0)
}

/** Asks how the library is; a version that grew means the list is old. */
async function checkForChanges(state: State): Promise<void> {
  const before = state.state.value
  const outcome = await desk.libraryState()
  if (!outcome.ok) return
  state.state.value = outcome.value
  for (const text of outcome.value.notices) {
    if (state.inner.shownNotices.has(text)) continue
    state.inner.shownNotices.add(text)
    useNotices().notice(text)
  }
  if (before !== null && before.version !== outcome.value.version) await refresh(state)
}

function isUnfiltered({ text, state, tag, person }: Filter): boolean {
  return [text, state, tag, person].every((wanted) => wanted === '')
}

/** Puts a draft's new summary in its place without asking: a save a second must not list the library each time. */
function updateRow(state: State, summary: DraftSummary): void {
  const { listing, filter } = state
  const known = listing.value.rows.findIndex((row) => row?.id === summary.id)
  // Whether it belongs among what is looked for, the next look at the library tells.
  if (known < 0 && !isUnfiltered(filter.value)) return
  const row: LibraryRow = { pinned: false, ...listing.value.rows[known], ...summary }
  const rows = [...listing.value.rows]
  if (known >= 0 && (filter.value.sort !== 'edited' || row.pinned)) rows[known] = row
  else {
    if (known >= 0) rows.splice(known, 1)
    rows.splice(rows.filter((one) => one?.pinned).length, 0, row)
  }
  listing.value = { total: listing.value.total + (known < 0 ? 1 : 0), rows }
}

/** Trash, restore and pins; each puts the list right at once. */
function draftActions(state: State) {
  const notices = useNotices()

  function removeRow(id: string): void {
    const { total, rows } = state.listing.value
    const left = rows.filter((row) => row?.id !== id)
    state.listing.value = { total: total - (rows.length - left.length), rows: left }
  }

  async function restore(id: string): Promise<void> {
    const outcome = await desk.restoreDraft(id)
    if (!outcome.ok) notices.problem(outcome.problem)
    else updateRow(state, outcome.value)
    await checkForChanges(state)
  }

  /** Moves a draft to the trash. Answers whether it went. */
  async function trash(id: string): Promise<boolean> {
    const title = state.listing.value.rows.find((row) => row?.id === id)?.title ?? ''
    const outcome = await desk.trashDraft(id)
    if (!outcome.ok) {
      notices.problem(outcome.problem)
      return false
    }
    removeRow(id)
    notices.toast(
      `“${title || 'Untitled'}” is in the trash.`,
      [{ label: 'Undo', run: () => void restore(id) }],
      10_000,
    )
    await checkForChanges(state)
    return true
  }

  async function pin(id: string, pinned: boolean): Promise<void> {
    const outcome = await desk.pinDraft(id, pinned)
    if (!outcome.ok) notices.problem(outcome.problem)
    await refresh(state)
  }

  return { trash, restore, pin }
}

/** The drafts that answer a few words, best first; what the list shows stays as it is. */
async function search(text: string, limit: number): Promise<readonly LibraryRow[]> {
  const outcome = await desk.listDrafts({ ...NO_FILTER, text, offset: 0, limit })
  return outcome.ok ? outcome.value.rows : []
}

/** The drafts on the disk, as the desk lists them, and which of them the writer looks for. */
export const useLibrary = defineStore('library', () => {
  const state = libraryState()
  const { filter, listing, isLoaded: ready } = state
  const draftCount = computed(() => state.state.value?.drafts ?? listing.value.total)

  function setFilter(change: Partial<Filter>): void {
    filter.value = { ...filter.value, ...change }
    void refresh(state)
  }

  return {
    ...{ filter, listing, ready, draftCount: draftCount, state: state.state },
    setFilter: setFilter,
    load: async () => {
      await Promise.all([refresh(state), checkForChanges(state)])
    },
    checkForChanges: () => checkForChanges(state),
    search: search,
    loadRow: (place: number) => loadRow(state, place),
    updateRow: (summary: DraftSummary) => {
      updateRow(state, summary)
    },
    ...draftActions(state),
  }
})
