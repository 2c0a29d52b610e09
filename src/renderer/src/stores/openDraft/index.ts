import { computed, ref, shallowRef } from 'vue'
import { type Article, type Metadata, type Person, stringifyArticle } from '../../../../article/index.ts'
import type { Node } from '@tiptap/pm/model'
import type { NodeJSON } from '../../../../blocks/node.ts'
import { docJson } from './docJson.ts'
import { changeArticle, type ArticleChange, changeInBackground, type BackgroundChange } from './background.ts'
import { updatePerson } from './castChanges.ts'
import { createConflictActions } from './conflicts.ts'
import { duplicateDraft } from './duplicate.ts'
import { createLockWatch } from './lockWatch.ts'
import { createEmbedFetches } from './media/embedFetches.ts'
import { OpenDraft, type EditorHandle, type OpenedDraft } from './openDraft.ts'
import type { Page, PageServices } from './page.ts'
import { createPictures } from './media/pictures.ts'
import { DraftQueues } from './draftQueues.ts'
import { DraftSaver } from './draftSaver.ts'
import { DraftSwitcher } from './draftSwitcher.ts'

export { OpenDraft, type EditorHandle, type OpenedDraft }
export type { PageServices }

/**
 * The drafts of one page. One is in sight, as an {@link OpenDraft}; others are opened and closed in the background. Parts:
 * `draftSwitcher` (from one draft to another), `draftSaver` (saves, journal, reopening), `autosave` and `journal` (when and
 * what is sent), `lockWatch` (drafts that somebody else writes), `conflicts` (two versions of a file), `pictures`, `embedFetches`,
 * `background` (changes of drafts that are not in sight).
 *
 * Asynchronous work captures the OpenDraft or its id before its first `await` and never asks afterwards which draft is in
 * sight: a result goes into the draft that it was requested for, wherever that is by then.
 *
 * Switching drafts: let fields write what is typed into them, and save the one in sight → the desk opens the other → save again what was typed meanwhile → show it. If
 * the second save fails, the writer stays and the other draft is closed again.
 */
export function createDraftPage(services: PageServices) {
  const shown = shallowRef<OpenDraft | null>(null)
  const page: Page = { ...services, shown, queues: new DraftQueues() }
  /** Counts changes of the article in sight, so that what is derived from the text can follow at rest. */
  const edits = ref(0)

  // The parts call each other later: a shown draft saves, and a refused save may show another draft.
  const conflicts = createConflictActions(page, show)
  const saver = new DraftSaver(page, conflicts)
  const lockWatch = createLockWatch(page, saver, show)
  const switcher = new DraftSwitcher(page, show)
  const pictures = createPictures(page)

  /** Shows a draft that the desk has opened. The draft in sight before must be saved, or be impossible to save. */
  function show(opened: OpenedDraft): OpenDraft {
    const before = shown.value
    before?.dispose()
    const draft = new OpenDraft(opened, {
      save: (saved) => saver.save(saved),
      append: (appended, from, lines) => saver.append(appended, from, lines),
      onChange: (changed) => {
        if (changed === shown.value) edits.value += 1
      },
      writeTyped: page.writeTyped,
      clock: page.clock,
      pace: page.pace,
    })
    page.notices.clear('save')
    shown.value = draft
    edits.value += 1
    if (before !== null && before.id !== draft.id) closeUnlessShown(before.id)
    page.settings.set({ lastDraft: draft.id })
    for (const text of opened.notices) page.notices.notice(text)
    lockWatch.watchShown()
    return draft
  }

  /** Tells the desk that the page has left a draft, after all earlier calls about it. */
  function closeUnlessShown(id: string): void {
    void page.queues.run(id, async () => {
      if (shown.value?.id !== id) await page.desk.closeDraft(id)
    })
  }

  /** Shows no draft. The desk has closed it already: it is in the trash. */
  function closeShown(): void {
    switcher.cancel()
    shown.value?.dispose()
    shown.value = null
    lockWatch.watchShown()
    page.notices.clear('save')
    page.settings.set({ lastDraft: '' })
  }

  return {
    ...{ shown, edits, closeShown, page, saver: saver, switcher: switcher, ...conflicts, ...pictures },
    ...createEmbedFetches(page),
    checkLock: lockWatch.check,
    watchLock: lockWatch.watchShown,
    changeInBackground: (id: string, change: (doc: NodeJSON) => BackgroundChange) =>
      changeInBackground(page, id, change),
    changeArticle: (id: string, change: ArticleChange) => changeArticle(page, id, change),
    duplicate: (id: string, change: (article: Article) => Article) => duplicateDraft(page, id, change),
  }
}

/** The drafts of one page, as the stores use them. */
export type DraftPage = ReturnType<typeof createDraftPage>

/** Changes of the draft in sight, for components and the editor. They do nothing without a draft. */
export function draftEdits({ shown, page }: DraftPage) {
  const shownDraft = (): OpenDraft | null => shown.value

  /** Replaces the whole article, as a paste into an empty draft does. The byline stays if the new article has none. */
  function replace(article: Article): void {
    const draft = shownDraft()
    const byline = article.metadata.byline || (draft?.metadata.value.byline ?? '')
    draft?.restore({ ...article, metadata: { ...article.metadata, byline } })
  }

  /**
   * Keeps a version of the draft in sight before a large deletion.
   * @param doc the document before the deletion
   */
  async function keepBeforeDeletion(doc: Node): Promise<void> {
    const draft = shownDraft()
    if (draft === null) return
    const text = stringifyArticle({ doc: docJson(doc), metadata: draft.metadata.value }, 0)
    const outcome = await page.desk.keepRevision(draft.id, 'deletion', '', text)
    if (!outcome.ok) page.notices.problem(outcome.problem)
  }

  return {
    ...{ replace, keepBeforeDeletion },
    /** Something besides the document's steps changed and must be saved. */
    markChanged: () => shownDraft()?.touch(),
    /** Steps of the document, as JSON. On the key path. */
    recordSteps: (steps: readonly unknown[]) => shownDraft()?.recordSteps(steps),
    /** The document is in this editor from now on. */
    attachEditor: (editor: EditorHandle) => shownDraft()?.attachEditor(editor),
    setMetadata: (change: Partial<Metadata>) => shownDraft()?.setMetadata(change),
    /** Returns true if the article was changed since it was opened. */
    isEdited: () => (shownDraft()?.changeCount ?? 0) > 0,
    /** Replaces the whole article in one undoable step, metadata included. */
    restore: (article: Article) => shownDraft()?.restore(article),
    updatePerson: (index: number, change: Partial<Person>) => {
      const draft = shownDraft()
      if (draft !== null) updatePerson(draft, index, change)
    },
  }
}

/** The state of the draft in sight, for components: reactive values, null or empty without a draft. */
export function draftViews({ shown, edits }: DraftPage) {
  return {
    shown,
    edits,
    /** Its id; null without one. */
    id: computed(() => shown.value?.id ?? null),
    summary: computed(() => shown.value?.summary.value ?? null),
    metadata: computed(() => shown.value?.metadata.value ?? null),
    /** The document as it was opened or last replaced. A new object each time: the editor shows it when it changes. */
    opened: computed(() => shown.value?.replacedDoc.value ?? shown.value?.openedDoc ?? null),
    /** `saved`, `saving` or `failed`. */
    saveState: computed(() => shown.value?.saveState.value ?? 'saved'),
    /** Who else has the draft open for writing; '' if this page has. */
    lockedBy: computed(() => shown.value?.lockedBy.value ?? ''),
    isReadOnly: computed(() => shown.value?.isReadOnly ?? false),
  }
}
