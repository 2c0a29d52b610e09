import { ref, shallowReactive } from 'vue'
import type { Outcome, PictureNotes, StoredImage } from '../../../../desk.ts'
import type { Page } from './page.ts'

/** Pictures on their way into a draft, which may not be in sight any more when they arrive. */
export function createPictures(page: Page) {
  const { desk, notices, shown } = page
  /** What the files said, by draft and `src`: the files in the draft are without. */
  const notes = shallowReactive(new Map<string, PictureNotes>())
  /** Counts files that were copied from other drafts. */
  const copiedPictures = ref(0)
  const pending = new Set<Promise<unknown>>()

  /** Whether a draft takes no picture, because somebody else writes it: the writer is told. */
  function isRefused(id: string): boolean {
    if (shown.value?.id !== id || !shown.value.isReadOnly) return false
    notices.notice('This draft is only read here, so no photo was put in. Work on a copy to change it.')
    return true
  }

  async function track(id: string, work: Promise<Outcome<StoredImage>>): Promise<StoredImage | null> {
    pending.add(work)
    const outcome = await work.finally(() => pending.delete(work))
    if (!outcome.ok) {
      notices.problem(outcome.problem)
      return null
    }
    if (outcome.value.notes !== undefined) notes.set(`${id}/${outcome.value.src}`, outcome.value.notes)
    return outcome.value
  }

  /** Adds a picture file to a draft, without `id` to the one in sight; null when refused (the writer is told why). */
  async function addImage(file: File, id = shown.value?.id ?? null): Promise<StoredImage | null> {
    if (id === null || isRefused(id)) return null
    const adding = file.arrayBuffer().then((bytes) => desk.addImage(id, file.name, new Uint8Array(bytes)))
    return track(id, adding)
  }

  /** Fetches a picture from the web into a draft, without `id` into the one in sight. */
  async function fetchImage(url: string, id = shown.value?.id ?? null): Promise<StoredImage | null> {
    return id === null || isRefused(id) ? null : track(id, desk.fetchImage(id, url))
  }

  /**
   * Copies picture files of the draft `from` into the draft `id`. The writer is told how many were not found.
   * @param names file names in `images/`
   */
  async function copyImages(id: string, from: string, names: readonly string[]): Promise<void> {
    const work = desk.copyImages(id, from, names)
    pending.add(work)
    const outcome = await work.finally(() => pending.delete(work))
    copiedPictures.value += 1
    if (!outcome.ok) notices.problem(outcome.problem)
    else if (outcome.value.length > 0)
      notices.notice(
        outcome.value.length === 1
          ? `The file of a pasted photo was not found (${outcome.value.join(', ')}). Choose the photo again.`
          : `The files of ${String(outcome.value.length)} pasted photos were not found (${outcome.value.join(', ')}). Choose the photos again.`,
      )
  }

  return {
    ...{ addImage, fetchImage, copyImages, copiedPictures: copiedPictures },
    pictureNotes: (src: string) => notes.get(`${shown.value?.id ?? ''}/${src}`) ?? null,
    /** Resolves once no picture is on its way. */
    whenPicturesStored: async (): Promise<void> => {
      while (pending.size > 0) await Promise.allSettled([...pending])
    },
    hasPendingPictures: () => pending.size > 0,
  }
}
