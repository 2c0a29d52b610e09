import { dirname, join } from 'node:path'
import { type Article, ArticleError, parseArticle, stringifyArticle, VERSION } from '../article/index.ts'
import type { OpenDraft, SavedDraft } from '../desk.ts'
import { syncFolder, UnconfirmedWrite, writeAtomically } from './atomicWrite.ts'
import {
  draftBytes,
  type DraftFile,
  type Migrate,
  prepare,
  type Prepared,
  readDraft,
  sha256,
  summaryOf,
  timesOf,
} from './draftFile.ts'
import { codeOf, ifThere, stampOf } from './files.ts'
import type { Histories } from './history/index.ts'
import { copyPictures } from './pictures/images.ts'
import { Journals } from './journal.ts'
import type { JournalBase } from './journalFile.ts'
import { newDraftId } from './names.ts'
import { DeskProblem } from './problems.ts'
import { damaged, freeName, readOrDamage } from './quarantine.ts'
import { Saves } from './saves.ts'
import { ARTICLE_FILE, draftFolder, notFound, type Shelf } from './shelf.ts'

/** What is known of a draft's file while its bytes are those of `revision`. */
export type Known = Pick<DraftFile, 'envelope' | 'altered' | 'revision'>

/** Creates and saves the drafts of one library. Every call from the draft's queue. */
export class Drafts {
  readonly shelf: Shelf
  readonly histories: Histories
  readonly journals: Journals
  readonly saves = new Saves()
  readonly #bring: Migrate | undefined
  /** Spares a save the reading of a long draft it has just written. One entry a draft opened or saved. */
  readonly #known = new Map<string, Known>()
  /** The file's stamp when it was last read or written: spares a journal line the hashing of a long draft. */
  readonly #stamps = new Map<string, string>()
  /** Writes of ours that took place and then failed to be confirmed: their file is no outside edit. */
  readonly #unconfirmed = new Map<string, { readonly base: string; readonly revision: string }>()
  /** Drafts whose state before this session's first save is in their history, or was nothing. */
  readonly #begun = new Set<string>()
  /** The outside versions kept already, so that a page that tries again does not fill the history. */
  readonly #outside = new Map<string, string>()

  constructor(shelf: Shelf, histories: Histories, bring?: Migrate) {
    this.shelf = shelf
    this.histories = histories
    this.journals = new Journals(shelf)
    this.#bring = bring
  }

  /** A new draft with these words; with `from`, also with the pictures they show out of that draft. */
  async create(text: string, from?: string): Promise<OpenDraft> {
    const { files, folder, now, names, holds } = this.shelf
    const article = givenArticle(text)
    const id = await this.#makeFolder(article)
    const time = now()
    const bytes = draftBytes(prepare(article), id, { created: time, edited: time })
    const made = [join(folder, id)]
    try {
      names.learn(id, id)
      await this.shelf.mustHold(id)
      if (from !== undefined) made.push(...(await copyPictures(this.shelf, article, from, id)))
      made.push(join(folder, id, ARTICLE_FILE))
      await writeAtomically(files, join(folder, id, ARTICLE_FILE), bytes)
      await syncFolder(files, folder)
    } catch (error) {
      await holds.release(id)
      for (const path of made.toReversed())
        await files.unlink(path).catch(() => files.rmdir(path).catch(() => undefined))
      names.forget(id)
      throw error
    }
    this.#begun.add(id)
    const file = readDraft(bytes)
    this.remember(id, file)
    return opened(id, file, { created: time, edited: time }, [])
  }

