import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { MAX_LIST_ROWS } from '../../../desk.ts'
import type { DraftSummary, LibraryQuery, LibraryRow, LibraryState, Problem } from '../../../desk.ts'
import { MAX_SHORT_TEXT_LENGTH } from '../../../calls.ts'
import { firstPart } from '../../../text/unicode.ts'
import { desk } from '../desk.ts'
import { formatNumber, t } from '../i18n.ts'
import { useNotices } from './notices.ts'

/** What the list is narrowed to, and its order. */
export type Filter = Omit<LibraryQuery, 'offset' | 'limit'>

/** How long the toast after trashing a draft offers to undo it. */
const UNDO_MS = 10_000

/** How many rows one call lists. */
const PAGE_SIZE = 100

/** The filter of a new page: all drafts, the last edited first. */
const NO_FILTER: Filter = { text: '', state: '', tag: '', person: '', sort: 'edited' }

/** The list as far as it was fetched: rows by index, undefined where nobody has scrolled yet. */
interface Listing {
  /** How many drafts match the filter. */
  readonly total: number
  readonly rows: readonly (LibraryRow | undefined)[]
}

function libraryState() {
  return {
    /** What the writer looks for. */
    filter: ref<Filter>(NO_FILTER),
    /** The rows that the list shows. */
    listing: shallowRef<Listing>({ total: 0, rows: [] }),
    /** The library as a whole: folder, tags, people, index; null before the first answer. */
    state: shallowRef<LibraryState | null>(null),
    /** True once the first list has been fetched. */
    isLoaded: ref(false),
    /**
     * Not for components. `requestedPages`: calls since the last refresh, by the index of their first row. `generation`: counts
     * refreshes; answers to calls of an earlier one are dropped. `refreshing`: the refresh under way. `listedVersion`: the version
     * of the library that the first rows are of; null before the first answer. `shownNotices`: notices of the desk that were shown.
     * `sortBefore`: the order of the list before it was narrowed to a series.
     */
    inner: {
      requestedPages: new Map<number, Promise<void>>(),
      generation: 0,
      refreshing: null as Promise<void> | null,
      listedVersion: null as number | null,
      shownNotices: new Set<string>(),
      sortBefore: NO_FILTER.sort,
    },
  }
}

type State = ReturnType<typeof libraryState>

/**
 * Fetches the page of rows that contains an index, unless it was fetched since the last refresh. Rows of an older answer stay
 * in the list until then. Resolves once the rows are there.
 */
function loadRow(state: State, index: number): Promise<void> {
  const offset = Math.floor(index / PAGE_SIZE) * PAGE_SIZE
  const request = state.inner.requestedPages.get(offset) ?? fetchPage(state, offset)
  state.inner.requestedPages.set(offset, request)
  return request
}

/** Fetches one page of rows. On failure a notice offers another attempt. */
async function fetchPage(state: State, offset: number): Promise<void> {
  const { inner, listing, filter } = state
  const { generation } = inner
  const outcome = await desk.listDrafts({ ...filter.value, offset, limit: PAGE_SIZE })
  if (generation !== inner.generation) return
  const notices = useNotices()
  if (!outcome.ok) {
    inner.requestedPages.delete(offset)
    notices.problem(
      outcome.problem,
      [{ label: t('stores.library.tryAgain'), run: () => void refresh(state) }],
      'library',
    )
    return
  }
  notices.clear('library')
  if (offset === 0) inner.listedVersion = outcome.value.version
  const isSame = outcome.value.total === listing.value.total
  // The library has grown or shrunk meanwhile, so all other pages have moved.
  if (!isSame)
    for (const other of inner.requestedPages.keys()) if (other !== offset) inner.requestedPages.delete(other)
  const rows = isSame ? [...listing.value.rows] : []
  for (const [index, row] of outcome.value.rows.entries()) rows[offset + index] = row
  listing.value = { total: outcome.value.total, rows }
  state.isLoaded.value = true
}

