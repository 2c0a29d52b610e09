import { defineStore } from 'pinia'
import { watch } from 'vue'
import { type Article, articleFrom } from '../../../article/index.ts'
import { systemClock } from '../clock.ts'
import { desk, host } from '../desk.ts'
import { writeTyped } from '../dom/typedWords.ts'
import { useLibrary } from './library.ts'
import { useNotices } from './notices.ts'
import { PACES } from './openDraft/autosave.ts'
import { createDraftPage, draftEdits, type DraftPage, draftViews } from './openDraft/index.ts'
import { useSettings } from './settings.ts'

export type { EditorHandle, OpenDraft } from './openDraft/index.ts'

/**
 * Moves a draft to the trash. If it is in sight, its words are saved first, and nothing can be typed meanwhile.
 * Returns true if it was moved.
 * @param trash moves a draft that is saved, and tells the writer
 */
async function moveToTrash(
  { shown, closeShown }: DraftPage,
  id: string,
  trash: (id: string) => Promise<boolean> = useLibrary().trash,
): Promise<boolean> {
  const draft = shown.value?.id === id ? shown.value : null
  if (draft === null) return trash(id)
  draft.isFrozen.value = true
  const isGone = (await draft.saveNow(true)) && (await trash(id))
  draft.isFrozen.value = false
  if (isGone && shown.value?.id === id) closeShown()
  return isGone
}

/** Saves and closes the draft in sight. Returns its id; null if its words are only on the page, so that it stays. */
async function leaveShown({ shown, closeShown, page }: DraftPage): Promise<string | null> {
  const draft = shown.value
  if (draft === null || !(await draft.saveNow(true)) || shown.value !== draft) return null
  closeShown()
  await page.queues.run(draft.id, () => page.desk.closeDraft(draft.id))
  return draft.id
}

/** Returns an empty article with language and byline of new drafts. */
function blankArticle(): Article {
  return withNewDraftSettings(articleFrom({}))
}

/**
 * Returns an article with what the settings name for new drafts: their language, and their byline if the article has none.
 * What they do not name is as it is.
 */
export function withNewDraftSettings({ metadata, ...article }: Article): Article {
  const { newDraftLanguage, newDraftByline } = useSettings().settings
  const language = newDraftLanguage || metadata.language
  return { ...article, metadata: { ...metadata, language, byline: metadata.byline || newDraftByline } }
}

/** Saving and leaving: what the page does with the draft in sight as a whole. */
function savingActions(page: DraftPage) {
  const { shown } = page

  /** Saves what is pending. Returns false if it could not be saved: its words are only on the page then. */
  const saveNow = async (): Promise<boolean> => (await shown.value?.saveNow()) ?? true

  return {
    saveNow,
    moveToTrash: (id: string, trash?: (id: string) => Promise<boolean>) => moveToTrash(page, id, trash),
    /** Shows no draft. */
    close: page.closeShown,
    /** Saves and closes the draft in sight, and shows none. Returns its id; null if it stays because it was not saved. */
    leave: () => leaveShown(page),
    /** Returns true if something is only on the page: unsaved words, also of a field, or a picture that is being stored. */
    hasUnsaved: () => {
      shown.value?.writeTyped(true)
      return page.hasPendingPictures() || (shown.value?.autosave.isDirty ?? false)
    },
    /** Saves everything, pictures that are being stored included. Returns false if it could not be saved. */
    saveEverything: async () => {
      await page.whenPicturesStored()
      return (await shown.value?.saveNow(true)) ?? true
    },
    /** Goes on in a copy of the draft in sight: the way out if that is read only or was changed elsewhere. */
    keepCopy: async () => {
      if (shown.value !== null) await page.keepCopy(shown.value)
    },
    /** The host or the connection was started anew: goes on with the draft in sight where it was. */
    reconnect: async () => {
      page.switcher.reconnected()
      const draft = shown.value
      if (draft !== null) await page.saver.recover(draft)
    },
  }
}

/**
 * The draft in sight, for components and the editor: a thin view of `stores/openDraft`, where work that takes time captures
 * the draft it is about. Ask this store only for what happens now, and never after an `await`.
 */
export const useDraft = defineStore('draft', () => {
  const page = createDraftPage({
    desk,
    clock: systemClock,
    notices: useNotices(),
    library: useLibrary(),
    settings: useSettings(),
    writeTyped,
    pace: () => PACES[useSettings().settings.autosave],
    isShownElsewhere: async (id) => {
      const claim = await host.claimDraft(id)
      return claim.ok && claim.value === 'elsewhere'
    },
    isVisible: () => document.visibilityState !== 'hidden',
  })
  const { shown, switcher } = page
  watch(
    () => shown.value?.lockedBy.value ?? '',
    () => {
      page.watchLock()
    },
  )

  return {
    ...draftViews(page),
    ...draftEdits(page),
    ...savingActions(page),
    /** Opens a draft and shows it. `quietly`: unless a click came first, and without a notice. Returns true if it is in sight. */
    open: (id: string, options: { readonly quietly?: boolean } = {}) => switcher.open(id, options),
    /** Makes a draft of an article, empty without one, and shows it. Returns its id, or null. */
    create: (article: Article = blankArticle()) => switcher.create(article),
    /** Makes a draft of each article and shows the last one. Returns how many were made. */
    createSeveral: (...given: Parameters<typeof switcher.createSeveral>) => switcher.createSeveral(...given),
    ...{ addImage: page.addImage, fetchImage: page.fetchImage, copyImages: page.copyImages },
    ...{ fetchEmbed: page.fetchEmbed, embedFetch: page.embedFetch, dropEmbedFetch: page.dropEmbedFetch },
    ...{ addImages: page.addImages, showLateReport: page.showLateReport },
    ...{ imageNotes: page.imageNotes, addedImageCount: page.addedImageCount },
    ...{ changeInBackground: page.changeInBackground, checkLock: page.checkLock },
    ...{ changeArticle: page.changeArticle, duplicate: page.duplicate },
    /** The article in sight as it is now; null without one. Serialises the document: at rest only. */
    current: () => shown.value?.read() ?? null,
  }
})