  async #makeFolder(article: Article): Promise<string> {
    const title = summaryOf('', article, { created: 0, edited: 0 }).title
    for (let attempt = 0; ; attempt += 1) {
      const id = newDraftId(title)
      try {
        await this.shelf.files.mkdir(join(this.shelf.folder, id))
        return id
      } catch (error) {
        if (codeOf(error) !== 'EEXIST' || attempt >= 20) throw error
      }
    }
  }

  /** The bytes of a draft's file as an article; older versions brought to this one. */
  readonly parse = (bytes: Uint8Array): DraftFile => readDraft(bytes, this.#bring)

  remember(id: string, { envelope, altered, revision }: Known): void {
    this.#known.set(id, { envelope, altered, revision })
    this.#stamps.delete(id)
  }

  forget(id: string): void {
    this.#known.delete(id)
    this.#stamps.delete(id)
    this.#begun.delete(id)
    this.#outside.delete(id)
  }

  /** What is on the disk could not be kept as a revision: the next save keeps it before it goes over it. */
  keepBeforeSave(id: string): void {
    this.#begun.delete(id)
  }

  /** The article of a draft as it is on disk, and its title. */
  async read(id: string): Promise<{ article: Article; title: string }> {
    const read = await readOrDamage(this.shelf, id, this.parse)
    if ('damage' in read) throw damaged(this.shelf, id, read.damage)
    const { article } = read.file
    return { article, title: summaryOf(id, article, { created: 0, edited: 0 }).title }
  }

  async article(id: string): Promise<Article> {
    return (await this.read(id)).article
  }

  /**
   * Puts these words in place of the version whose hash is `base`, or of none. The first `noted` lines of the journal
   * are in them, or all.
   * @throws DeskProblem 'changed-outside' when the file is another version: it is then kept in the history too.
   */
  async save(id: string, text: string, base: string, noted?: number): Promise<SavedDraft> {
    const prepared = prepare(givenArticle(text))
    const path = join(draftFolder(this.shelf, id), ARTICLE_FILE)
    const bytes = await this.#bytes(id, path)
    await this.shelf.mustHold(id)
    const revision = sha256(bytes)
    const unconfirmed = this.#unconfirmed.get(id)
    const isOurs = unconfirmed?.base === base && unconfirmed.revision === revision
    if (revision !== base && !isOurs) {
      await this.#keepOutside(id, bytes)
      throw changedOutside()
    }
    const known = this.#known.get(id)
    const before = known?.revision === revision ? known : this.#sound(id, bytes)
    const times = timesOf(before, await this.shelf.files.stat(path))
    const isSame = !isOurs && !before.altered && before.envelope.checksum === prepared.checksum
    const over = { base, checksum: before.envelope.checksum }
    const foretell = async (now: JournalBase): Promise<void> => {
      // Of lines that nobody counted, none may come after the snapshot's record.
      if (noted === undefined) return
      if (await this.journals.foretell(id, { ...now, over, holds: noted })) this.saves.tell(id, over)
    }
    try {
      if (isSame) await foretell(over)
      const saved = isSame
        ? { summary: summaryOf(id, prepared.article, times), revision }
        : await this.replace(id, prepared, { before, bytes, base, created: times.created }, foretell)
      // No line for the old version from here on.
      this.saves.end(id)
      await this.journals.arrived(id, saved.revision)
      return saved
    } finally {
      this.saves.end(id)
    }
  }

  async #bytes(id: string, path: string): Promise<Uint8Array> {
    try {
      const bytes = await ifThere(this.shelf.files.readFile(path))
      if (bytes === undefined) throw notFound(id)
      return bytes
    } catch (error) {
      throw codeOf(error) === 'EISDIR' ? changedOutside() : error
    }
  }

  #sound(id: string, bytes: Uint8Array): DraftFile {
    try {
      return this.parse(bytes)
    } catch (error) {
      if (!(error instanceof ArticleError)) throw error
      throw damaged(this.shelf, id, { kind: 'bytes', bytes, error })
    }
  }

  /** Writes the file anew where it still is the one of `old`; `foretell` is told before what it will be. */
  async replace(
    id: string,
    prepared: Prepared,
    old: {
      readonly before: Known
      readonly bytes: Uint8Array
      readonly base: string
      readonly created: number
    },
    foretell: (now: JournalBase) => Promise<void> = () => Promise.resolve(),
  ): Promise<SavedDraft> {
    const { files, now } = this.shelf
    const path = join(draftFolder(this.shelf, id), ARTICLE_FILE)
    const { envelope, revision: previous } = old.before
    const times = { created: old.created, edited: now() }
    const bytes = draftBytes(prepared, id, times, { others: envelope.others, previous })
    const revision = sha256(bytes)
    const { checksum } = prepared
    await foretell({ base: revision, checksum })
    await this.#keepOriginal(path, old)
    await this.#keepBeginning(id, old.bytes)
    const lastCheck = async (): Promise<void> => {
      await this.shelf.mustHold(id)
      const current = await ifThere(files.readFile(path))
      if (current === undefined || sha256(current) !== previous) throw changedOutside()
    }
    try {
      await writeAtomically(files, path, bytes, { lastCheck })
    } catch (error) {
      if (error instanceof UnconfirmedWrite) this.#unconfirmed.set(id, { base: old.base, revision })
      throw error
    }
    this.#unconfirmed.delete(id)
    const kept = { ...envelope, ...times, id, version: VERSION, previous, checksum }
    this.remember(id, { envelope: kept, altered: false, revision })
    return { summary: summaryOf(id, prepared.article, times), revision }
  }

  /** A file of an older version stays beside what is made of it: `article.v1.json`. */
  async #keepOriginal(path: string, { before, bytes }: { before: Known; bytes: Uint8Array }): Promise<void> {
    const { version } = before.envelope
    if (version >= VERSION) return
    const folder = dirname(path)
    const stem = `article.v${String(version)}`
    const there = await ifThere(this.shelf.files.readFile(join(folder, `${stem}.json`)))
    if (there !== undefined && sha256(there) === before.revision) return
    const name = await freeName(this.shelf, folder, stem, false)
    await writeAtomically(this.shelf.files, join(folder, name), bytes)
  }

  /** What a draft was before this session's first save is in its history: others may have written it. */
  async #keepBeginning(id: string, bytes: Uint8Array): Promise<void> {
    if (this.#begun.has(id)) return
    try {
      const { article } = this.parse(bytes)
      if (!(await this.histories.of(id).isNewest(stringifyArticle(article, 0))))
        await this.histories.keep(id, article, 'pause')
      this.#begun.add(id)
    } catch (error) {
      // The save matters more; the next one tries again.
      this.shelf.log(`could not keep how ${id} was before: ${String(error)}`)
    }
  }

  async #keepOutside(id: string, bytes: Uint8Array): Promise<void> {
    const revision = sha256(bytes)
    if (this.#outside.get(id) === revision) return
    try {
      const { article } = this.parse(bytes)
      await this.keepVersion(id, article)
      this.#outside.set(id, revision)
    } catch (error) {
      // Damage, or no room: the file itself is not touched in any case.
      this.shelf.log(`could not keep the other version of ${id} in its history: ${String(error)}`)
    }
  }

  /** Keeps a version that other hands made, unless it is the newest revision. */
  async keepVersion(id: string, article: Article): Promise<void> {
    if (!(await this.histories.of(id).isNewest(stringifyArticle(article, 0))))
      await this.histories.keep(id, article, 'outside')
  }

  /**
   * Notes what was typed since `base`: in the draft's queue, or beside a save of it that is under way.
   * @throws DeskProblem 'changed-outside' when that is not the file any more, 'locked' when it is somebody else's.
   */
  async append(id: string, base: string, lines: string): Promise<null> {
    const over = this.saves.over(id)
    if (over?.base === base) {
      await this.journals.append(id, over, lines)
      return null
    }
    const path = join(draftFolder(this.shelf, id), ARTICLE_FILE)
    if (!this.shelf.holds.has(id)) await this.shelf.mustHold(id)
    const facts = await ifThere(this.shelf.files.stat(path))
    if (facts === undefined) throw notFound(id)
    const stamp = stampOf(facts)
    let known = this.#known.get(id)
    if (known === undefined || this.#stamps.get(id) !== stamp) {
      const bytes = await this.#bytes(id, path)
      const revision = sha256(bytes)
      if (revision !== base) throw changedOutside()
      if (known?.revision !== revision) known = this.#sound(id, bytes)
      this.remember(id, known)
      this.#stamps.set(id, stamp)
    }
    if (known.revision !== base) throw changedOutside()
    await this.journals.append(id, { base, checksum: known.envelope.checksum }, lines)
    return null
  }
}

/** A draft as a page opens it. */
export function opened(
  id: string,
  file: DraftFile,
  times: { readonly created: number; readonly edited: number },
  notices: readonly string[],
): OpenDraft {
  return {
    summary: summaryOf(id, file.article, times),
    article: stringifyArticle(file.article, 0),
    revision: file.revision,
    notices,
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

export function changedOutside(): DeskProblem {
  return new DeskProblem(
    'changed-outside',
    'This draft was changed outside Galley since it was opened here, so it was not saved over.',
    'Both are safe: the other version is on disk, yours is on the screen.',
    'Save yours as a copy, or open the draft again to take the other version.',
  )
}