/** Fetches the first page again; all others follow when they are scrolled to. Old rows stay until the answer comes. */
async function refresh(state: State): Promise<void> {
  const { inner } = state
  inner.generation += 1
  inner.requestedPages.clear()
  const refreshing = loadRow(state, 0)
  inner.refreshing = refreshing
  await refreshing.finally(() => {
    if (inner.refreshing === refreshing) inner.refreshing = null
  })
}

/**
 * Refreshes the list if it is of another version than the last known state of the library. A refresh under way is waited for:
 * on a slow machine each would otherwise drop the answer of the one before it.
 */
async function catchUp(state: State): Promise<void> {
  const { inner } = state
  while (inner.refreshing !== null) await inner.refreshing
  // Before the first answer there is nothing to compare; the next check does.
  if (inner.listedVersion !== null && inner.listedVersion !== state.state.value?.version) await refresh(state)
}

/** Asks for the state of the library, shows its new notices, and refreshes the list if that is of another version. */
async function checkForChanges(state: State): Promise<void> {
  const outcome = await desk.libraryState()
  if (!outcome.ok) return
  state.state.value = outcome.value
  for (const text of outcome.value.notices) {
    if (state.inner.shownNotices.has(text)) continue
    state.inner.shownNotices.add(text)
    useNotices().notice(text)
  }
  await catchUp(state)
}

/** Returns a change of the filter with the order that belongs to its tag: a series has one of its own. */
function withOrder(state: State, change: Partial<Filter>): Partial<Filter> {
  if (change.tag === undefined || change.sort !== undefined) return change
  const { inner, filter } = state
  const { sort } = filter.value
  const isSeries = state.state.value?.series.some(({ tag }) => tag === change.tag) === true
  if (!isSeries) return sort === 'series' ? { ...change, sort: inner.sortBefore } : change
  if (sort !== 'series') inner.sortBefore = sort
  return { ...change, sort: 'series' }
}

/** Returns true if the filter matches every draft. */
function isUnfiltered({ text, state, tag, person }: Filter): boolean {
  return [text, state, tag, person].every((wanted) => wanted === '')
}

/** How many rows one call looks through for a draft, and in how many calls: a library of 20,000. */
const FIND_PAGE_SIZE = MAX_LIST_ROWS
const MAX_FIND_PAGES = 40

/**
 * Returns a draft's place in the list; -1 if it does not match the filter. Rows that were never in sight are looked through
 * by calls of their own.
 */
async function findRow(state: State, id: string): Promise<number> {
  const known = state.listing.value.rows.findIndex((row) => row?.id === id)
  const { generation } = state.inner
  for (let page = 0; known < 0 && page < MAX_FIND_PAGES; page += 1) {
    const offset = page * FIND_PAGE_SIZE
    const outcome = await desk.listDrafts({ ...state.filter.value, offset, limit: FIND_PAGE_SIZE })
    if (!outcome.ok || generation !== state.inner.generation) return -1
    const at = outcome.value.rows.findIndex((row) => row.id === id)
    if (at >= 0) return offset + at
    if (offset + FIND_PAGE_SIZE >= outcome.value.total) return -1
  }
  return known
}

/**
 * Shows a draft's new summary at its place in the list, without a call: there is a save every second. A draft that is not in
 * the list is added on top, unless the list is filtered: only the desk knows whether it matches. A template is in no list.
 */
function updateRow(state: State, summary: DraftSummary): void {
  if (summary.template === true) return
  const { listing, filter } = state
  const known = listing.value.rows.findIndex((row) => row?.id === summary.id)
  if (known < 0 && !isUnfiltered(filter.value)) return
  const row: LibraryRow = { pinned: false, ...listing.value.rows[known], ...summary }
  const rows = [...listing.value.rows]
  if (known >= 0 && (filter.value.sort !== 'edited' || row.pinned)) rows[known] = row
  else {
    if (known >= 0) rows.splice(known, 1)
    rows.splice(rows.filter((other) => other?.pinned).length, 0, row)
  }
  listing.value = { total: listing.value.total + (known < 0 ? 1 : 0), rows }
}

