import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import {
  diffArticles,
  parseArticle,
  restoreBlock,
  type Article,
  type DiffEntry,
} from '../../../article/index.ts'
import type { Revision } from '../../../desk.ts'
import { desk } from '../desk.ts'
import { useDraft, type OpenDraft } from './draft.ts'
import { useNotices } from './notices.ts'

function historyState() {
  const entries = shallowRef<readonly DiffEntry[]>([])
  return {
    revisions: shallowRef<readonly Revision[]>([]),
    selected: shallowRef<Revision | null>(null),
    entries,
    changeCount: computed(() => entries.value.filter(({ kind }) => kind !== 'same').length),
    /** The article as it was at the picked revision. */
    earlier: shallowRef<Article | null>(null),
  }
}

type State = ReturnType<typeof historyState>

async function load({ revisions }: State): Promise<void> {
  const { id } = useDraft()
  if (id === null) {
    revisions.value = []
    return
  }
  const outcome = await desk.listRevisions(id)
  // Another draft is on the page by now.
  if (useDraft().id !== id) return
  if (outcome.ok) revisions.value = outcome.value
  else useNotices().problem(outcome.problem)
}

function compare({ earlier: then, entries }: State): void {
  const now = useDraft().current()
  entries.value = then.value === null || now === null ? [] : diffArticles(then.value, now)
}

async function openRevision(state: State, revision: Revision): Promise<void> {
  const { id } = useDraft()
  if (id === null) return
  state.selected.value = revision
  state.earlier.value = null
  state.entries.value = []
  const outcome = await desk.readRevision(id, revision.number)
  // Closed meanwhile, or another one is looked at, or another draft is in sight.
  if (state.selected.value !== revision || useDraft().id !== id) return
  if (outcome.ok) state.earlier.value = parseArticle(outcome.value)
  else useNotices().problem(outcome.problem)
  compare(state)
}

/** Keeps a draft as it is now as a revision. Returns true if it was kept. */
async function keepRevision(
  state: State,
  draft: OpenDraft,
  reason: 'pause' | 'named' | 'restore',
  name = '',
): Promise<boolean> {
  if (!(await draft.saveNow())) return false
  const outcome = await desk.keepRevision(draft.id, reason, name)
  if (!outcome.ok) useNotices().problem(outcome.problem)
  else await load(state)
  return outcome.ok
}

/**
 * Puts an article in the draft's place: what is there now is kept as a revision first, and one undo brings it back.
 * @param make the article, given the one that is there then
 */
async function restoreArticle(state: State, make: (now: Article) => Article): Promise<void> {
  const draft = useDraft().shown
  if (draft === null) return
  if (draft.isReadOnly) {
    useNotices().toast(
      'This draft is only read here, so nothing was brought back. Work on a copy to change it.',
    )
    return
  }
  if (!(await keepRevision(state, draft, 'pause'))) return
  if (!draft.isShown()) {
    useNotices().toast('The earlier version was not put back: you went to another draft.')
    return
  }
  draft.restore(make(draft.read()))
  if (await keepRevision(state, draft, 'restore'))
    useNotices().toast('The earlier version is back. What you had is in the history, and one undo away.')
  compare(state)
}

async function renameRevision(state: State, revision: Revision, text: string): Promise<void> {
  const { id } = useDraft()
  if (id === null) return
  const outcome = await desk.nameRevision(id, revision.number, text)
  if (!outcome.ok) useNotices().problem(outcome.problem)
  const wasPicked = state.selected.value
  await load(state)
  // Another version is looked at by now, or none, or one of another draft.
  if (useDraft().id === id && state.selected.value === wasPicked)
    state.selected.value = state.revisions.value.find(({ number }) => number === revision.number) ?? null
}

/** The earlier versions of the draft on the page, and what has changed since the one that is looked at. */
export const useHistory = defineStore('history', () => {
  const state = historyState()
  const { earlier: then, ...shown } = state
  return {
    ...shown,
    load: () => load(state),
    openRevision: (revision: Revision) => openRevision(state, revision),
    keepRevision: async (reason: 'pause' | 'named' | 'restore', called = '') => {
      const draft = useDraft().shown
      return draft !== null && keepRevision(state, draft, reason, called)
    },
    renameRevision: (revision: Revision, text: string) => renameRevision(state, revision, text),
    restoreAll: async () => {
      const earlier = then.value
      if (earlier !== null) await restoreArticle(state, () => earlier)
    },
    /** Brings one block back as it was. */
    restoreEntry: async (entry: DiffEntry) => {
      await restoreArticle(state, (now) => restoreBlock(now, entry))
    },
    close: () => {
      state.selected.value = null
      then.value = null
      state.entries.value = []
    },
  }
})
