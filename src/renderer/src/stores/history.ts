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
import { t } from '../i18n.ts'
import { useDraft, type OpenDraft } from './draft.ts'
import { useNotices } from './notices.ts'

/** What the history panel and the comparison show. */
function historyState() {
  const entries = shallowRef<readonly DiffEntry[]>([])
  return {
    /** Newest first. */
    revisions: shallowRef<readonly Revision[]>([]),
    /** The version that is compared with the text now; null while the dialog is closed. */
    selected: shallowRef<Revision | null>(null),
    entries,
    /** How many blocks and fields differ. */
    changeCount: computed(() => entries.value.filter(({ kind }) => kind !== 'same').length),
    /** The article of the selected version; null until the desk has read it. */
    earlier: shallowRef<Article | null>(null),
  }
}

type State = ReturnType<typeof historyState>

/** Reads the list of versions of the draft in sight. */
async function load({ revisions }: State): Promise<void> {
  const { id } = useDraft()
  if (id === null) {
    revisions.value = []
    return
  }
  const outcome = await desk.listRevisions(id)
  // Another draft may be in sight by now.
  if (useDraft().id !== id) return
  if (outcome.ok) revisions.value = outcome.value
  else useNotices().problem(outcome.problem)
}

/** Compares the selected version with the text now. */
function compare({ earlier: then, entries }: State): void {
  const now = useDraft().current()
  entries.value = then.value === null || now === null ? [] : diffArticles(then.value, now)
}

/** Reads a version and compares it with the text now. */
async function openRevision(state: State, revision: Revision): Promise<void> {
  const { id } = useDraft()
  if (id === null) return
  state.selected.value = revision
  state.earlier.value = null
  state.entries.value = []
  const outcome = await desk.readRevision(id, revision.number)
  // The dialog may be closed by now, or show another version, or another draft may be in sight.
  if (state.selected.value !== revision || useDraft().id !== id) return
  if (outcome.ok) state.earlier.value = parseArticle(outcome.value)
  else useNotices().problem(outcome.problem)
  compare(state)
}

/** Keeps a draft as it is now as a version. Returns true if it was kept; otherwise a notice says why. */
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
 * Replaces the article in sight with an earlier one, in one undoable step. The present text is kept as a version first.
 * @param make returns the article, given the one in sight at that moment
 */
async function restoreArticle(state: State, make: (now: Article) => Article): Promise<void> {
  const draft = useDraft().shown
  if (draft === null) return
  if (draft.isReadOnly) {
    useNotices().toast(t('stores.history.readOnly'))
    return
  }
  if (!(await keepRevision(state, draft, 'pause'))) return
  if (!draft.isShown()) {
    useNotices().toast(t('stores.history.otherDraft'))
    return
  }
  draft.restore(make(draft.read()))
  if (await keepRevision(state, draft, 'restore')) useNotices().toast(t('stores.history.restored'))
  compare(state)
}

/** Names a version, so that it is never thinned out; '' removes the name. */
async function renameRevision(state: State, revision: Revision, text: string): Promise<void> {
  const { id } = useDraft()
  if (id === null) return
  const outcome = await desk.nameRevision(id, revision.number, text)
  if (!outcome.ok) useNotices().problem(outcome.problem)
  const wasPicked = state.selected.value
  await load(state)
  // By now another version may be selected, or none, or one of another draft.
  if (useDraft().id === id && state.selected.value === wasPicked)
    state.selected.value = state.revisions.value.find(({ number }) => number === revision.number) ?? null
}

/** The earlier versions of the draft in sight, and the comparison of one of them with the text now. */
export const useHistory = defineStore('history', () => {
  const state = historyState()
  const { earlier: then, ...shown } = state
  return {
    ...shown,
    load: () => load(state),
    openRevision: (revision: Revision) => openRevision(state, revision),
    /** Keeps the draft in sight as a version. Returns true if it was kept. */
    keepRevision: async (reason: 'pause' | 'named' | 'restore', name = '') => {
      const draft = useDraft().shown
      return draft !== null && keepRevision(state, draft, reason, name)
    },
    renameRevision: (revision: Revision, text: string) => renameRevision(state, revision, text),
    /** Restores the whole selected version. */
    restoreAll: async () => {
      const earlier = then.value
      if (earlier !== null) await restoreArticle(state, () => earlier)
    },
    /** Restores one block or metadata field. */
    restoreEntry: async (entry: DiffEntry) => {
      await restoreArticle(state, (now) => restoreBlock(now, entry))
    },
    /** Ends the comparison. */
    close: () => {
      state.selected.value = null
      then.value = null
      state.entries.value = []
    },
  }
})
