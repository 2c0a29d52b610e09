import { defineStore } from 'pinia'
import { watch } from 'vue'
import type { Article } from '../../../article/index.ts'
import type { Problem } from '../../../desk.ts'
import { systemClock } from '../clock.ts'
import { desk } from '../desk.ts'
import { useLibrary } from './library.ts'
import { useNotices } from './notices.ts'
import { createDraftPage, draftEdits, draftViews } from './openDraft/index.ts'
import { useSettings } from './settings.ts'

export type { EditorHandle, OpenDraft } from './openDraft/index.ts'

/** The draft in sight: a view of `stores/openDraft`, where everything that takes time captures the draft it is about. */
export const useDraft = defineStore('draft', () => {
  const page = createDraftPage({
    desk,
    clock: systemClock,
    notices: useNotices(),
    library: useLibrary(),
    settings: useSettings(),
    isVisible: () => document.visibilityState !== 'hidden',
  })
  const { shown } = page
  watch(
    () => shown.value?.heldBy.value ?? '',
    () => {
      page.watchLock()
    },
  )

  /** Saves what is pending. Returns false when it cannot be saved: its words are only on the page. */
  const saveNow = async (): Promise<boolean> => (await shown.value?.saveNow()) ?? true

  /** Moves a draft to the trash; nothing can be typed into it on its way. Returns true if it went. */
  async function moveToTrash(id: string): Promise<boolean> {
    const draft = shown.value?.id === id ? shown.value : null
    if (draft === null) return useLibrary().trash(id)
    draft.isFrozen.value = true
    const isGone = (await draft.saveNow()) && (await useLibrary().trash(id))
    draft.isFrozen.value = false
    if (isGone && shown.value?.id === id) page.closeShown()
    return isGone
  }

  return {
    ...draftViews(page),
    ...draftEdits(page),
    ...{ saveNow, moveToTrash },
    open: (id: string, how: { readonly quietly?: boolean } = {}) => page.switcher.open(id, how),
    create: (article?: Article) => page.switcher.create(article),
    createSeveral: (articles: AsyncIterable<Article>, onProblem: (problem: Problem) => void) =>
      page.switcher.createSeveral(articles, onProblem),
    ...{ addImage: page.addImage, fetchImage: page.fetchImage, copyImages: page.copyImages },
    ...{
      pictureNotes: page.pictureNotes,
      copiedPictures: page.copiedPictures,
      changeInBackground: page.changeInBackground,
      checkLock: page.checkLock,
    },
    close: page.closeShown,
    /** Whether something is only on the page: unsaved words, or a picture on its way. */
    hasUnsaved: () => page.hasPendingPictures() || (shown.value?.autosave.isDirty ?? false),
    /** Resolves once all is on the disk, pictures on their way too; false when it cannot be saved. */
    saveEverything: async () => {
      await page.whenPicturesStored()
      return saveNow()
    },
    keepCopy: async () => {
      if (shown.value !== null) await page.keepCopy(shown.value)
    },
    /** The article in sight as it stands this moment. Serialises the document: at rest only. */
    current: () => shown.value?.read() ?? null,
    /** The host was started anew, or the connection was: goes on with the draft in sight where it was. */
    reconnect: async () => {
      page.switcher.reconnected()
      const draft = shown.value
      if (draft !== null) await page.saver.recover(draft)
    },
  }
})
