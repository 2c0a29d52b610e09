import { join } from 'node:path'
import { type Article, ArticleError, parseArticle, stringifyArticle } from '../article/index.ts'
import type { OpenDraft, SavedDraft } from '../desk.ts'
import { syncFolder, UnconfirmedWrite, writeAtomically } from './atomicWrite.ts'
import {
  draftBytes,
  type DraftFile,
  prepare,
  type Prepared,
  readDraft,
  sha256,
  summaryOf,
  timesOf,
} from './draftFile.ts'
import { codeOf, ifThere } from './files.ts'
import { copyPictures } from './images.ts'
import { newDraftId } from './names.ts'
import { DeskProblem } from './problems.ts'
import { ARTICLE_FILE, draftFolder, notFound, type Shelf } from './shelf.ts'

/** What is known of a draft's file while its bytes are those of `revision`. */
type Known = Pick<DraftFile, 'envelope' | 'altered' | 'revision'>

/** Creates, opens and saves the drafts of one library. */
export class Drafts {
  readonly #shelf: Shelf
  /** Spares a save the reading of a long draft it has just written. One entry a draft opened or saved. */
  readonly #known = new Map<string, Known>()
  /** Writes of ours that took place and then failed to be confirmed: their file is no outside edit. */
  readonly #unconfirmed = new Map<string, { readonly base: string; readonly revision: string }>()

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  /** A new draft with these words; with `from`, also with the pictures they show out of that draft. */
  async create(text: string, from?: string): Promise<OpenDraft> {
    const { files, folder, now, mustHold } = this.#shelf
    const article = givenArticle(text)
    mustHold()
    const id = await this.#makeFolder(article)
    const time = now()
    const bytes = draftBytes(prepare(article), id, { created: time, edited: time })
    const made = [join(folder, id)]
    try {
      if (from !== undefined) made.push(...(await copyPictures(this.#shelf, article, from, id)))
      made.push(join(folder, id, ARTICLE_FILE))
      await writeAtomically(files, join(folder, id, ARTICLE_FILE), bytes)
      await syncFolder(files, folder)
    } catch (error) {
      for (const path of made.toReversed())
        await files.unlink(path).catch(() => files.rmdir(path).catch(() => undefined))
      throw error
    }
    return this.#opened(id, readDraft(bytes), { created: time, edited: time })
  }

  async #makeFolder(article: Article): Promise<string> {
    const title = summaryOf('', article, { created: 0, edited: 0 }).title
    for (let attempt = 0; ; attempt += 1) {
      const id = newDraftId(title)
      try {
        await this.#shelf.files.mkdir(join(this.#shelf.folder, id))
        return id
      } catch (error) {
        if (codeOf(error) !== 'EEXIST' || attempt >= 20) throw error
      }
    }
  }

  async open(id: string): Promise<OpenDraft> {
    const { files } = this.#shelf
    const path = join(draftFolder(this.#shelf, id), ARTICLE_FILE)
    const bytes = await ifThere(files.readFile(path))
    if (bytes === undefined) throw notFound(id)
    const facts = await files.stat(path)
    const file = readSound(bytes)
    return this.#opened(id, file, timesOf(file, facts))
  }

  #opened(id: string, file: DraftFile, times: { created: number; edited: number }): OpenDraft {
    this.#remember(id, file)
    return {
      summary: summaryOf(id, file.article, times),
      article: stringifyArticle(file.article, 0),
      revision: file.revision,
      notices: file.altered
        ? [
            'This draft was changed outside Galley since it was last saved here. Look it over before you go on.',
          ]
        : [],
    }
  }

  #remember(id: string, { envelope, altered, revision }: Known): void {
    this.#known.set(id, { envelope, altered, revision })
  }

  /** The article of a draft as it is on disk. */
  async article(id: string): Promise<Article> {
    const path = join(draftFolder(this.#shelf, id), ARTICLE_FILE)
    const bytes = await ifThere(this.#shelf.files.readFile(path))
    if (bytes === undefined) throw notFound(id)
    return readSound(bytes).article
  }

  /** Puts these words in place of the version whose hash is `base`, or of none. */
  async save(id: string, text: string, base: string): Promise<SavedDraft> {
    const prepared = prepare(givenArticle(text))
    this.#shelf.mustHold()
    const path = join(draftFolder(this.#shelf, id), ARTICLE_FILE)
    const bytes = await ifThere(this.#shelf.files.readFile(path))
    if (bytes === undefined) throw notFound(id)
    const revision = sha256(bytes)
    const unconfirmed = this.#unconfirmed.get(id)
    const isOurs = unconfirmed?.base === base && unconfirmed.revision === revision
    if (revision !== base && !isOurs) throw changedOutside()
    const known = this.#known.get(id)
    const before = known?.revision === revision ? known : readSound(bytes)
    const times = timesOf(before, await this.#shelf.files.stat(path))
    if (!isOurs && !before.altered && before.envelope.checksum === prepared.checksum)
      return { summary: summaryOf(id, prepared.article, times), revision }
    return this.#replace(id, path, prepared, { before, base, created: times.created })
  }

  async #replace(
    id: string,
    path: string,
    prepared: Prepared,
    old: { readonly before: Known; readonly base: string; readonly created: number },
  ): Promise<SavedDraft> {
    const { files, now } = this.#shelf
    const { envelope } = old.before
    const times = { created: old.created, edited: now() }
    const bytes = draftBytes(prepared, id, times, envelope.others)
    const revision = sha256(bytes)
    const lastCheck = async (): Promise<void> => {
      if (sha256(await files.readFile(path)) !== old.before.revision) throw changedOutside()
    }
    try {
      await writeAtomically(files, path, bytes, { lastCheck })
    } catch (error) {
      if (error instanceof UnconfirmedWrite) this.#unconfirmed.set(id, { base: old.base, revision })
      throw error
    }
    this.#unconfirmed.delete(id)
    const { checksum } = prepared
    this.#remember(id, { envelope: { ...envelope, ...times, checksum }, altered: false, revision })
    return { summary: summaryOf(id, prepared.article, times), revision }
  }
}

function readSound(bytes: Uint8Array): DraftFile {
  try {
    return readDraft(bytes)
  } catch (error) {
    throw damaged(error)
  }
}

/** The words of a call, checked before anything is touched. */
function givenArticle(text: string): Article {
  try {
    return parseArticle(text)
  } catch (error) {
    if (!(error instanceof ArticleError)) throw error
    throw new DeskProblem(
      'invalid',
      `These words cannot be kept as they are: ${error.what} (${error.where}).`,
      'The draft on disk is as it was, and what is on the screen is still there.',
      error.mend,
      { cause: error },
    )
  }
}

function damaged(error: unknown): unknown {
  if (!(error instanceof ArticleError)) return error
  return new DeskProblem(
    'damaged',
    `This draft cannot be read: ${error.what} (${error.where}).`,
    'Its file is left exactly as it is, and no other draft is touched.',
    error.mend,
    { cause: error },
  )
}

function changedOutside(): DeskProblem {
  return new DeskProblem(
    'changed-outside',
    'This draft was changed outside Galley since it was opened here, so it was not saved over.',
    'Both are safe: the other version is on disk, yours is on the screen.',
    'Save yours as a copy, or open the draft again to take the other version.',
  )
}