/** Trash, restore and pin. Each updates the list at once and then asks the desk. */
function draftActions(state: State) {
  const notices = useNotices()

  function removeRow(id: string): void {
    const { total, rows } = state.listing.value
    const left = rows.filter((row) => row?.id !== id)
    state.listing.value = { total: total - (rows.length - left.length), rows: left }
  }

  /** Moves a draft from the trash back to the library. */
  async function restore(id: string): Promise<void> {
    const outcome = await desk.restoreDraft(id)
    if (!outcome.ok) notices.problem(outcome.problem)
    else updateRow(state, outcome.value)
    await checkForChanges(state)
  }

  /** Returns a draft's title for a sentence; a draft without one is called untitled. */
  function titleOf(id: string): string {
    const title = state.listing.value.rows.find((row) => row?.id === id)?.title ?? ''
    return title || t('common.untitled')
  }

  /** Moves a draft to the trash without a word. Returns the reason if it was not moved, else null. */
  async function trashQuietly(id: string): Promise<Problem | null> {
    const outcome = await desk.trashDraft(id)
    if (!outcome.ok) return outcome.problem
    removeRow(id)
    return null
  }

  /** Says which drafts are in the trash now, and offers to undo that. */
  function offerRestore(ids: readonly string[], title: string): void {
    const number = formatNumber(ids.length)
    const restoreAll = async (): Promise<void> => {
      for (const id of ids) await restore(id)
    }
    notices.toast(
      t('stores.library.trashed', { count: ids.length, number, title }),
      [{ label: t('stores.library.undo'), run: () => void restoreAll() }],
      UNDO_MS,
    )
  }

  /** Moves a draft to the trash; a toast offers to undo that. Returns true if it was moved. */
  async function trash(id: string): Promise<boolean> {
    const title = titleOf(id)
    const refusal = await trashQuietly(id)
    if (refusal !== null) notices.problem(refusal)
    else {
      offerRestore([id], title)
      await checkForChanges(state)
    }
    return refusal === null
  }

  /** Keeps a draft at the top of the list, or no longer. */
  async function pin(id: string, pinned: boolean): Promise<void> {
    const outcome = await desk.pinDraft(id, pinned)
    if (!outcome.ok) notices.problem(outcome.problem)
    await refresh(state)
  }

  return { titleOf, trash, trashQuietly, offerRestore, restore, pin }
}

/** Returns the drafts that match a few words, best first, for the palette. The list and its filter do not change. */
async function search(text: string, limit: number): Promise<readonly LibraryRow[]> {
  const query = { ...NO_FILTER, text: firstPart(text, MAX_SHORT_TEXT_LENGTH) }
  const outcome = await desk.listDrafts({ ...query, offset: 0, limit })
  return outcome.ok ? outcome.value.rows : []
}

/**
 * The list of drafts as the desk keeps it, the writer's filter, and the state of the library as a whole. Rows are fetched a
 * page at a time, when the list scrolls to them.
 */
export const useLibrary = defineStore('library', () => {
  const state = libraryState()
  const { filter, listing, isLoaded: ready } = state
  /** How many drafts the library has, whatever the filter. */
  const draftCount = computed(() => state.state.value?.drafts ?? listing.value.total)

  /** Changes parts of the filter and fetches the list. */
  function setFilter(change: Partial<Filter>): void {
    const changed = { ...filter.value, ...withOrder(state, change) }
    filter.value = { ...changed, text: firstPart(changed.text, MAX_SHORT_TEXT_LENGTH) }
    void refresh(state)
  }

  return {
    ...{ filter, listing, ready, draftCount: draftCount, state: state.state },
    setFilter: setFilter,
    /** Shows all drafts, in the order of the list. */
    clearFilters: () => {
      setFilter({ text: '', state: '', tag: '', person: '' })
    },
    load: async () => {
      await Promise.all([refresh(state), checkForChanges(state)])
    },
    checkForChanges: () => checkForChanges(state),
    search: search,
    loadRow: (place: number) => loadRow(state, place),
    findRow: (id: string) => findRow(state, id),
    updateRow: (summary: DraftSummary) => {
      updateRow(state, summary)
    },
    ...draftActions(state),
  }
})
