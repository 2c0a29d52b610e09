import { computed, ref, shallowRef } from 'vue'
import { type Article, type Metadata, type Person, stringifyArticle } from '../../../../article/index.ts'
import type { Node } from '@tiptap/pm/model'
import type { NodeJSON } from '../../../../blocks/node.ts'
import { docJson } from '../../editor/docJson.ts'
import { changeInBackground, type BackgroundChange } from './background.ts'
import { dropPerson, joinCast, setPerson } from './cast.ts'
import { createChoices } from './choices.ts'
import { createHeldWatch } from './held.ts'
import { OpenDraft, type EditorHandle, type OpenedDraft } from './openDraft.ts'
import type { Page, PageServices } from './page.ts'
import { createPictures } from './pictures.ts'
import { DraftQueues } from './queues.ts'
import { Saving } from './saving.ts'
import { Switching } from './switching.ts'

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
  const choices = createChoices(page, show)
  const saving = new Saving(page, choices)
  const held = createHeldWatch(page, saving, show)
  const switching = new Switching(page, show)
  const pictures = createPictures(page)

  /** Shows a draft that the desk has opened, in place of the one in sight, which was saved or cannot be. */
  function show(opened: OpenedDraft): OpenDraft {
    const before = shown.value
    before?.leave()
    const draft = new OpenDraft(opened, {
      save: (saved) => saving.save(saved),
      append: (appended, from, lines) => saving.append(appended, from, lines),
      changed: (changed) => {
        if (changed === shown.value) edits.value += 1
      },
      clock: page.clock,
    })
    page.notices.clear('save')
    shown.value = draft
    edits.value += 1
    if (before !== null && before.id !== draft.id) close(before.id)
    page.settings.set({ lastDraft: draft.id })
    for (const text of opened.notices) page.notices.note(text)
    held.watchShown()
    return draft
  }

  function close(id: string): void {
    void page.queues.run(id, async () => {
      if (shown.value?.id !== id) await page.desk.closeDraft(id)
    })
  }

  /** Shows nothing: the draft is in the trash, and the desk has closed it. */
  function closeShown(): void {
    switching.cancel()
    shown.value?.leave()
    shown.value = null
    held.watchShown()
    page.notices.clear('save')
    page.settings.set({ lastDraft: '' })
  }

  return {
    ...{ shown, edits, closeShown, page, saving, switching, ...choices, ...pictures },
    lookAgain: held.look,
    watchHeld: held.watchShown,
    changeInBackground: (id: string, change: (doc: NodeJSON) => BackgroundChange) =>
      changeInBackground(page, id, change),
  }
}

export type DraftPage = ReturnType<typeof createDraftPage>

/** Changes of the article in sight; nothing where none is. */
export function editing({ shown, page }: DraftPage) {
  const now = (): OpenDraft | null => shown.value

  /** As {@link OpenDraft.restore}, for an article that does not say who wrote it: a paste into an empty draft. */
  function replace(article: Article): void {
    const draft = now()
    const byline = article.metadata.byline || (draft?.metadata.value.byline ?? '')
    draft?.restore({ ...article, metadata: { ...article.metadata, byline } })
  }

  /** Keeps the draft in sight as it stands, before a deletion of many words: its writer may want them back. */
  async function keepBeforeDeletion(doc: Node): Promise<void> {
    const draft = now()
    if (draft === null) return
    const text = stringifyArticle({ doc: docJson(doc), metadata: draft.metadata.value }, 0)
    const outcome = await page.desk.keepRevision(draft.id, 'deletion', '', text)
    if (!outcome.ok) page.notices.tell(outcome.problem)
  }

  return {
    ...{ replace, keepBeforeDeletion },
    changed: () => now()?.touch(),
    typed: (steps: readonly unknown[]) => now()?.typed(steps),
    attach: (editor: EditorHandle) => now()?.attach(editor),
    setMetadata: (change: Partial<Metadata>) => now()?.setMetadata(change),
    restore: (article: Article) => now()?.restore(article),
    joinCast: (name: string) => {
      const draft = now()
      if (draft !== null) joinCast(draft, name)
    },
    setPerson: (index: number, change: Partial<Person>) => {
      const draft = now()
      if (draft !== null) setPerson(draft, index, change)
    },
    dropPerson: (index: number) => {
      const draft = now()
      if (draft !== null) dropPerson(draft, index)
    },
  }
}

/** What is shown of the draft in sight, for components. */
export function views({ shown, edits }: DraftPage) {
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
