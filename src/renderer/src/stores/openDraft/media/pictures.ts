import { ref, shallowReactive } from 'vue'
import { type Outcome, type PictureNotes, problem, type StoredImage } from '../../../../../desk.ts'
import { pictureBytes } from '../../../dom/pictureFiles.ts'
import { t } from '../../../i18n.ts'
import type { Page } from '../page.ts'
import { MAX_SHORT_TEXT_LENGTH } from '../../../../../calls.ts'
import {
  type PictureReport,
  PICTURES_ADDED,
  reportOn,
  showPictureProgress,
  showPictureReport,
} from './pictureReport.ts'

/** A notice counts pictures that take longer together. Each HEIC takes a second or more. */
const PROGRESS_AFTER_MS = 1500

/** Returns a file's name for the desk: the end with the extension, if it is longer than a call accepts. */
function fileName({ name }: File): string {
  return name.slice(-MAX_SHORT_TEXT_LENGTH).toWellFormed()
}

/** Calls that store pictures, until each is answered. Leaving the page waits for them. */
class PendingPictures {
  readonly #calls = new Set<Promise<unknown>>()

  /** True while a picture is being stored. */
  get hasAny(): boolean {
    return this.#calls.size > 0
  }

  /** Returns the call's outcome; the call counts as pending until then. */
  async track<T>(call: Promise<T>): Promise<T> {
    this.#calls.add(call)
    return await call.finally(() => this.#calls.delete(call))
  }

  /** Resolves once no picture is being stored. */
  async whenStored(): Promise<void> {
    while (this.hasAny) await Promise.allSettled([...this.#calls])
  }
}

/**
 * Stores pictures in drafts. Each call names its draft, which may not be in sight any more when the picture is stored. What
 * goes wrong is shown as a notice; the caller only gets null.
 */
export function createPictures(page: Page) {
  const { desk, shown } = page
  const pending = new PendingPictures()
  /** What picture files said about themselves (IPTC), by draft and `src`. The stored files are without it. */
  const notes = shallowReactive(new Map<string, PictureNotes>())
  const addedImageCount = ref(0)
  /** Reports for drafts that are not in sight, by id. They are shown when the draft is. */
  const late = new Map<string, PictureReport>()

  async function store(id: string, call: Promise<Outcome<StoredImage>>): Promise<Outcome<StoredImage>> {
    const outcome = await pending.track(call)
    if (outcome.ok && outcome.value.notes !== undefined)
      notes.set(`${id}/${outcome.value.src}`, outcome.value.notes)
    return outcome
  }

  /** Shows a report for the draft in sight; keeps it for another draft until that is shown. */
  function report(id: string, outcomes: readonly Outcome<StoredImage>[]): void {
    if (shown.value?.id === id) showPictureReport(page.notices, reportOn(outcomes))
    else late.set(id, reportOn(outcomes))
  }

  /** Stores picture files in a draft, one after the other. One notice says how many were added, and which were refused. */
  async function addImages(files: readonly File[], id: string | null): Promise<(StoredImage | null)[]> {
    if (id === null || isRefused(page, id)) return files.map(() => null)
    const outcomes: Outcome<StoredImage>[] = []
    const start = Date.now()
    for (const [index, file] of files.entries()) {
      if (index > 0 && Date.now() - start > PROGRESS_AFTER_MS && shown.value?.id === id)
        showPictureProgress(page.notices, index + 1, files.length)
      const adding = pictureBytes(file).then(
        (bytes) => desk.addImage(id, fileName(file), bytes),
        () => unreadable(file),
      )
      outcomes.push(await store(id, adding))
    }
    report(id, outcomes)
    return outcomes.map((outcome) => (outcome.ok ? outcome.value : null))
  }

  return {
    /** Stores a picture file in a draft, by default the one in sight. Returns null if it was refused. */
    addImage: async (file: File, id = shown.value?.id ?? null): Promise<StoredImage | null> =>
      (await addImages([file], id))[0] ?? null,
    addImages,
    /** Call it when another draft is in sight: reports on its pictures that were stored meanwhile. */
    showLateReport: (): void => {
      const id = shown.value?.id ?? ''
      const report = late.get(id)
      late.delete(id)
      page.notices.clear(PICTURES_ADDED)
      if (report !== undefined) showPictureReport(page.notices, report)
    },
    /** Fetches a picture from the web into a draft, by default the one in sight. Returns null if it was refused. */
    fetchImage: async (url: string, id = shown.value?.id ?? null): Promise<StoredImage | null> => {
      if (id === null || isRefused(page, id)) return null
      const outcome = await store(id, desk.fetchImage(id, url))
      if (!outcome.ok) report(id, [outcome])
      return outcome.ok ? outcome.value : null
    },
    /** Copies picture files, by their names in `images/`, of the draft `from` into the draft `id`. */
    copyImages: async (id: string, from: string, names: readonly string[]): Promise<void> => {
      const outcome = await pending.track(desk.copyImages(id, from, names))
      addedImageCount.value += 1
      showMissing(page, outcome)
    },
    /** Counts copies of files: pictures that were missing may be there now. */
    addedImageCount,
    /** Returns what the file of a picture in sight said about itself; null if nothing is known. */
    imageNotes: (src: string) => notes.get(`${shown.value?.id ?? ''}/${src}`) ?? null,
    whenPicturesStored: () => pending.whenStored(),
    hasPendingPictures: () => pending.hasAny,
  }
}

/** A file that went away between choosing and reading, such as one on a camera that was unplugged. */
function unreadable({ name }: File): Outcome<StoredImage> {
  const what = t('stores.pictures.unreadable.what', { name })
  return problem('failed', what, t('stores.pictures.unreadable.safe'), t('stores.pictures.unreadable.mend'))
}

/** Returns true if a draft is read only on this page; a notice says so. */
function isRefused({ shown, notices }: Page, id: string): boolean {
  if (shown.value?.id !== id || !shown.value.isReadOnly) return false
  notices.notice(t('stores.pictures.readOnly'))
  return true
}

/** Shows why pictures were not copied, or which files were not found. */
function showMissing({ notices }: Page, outcome: Outcome<readonly string[]>): void {
  if (!outcome.ok) notices.problem(outcome.problem)
  else if (outcome.value.length > 0) {
    const names = outcome.value.join(', ')
    notices.notice(t('stores.pictures.notFound', { count: outcome.value.length, names }))
  }
}
