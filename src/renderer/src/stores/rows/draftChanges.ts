import { defineStore } from 'pinia'
import { ref, type Ref } from 'vue'
import {
  type Article,
  type ArticleState,
  headlineText,
  type Metadata,
  withHeadline,
} from '../../../../article/index.ts'
import type { Problem } from '../../../../desk.ts'
import { toLine } from '../../../../text/unicode.ts'
import { desk } from '../../desk.ts'
import { formatNumber, t } from '../../i18n.ts'
import { useDraft } from '../draft.ts'
import { useLibrary } from '../library.ts'
import { useNotices } from '../notices.ts'

/** How many refused drafts a notice names; it counts the others. */
const MAX_NAMED = 5

/** A change of one draft, made from its metadata. */
interface DraftChange {
  readonly metadata?: Partial<Metadata>
  readonly headline?: string
}

/** Why a draft was not changed. `reason` is a clause: "open in another window". */
interface Refusal {
  readonly title: string
  readonly reason: string
  readonly mend: string
}

/** Returns the number that follows a copy's title: the next one after a number in parentheses at its end. */
export function copyTitle(title: string): string {
  const counted = /^(.*\S)\s*\((\d{1,4})\)$/u.exec(title)
  const base = counted?.[1] ?? title
  return t('stores.changes.copyTitle', { title: base, number: String(Number(counted?.[2] ?? 1) + 1) })
}

/** A copy is an article of its own: not published, and without the address of the other. */
function copyOf(article: Article): Article {
  const { metadata } = article
  const title = headlineText(article)
  const fresh: Article = { ...article, metadata: { ...metadata, slug: '', canonical: '', state: 'draft' } }
  return title === '' ? fresh : withHeadline(fresh, copyTitle(title))
}

function applied(article: Article, { metadata = {}, headline }: DraftChange): Article {
  const changed = { ...article, metadata: { ...article.metadata, ...metadata } }
  return headline === undefined ? changed : withHeadline(changed, headline)
}

function refusalOf(title: string, { what, mend }: Pick<Problem, 'what' | 'mend'>): Refusal {
  return { title, reason: what.replace(/[.。]$/u, ''), mend }
}

/** Changes one draft: on the page if it is in sight, otherwise on the disk. Returns the reason if it was not changed. */
async function changeDraft(
  id: string,
  change: (metadata: Metadata) => DraftChange | null,
): Promise<Refusal | null> {
  const draft = useDraft()
  const locked = (title: string, holder: string): Refusal => ({
    title,
    reason: t('stores.changes.lockedBy', { holder }),
    mend: t('stores.changes.mendLocked'),
  })
  // It may come into sight, or leave it, while the desk is asked.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { shown } = draft
    if (shown?.id === id) {
      if (shown.isReadOnly) return locked(useLibrary().titleOf(id), shown.lockedBy.value)
      const made = change(shown.metadata.value)
      if (made?.metadata !== undefined) shown.setMetadata(made.metadata)
      if (made?.headline !== undefined) shown.setHeadline(made.headline)
      // What cannot be saved has a notice of its own.
      if (made !== null) await shown.saveNow()
      return null
    }
    const result = await draft.changeArticle(id, (article) => {
      const made = change(article.metadata)
      return made === null ? null : applied(article, made)
    })
    if (result.kind === 'done') return null
    if (result.kind === 'locked') return locked(result.title, result.holder)
    if (result.kind === 'refused') return refusalOf(useLibrary().titleOf(id), result.problem)
  }
  return null
}

/** Lists in one notice which drafts were not changed, and why. */
function showRefusals(refusals: readonly Refusal[], total: number): void {
  const [first] = refusals
  if (first === undefined) return
  const { title, reason, mend } = first
  const named = refusals
    .slice(0, MAX_NAMED)
    .map((refusal) => t('stores.changes.reason', { title: refusal.title, reason: refusal.reason }))
  const more = refusals.length - named.length
  if (more > 0) named.push(t('stores.changes.moreRefused', { count: more, number: formatNumber(more) }))
  const what =
    total === 1
      ? `${t('stores.changes.refused', { title, reason })}.`
      : `${t('stores.changes.severalRefused', {
          count: refusals.length,
          number: formatNumber(refusals.length),
          total: formatNumber(total),
          reasons: named.join(', '),
        })}.`
  const isSame = refusals.every((refusal) => refusal.mend === mend)
  useNotices().problem(
    {
      code: 'failed',
      what,
      safe: t(total === 1 ? 'stores.changes.safeOne' : 'stores.changes.safe'),
      mend: isSame ? mend : t('stores.changes.mend'),
    },
    [],
    'changes',
  )
}

