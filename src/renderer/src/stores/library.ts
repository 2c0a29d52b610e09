import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { DraftSummary, LibraryQuery, LibraryRow, LibraryState } from '../../../desk.ts'
import { desk } from '../desk.ts'
import { useNotices } from './notices.ts'

export type Filter = Omit<LibraryQuery, 'offset' | 'limit'>

/** Rows asked for at once. */
const WINDOW = 100

const EVERYTHING: Filter = { text: '', state: '', tag: '', person: '', sort: 'edited' }

/** The list as far as it is known: rows by place, holes where nobody has scrolled yet. */
interface Listing {
  readonly total: number
  readonly rows: readonly (LibraryRow | undefined)[]
}

function libraryState() {
  return {
    filter: ref<Filter>(EVERYTHING),
    listing: shallowRef<Listing>({ total: 0, rows: [] }),
    state: shallowRef<LibraryState | null>(null),
    /** Whether the first list has come. */
    ready: ref(false),
    /**
     * Windows that were asked for since the list was last asked for anew, and how often that was: an answer to an older
     * question is dropped.
     */
    inner: { asked: new Map<number, Promise<void>>(), generation: 0, told: new Set<string>() },
  }
}

type State = ReturnType<typeof libraryState>

/**
 * Sees to it that the window that holds a place was asked for since the list was; rows of an older answer stay where
 * they are until then. Settles when its rows are there.
 */
function need(state: State, place: number): Promise<void> {
  const offset = Math.floor(place / WINDOW) * WINDOW
  const asked = state.inner.asked.get(offset) ?? fetchWindow(state, offset)
  state.inner.asked.set(offset, asked)
  return asked
}

async function fetchWindow(state: State, offset: number): Promise<void> {
  const { inner, listing, filter } = state
  const { generation } = inner
  const outcome = await desk.listDrafts({ ...filter.value, offset, limit: WINDOW })
  if (generation !== inner.generation) return
  const notices = useNotices()
  if (!outcome.ok) {
    inner.asked.delete(offset)
    notices.tell(outcome.problem, [{ label: 'Try again', run: () => void refresh(state) }], 'library')
    return
  }
  notices.clear('library')
  const isSame = outcome.value.total === listing.value.total
  // Of a library that grew or shrank meanwhile every other window is another one.
  if (!isSame) for (const other of inner.asked.keys()) if (other !== offset) inner.asked.delete(other)
  const rows = isSame ? [...listing.value.rows] : []
  for (const [index, row] of outcome.value.rows.entries()) rows[offset + index] = row
  listing.value = { total: outcome.value.total, rows }
  state.ready.value = true
}

/** Asks anew for what is shown first. What is on the page stays until the answer comes. */
async function refresh(state: State): Promise<void> {
  state.inner.generation += 1
  state.inner.asked.clear()
  await need(state, 0)
}

/** Asks how the library is; a version that grew means the list is old. */
async function follow(state: State): Promise<void> {
  const before = state.state.value
  const outcome = await desk.libraryState()
  if (!outcome.ok) return
  state.state.value = outcome.value
  for (const text of outcome.value.notices) {
    if (state.inner.told.has(text)) continue
    state.inner.told.add(text)
    useNotices().note(text)
  }
  if (before !== null && before.version !== outcome.value.version) await refresh(state)
}

function isEverything({ text, state, tag, person }: Filter): boolean {
  return [text, state, tag, person].every((wanted) => wanted === '')
}

/** Puts a draft's new summary in its place without asking: a save a second must not list the library each time. */
function note(state: State, summary: DraftSummary): void {
  const { listing, filter } = state
  const known = listing.value.rows.findIndex((row) => row?.id === summary.id)
  // Whether it belongs among what is looked for, the next look at the library tells.
  if (known < 0 && !isEverything(filter.value)) return
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
function acts(state: State) {
  const notices = useNotices()

  function without(id: string): void {
    const { total, rows } = state.listing.value
    const left = rows.filter((row) => row?.id !== id)
    state.listing.value = { total: total - (rows.length - left.length), rows: left }
  }

  async function restore(id: string): Promise<void> {
    const outcome = await desk.restoreDraft(id)
    if (!outcome.ok) notices.tell(outcome.problem)
    else note(state, outcome.value)
    await follow(state)
  }

  /** Moves a draft to the trash. Answers whether it went. */
  async function trash(id: string): Promise<boolean> {
    const title = state.listing.value.rows.find((row) => row?.id === id)?.title ?? ''
    const outcome = await desk.trashDraft(id)
    if (!outcome.ok) {
      notices.tell(outcome.problem)
      return false
    }
    without(id)
    notices.say(
      `“${title || 'Untitled'}” is in the trash.`,
      [{ label: 'Undo', run: () => void restore(id) }],
      10_000,
    )
    await follow(state)
    return true
  }

  async function pin(id: string, pinned: boolean): Promise<void> {
    const outcome = await desk.pinDraft(id, pinned)
    if (!outcome.ok) notices.tell(outcome.problem)
    await refresh(state)
  }

  return { trash, restore, pin }
}

/** The drafts that answer a few words, best first; what the list shows stays as it is. */
async function find(text: string, limit: number): Promise<readonly LibraryRow[]> {
  const outcome = await desk.listDrafts({ ...EVERYTHING, text, offset: 0, limit })
  return outcome.ok ? outcome.value.rows : []
}

/** The drafts on the disk, as the desk lists them, and which of them the writer looks for. */
export const useLibrary = defineStore('library', () => {
  const state = libraryState()
  const { filter, listing, ready } = state
  const drafts = computed(() => state.state.value?.drafts ?? listing.value.total)

  function look(change: Partial<Filter>): void {
    filter.value = { ...filter.value, ...change }
    void refresh(state)
  }

  return {
    ...{ filter, listing, ready, drafts, state: state.state },
    look,
    load: async () => {
      await Promise.all([refresh(state), follow(state)])
    },
    follow: () => follow(state),
    find,
    need: (place: number) => need(state, place),
    note: (summary: DraftSummary) => {
      note(state, summary)
    },
    ...acts(state),
  }
})
