import { computed, ref, shallowRef } from 'vue'
import { type Article, type Metadata, type Person, stringifyArticle } from '../../../../article/index.ts'
import type { Node } from '@tiptap/pm/model'
import type { NodeJSON } from '../../../../blocks/node.ts'
import { docJson } from './docJson.ts'
import { changeInBackground, type BackgroundChange } from './background.ts'
import { removePerson, joinCast, updatePerson } from './castChanges.ts'
import { createConflictActions } from './conflicts.ts'
import { createLockWatch } from './lockWatch.ts'
import { OpenDraft, type EditorHandle, type OpenedDraft } from './openDraft.ts'
import type { Page, PageServices } from './page.ts'
import { createPictures } from './pictures.ts'
import { DraftQueues } from './draftQueues.ts'
import { DraftSaver } from './draftSaver.ts'
import { DraftSwitcher } from './draftSwitcher.ts'

export { OpenDraft, type EditorHandle, type OpenedDraft }
export type { PageServices }

/**
 * The drafts of one page. One is in sight, as an {@link OpenDraft}; asynchronous work captures that object, or its id, and
 * what arrives late goes into the draft that it was asked for, wherever that is by then.
 *
 * Turning to another draft: save what is in sight → the desk opens the other one → save again what was typed meanwhile →
 * show it. When the second save fails, the writer stays and the other draft is closed again.
 */
export function createDraftPage(services: PageServices) {
  const shown = shallowRef<OpenDraft | null>(null)
  const page: Page = { ...services, shown, queues: new DraftQueues() }
  /** Counts changes of the article in sight, so that what is derived from the text can follow at rest. */
  const edits = ref(0)

  // What is called later needs what is made later: an opened draft saves, and a refused save may open another draft.
  const conflicts = createConflictActions(page, show)
  const saver = new DraftSaver(page, conflicts)
  const lockWatch = createLockWatch(page, saver, show)
  const switcher = new DraftSwitcher(page, show)
  const pictures = createPictures(page)

  /** Shows a draft that the desk has opened, in place of the one in sight, which was saved or cannot be. */
  function show(opened: OpenedDraft): OpenDraft {
    const before = shown.value
    before?.dispose()
    const draft = new OpenDraft(opened, {
      save: (saved) => saver.save(saved),
      append: (appended, from, lines) => saver.append(appended, from, lines),
      onChange: (changed) => {
        if (changed === shown.value) edits.value += 1
      },
      clock: page.clock,
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

  function closeUnlessShown(id: string): void {
    void page.queues.run(id, async () => {
      if (shown.value?.id !== id) await page.desk.closeDraft(id)
    })
  }

  /** Shows nothing: the draft is in the trash, and the desk has closed it. */
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
    checkLock: lockWatch.check,
    watchLock: lockWatch.watchShown,
    changeInBackground: (id: string, change: (doc: NodeJSON) => BackgroundChange) =>
      changeInBackground(page, id, change),
  }
}

export type DraftPage = ReturnType<typeof createDraftPage>

/** Changes of the article in sight; nothing where none is. */
export function draftEdits({ shown, page }: DraftPage) {
  const shownDraft = (): OpenDraft | null => shown.value

  /** As {@link OpenDraft.restore}, for an article that does not say who wrote it: a paste into an empty draft. */
  function replace(article: Article): void {
    const draft = shownDraft()
    const byline = article.metadata.byline || (draft?.metadata.value.byline ?? '')
    draft?.restore({ ...article, metadata: { ...article.metadata, byline } })
  }

  /** Keeps the draft in sight as it stands, before a deletion of many words: its writer may want them back. */
  async function keepBeforeDeletion(doc: Node): Promise<void> {
    const draft = shownDraft()
    if (draft === null) return
    const text = stringifyArticle({ doc: docJson(doc), metadata: draft.metadata.value }, 0)
    const outcome = await page.desk.keepRevision(draft.id, 'deletion', '', text)
    if (!outcome.ok) page.notices.problem(outcome.problem)
  }

  return {
    ...{ replace, keepBeforeDeletion },
    markChanged: () => shownDraft()?.touch(),
    recordSteps: (steps: readonly unknown[]) => shownDraft()?.recordSteps(steps),
    attachEditor: (editor: EditorHandle) => shownDraft()?.attachEditor(editor),
    setMetadata: (change: Partial<Metadata>) => shownDraft()?.setMetadata(change),
    restore: (article: Article) => shownDraft()?.restore(article),
    joinCast: (name: string) => {
      const draft = shownDraft()
      if (draft !== null) joinCast(draft, name)
    },
    updatePerson: (index: number, change: Partial<Person>) => {
      const draft = shownDraft()
      if (draft !== null) updatePerson(draft, index, change)
    },
    removePerson: (index: number) => {
      const draft = shownDraft()
      if (draft !== null) removePerson(draft, index)
    },
  }
}

/** What is shown of the draft in sight, for components. */
export function draftViews({ shown, edits }: DraftPage) {
  return {
    shown,
    edits,
    id: computed(() => shown.value?.id ?? null),
    summary: computed(() => shown.value?.summary.value ?? null),
    metadata: computed(() => shown.value?.metadata.value ?? null),
    /** The document as it was opened or replaced; the editor shows it from here. A new object each time. */
    opened: computed(() => shown.value?.replacedDoc.value ?? shown.value?.openedDoc ?? null),
    saveState: computed(() => shown.value?.saveState.value ?? 'saved'),
    /** Who else is writing this draft; '' when it is ours. */
    heldBy: computed(() => shown.value?.heldBy.value ?? ''),
    isReadOnly: computed(() => shown.value?.isReadOnly ?? false),
  }
}