/** How far a change of several drafts is. */
interface Progress {
  readonly done: number
  readonly total: number
}

/**
 * Returns a function that runs `act` for each draft, one after another, and then tells which were refused. It returns
 * the ids of the others.
 */
function batch(progress: Ref<Progress | null>) {
  return async (
    ids: readonly string[],
    act: (id: string) => Promise<Refusal | null>,
  ): Promise<readonly string[]> => {
    const refusals: Refusal[] = []
    const changed: string[] = []
    for (const [done, id] of ids.entries()) {
      if (ids.length > 1) progress.value = { done, total: ids.length }
      const refusal = await act(id)
      if (refusal === null) changed.push(id)
      else refusals.push(refusal)
    }
    progress.value = null
    useNotices().clear('changes')
    showRefusals(refusals, ids.length)
    return changed
  }
}

/** Moves a draft to the trash without a word. Returns the reason if it was not moved. */
async function trashOne(id: string): Promise<Refusal | null> {
  const title = useLibrary().titleOf(id)
  const refusals: Refusal[] = []
  const isMoved = await useDraft().moveToTrash(id, async (saved) => {
    const why = await useLibrary().trashQuietly(saved)
    if (why !== null) refusals.push(refusalOf(title, why))
    return why === null
  })
  // A draft that could not be saved stays, and its own notice says why.
  return isMoved ? null : (refusals[0] ?? { title, reason: t('stores.changes.notSaved'), mend: '' })
}

/**
 * Changes of drafts that need not be in sight, one or several: headline, state, tags, pin, trash, and copies. A draft in
 * sight is changed on the page; another one is opened, saved and closed, so that its journal is kept and its lock
 * respected. A draft that somebody else writes is left alone and named.
 */
export const useDraftChanges = defineStore('draftChanges', () => {
  const library = useLibrary()
  /** How far a change of several drafts is; null for none. */
  const progress = ref<Progress | null>(null)

  const forEach = batch(progress)

  /** Renames a draft: its title is its headline. For the draft in sight this is one step of undo. */
  async function rename(id: string, title: string): Promise<void> {
    const headline = toLine(title).trim()
    await forEach([id], () => changeDraft(id, () => ({ headline })))
  }

  async function setState(ids: readonly string[], state: ArticleState): Promise<void> {
    await forEach(ids, (id) =>
      changeDraft(id, (metadata) => (metadata.state === state ? null : { metadata: { state } })),
    )
  }

  /** Adds tags to drafts and removes others from them. Resolves once the library's numbers of drafts by tag are known anew. */
  async function changeTags(
    ids: readonly string[],
    { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
  ): Promise<void> {
    await forEach(ids, (id) =>
      changeDraft(id, ({ tags }) => {
        const left = [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...add])]
        const isSame = left.length === tags.length && left.every((tag, index) => tag === tags[index])
        return isSame ? null : { metadata: { tags: left } }
      }),
    )
    await library.checkForChanges()
  }

  async function pin(ids: readonly string[], pinned: boolean): Promise<void> {
    await forEach(ids, async (id) => {
      const outcome = await desk.pinDraft(id, pinned)
      return outcome.ok ? null : refusalOf(library.titleOf(id), outcome.problem)
    })
    await library.load()
  }

  /** Moves drafts to the trash; one toast offers to undo that. Returns the ids of those that were moved. */
  async function trash(ids: readonly string[]): Promise<readonly string[]> {
    const [first = ''] = ids
    const title = library.titleOf(first)
    const moved = await forEach(ids, trashOne)
    if (moved.length > 0) library.offerRestore(moved, moved.length === 1 ? title : '')
    await library.checkForChanges()
    return moved
  }

  /** Makes a copy of a draft, and offers to open it. */
  async function duplicate(id: string): Promise<void> {
    const outcome = await useDraft().duplicate(id, copyOf)
    if (!outcome.ok) {
      useNotices().problem(outcome.problem)
      return
    }
    const { id: copy, title } = outcome.value
    useNotices().toast(t('stores.changes.duplicated', { title: title || t('common.untitled') }), [
      { label: t('stores.changes.open'), run: () => void useDraft().open(copy) },
    ])
    await library.checkForChanges()
  }

  return { progress, rename, setState, changeTags, pin, trash, duplicate }
})
