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
import { useDraft } from './draft.ts'
import { useNotices } from './notices.ts'

/** The earlier versions of the draft on the page, and what has changed since the one that is looked at. */
export const useHistory = defineStore('history', () => {
  const draft = useDraft()
  const notices = useNotices()
  const revisions = shallowRef<readonly Revision[]>([])
  const picked = shallowRef<Revision | null>(null)
  const then = shallowRef<Article | null>(null)
  const entries = shallowRef<readonly DiffEntry[]>([])
  const changes = computed(() => entries.value.filter(({ kind }) => kind !== 'same').length)

  async function load(): Promise<void> {
    if (draft.id === null) return
    const outcome = await desk.listRevisions(draft.id)
    if (outcome.ok) revisions.value = outcome.value
    else notices.tell(outcome.problem)
  }

  function compare(): void {
    const now = draft.current()
    entries.value = then.value === null || now === null ? [] : diffArticles(then.value, now)
  }

  async function look(revision: Revision): Promise<void> {
    if (draft.id === null) return
    picked.value = revision
    then.value = null
    entries.value = []
    const outcome = await desk.readRevision(draft.id, revision.number)
    if (picked.value.number !== revision.number) return
    if (outcome.ok) then.value = parseArticle(outcome.value)
    else notices.tell(outcome.problem)
    compare()
  }

  /** Keeps the draft as it is now as a revision. Answers whether it was kept. */
  async function keep(reason: 'pause' | 'named' | 'restore', name = ''): Promise<boolean> {
    if (draft.id === null || !(await draft.settle())) return false
    const outcome = await desk.keepRevision(draft.id, reason, name)
    if (!outcome.ok) notices.tell(outcome.problem)
    else await load()
    return outcome.ok
  }

  /** Puts an article in the draft's place: what is there now is kept as a revision first, and one undo brings it back. */
  async function putBack(article: Article): Promise<void> {
    if (!(await keep('pause'))) return
    draft.restore(article)
    if (await keep('restore'))
      notices.say('The earlier version is back. What you had is in the history, and one undo away.')
    compare()
  }

  async function restoreAll(): Promise<void> {
    if (then.value !== null) await putBack(then.value)
  }

  /** Brings one block back as it was. */
  async function restoreOne(entry: DiffEntry): Promise<void> {
    const now = draft.current()
    if (now !== null) await putBack(restoreBlock(now, entry))
  }

  async function name(revision: Revision, text: string): Promise<void> {
    if (draft.id === null) return
    const outcome = await desk.nameRevision(draft.id, revision.number, text)
    if (!outcome.ok) notices.tell(outcome.problem)
    await load()
    picked.value = revisions.value.find(({ number }) => number === revision.number) ?? null
  }

  function close(): void {
    picked.value = null
    then.value = null
    entries.value = []
  }

  return { revisions, picked, entries, changes, load, look, keep, restoreAll, restoreOne, name, close }
})
