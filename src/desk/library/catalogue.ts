import { join } from 'node:path'
import { ArticleError } from '../../article/index.ts'
import { type DraftSummary } from '../../desk.ts'
import { readInside } from '../disk/readInside.ts'
import { articleDamage } from '../unreadable.ts'
import { damagedSummary, summaryFromBytes } from '../drafts/draftFile.ts'
import { type FileFacts, ifExists, stampOf } from '../disk/files.ts'
import { t } from '../messages.ts'
import { mapBounded } from '../queue.ts'
import { ARTICLE_FILE, draftFolder, IMAGES_FOLDER, type DeskContext } from '../context.ts'

/** Drafts read at once: more only wait for each other in Node's four disk threads. */
const CONCURRENCY = 8

/**
 * The list of all drafts of the library, made from their files without the search index. A summary is cached in memory
 * until its file changes (size, inode, times).
 */
export class Catalogue {
  readonly #context: DeskContext
  #summaries = new Map<string, { readonly stamp: string; readonly summary: DraftSummary }>()

  constructor(context: DeskContext) {
    this.#context = context
  }

  /** Returns all drafts, newest edit first; drafts edited at the same moment by id. Damaged ones are included. */
  async list(): Promise<{ drafts: DraftSummary[] }> {
    const ids = [...(await this.#context.draftFolders.scan()).keys()]
    const summaries = await mapBounded(ids, CONCURRENCY, (id) => this.summary(id))
    const drafts = summaries.filter((summary) => summary !== null)
    const listed = new Set(drafts.map(({ id }) => id))
    this.#summaries = new Map([...this.#summaries].filter(([id]) => listed.has(id)))
    return { drafts: drafts.sort((one, other) => other.edited - one.edited || (one.id < other.id ? -1 : 1)) }
  }

  /**
   * Returns a draft's summary, or null if the folder is no draft's. Never throws because of the files: an unreadable draft
   * has a summary with `damage`.
   * @throws DeskProblem if `id` is no valid id
   */
  async summary(id: string): Promise<DraftSummary | null> {
    const folder = draftFolder(this.#context, id)
    try {
      const path = join(folder, ARTICLE_FILE)
      const facts = await ifExists(this.#context.files.stat(path))
      if (facts === undefined) return await this.#withoutArticle(id, folder)
      const stamp = stampOf(facts)
      const kept = this.#summaries.get(id)
      return kept?.stamp === stamp ? kept.summary : await this.#read(id, path, facts)
    } catch (error) {
      const facts = await ifExists(this.#context.files.lstat(folder)).catch(() => undefined)
      return facts === undefined ? null : damagedSummary(id, facts, articleDamage(error))
    }
  }

  /** Reads a summary and caches it. A failure is not cached: the file may be readable later without a change. */
  async #read(id: string, path: string, facts: FileFacts): Promise<DraftSummary> {
    const { files, folder } = this.#context
    let bytes: Uint8Array
    try {
      bytes = await readInside(files, folder, path)
    } catch (error) {
      return damagedSummary(id, facts, articleDamage(error))
    }
    const summary = summaryOrDamage(id, bytes, facts)
    this.#summaries.set(id, { stamp: stampOf(facts), summary })
    return summary
  }

  /**
   * Returns the summary of a folder without an article file. It is a damaged draft if it has pictures or a dangling link in
   * the article's place; any other folder is no draft (null).
   */
  async #withoutArticle(id: string, folder: string): Promise<DraftSummary | null> {
    const { files } = this.#context
    const link = await ifExists(files.lstat(join(folder, ARTICLE_FILE)))
    if (link !== undefined)
      return damagedSummary(id, link, t('unreadable.danglingArticle', { file: ARTICLE_FILE }))
    const images = await ifExists(files.stat(join(folder, IMAGES_FOLDER)))
    return images?.isDirectory() === true
      ? damagedSummary(id, images, t('unreadable.missingArticle', { file: ARTICLE_FILE }))
      : null
  }
}

function summaryOrDamage(id: string, bytes: Uint8Array, facts: FileFacts): DraftSummary {
  try {
    return summaryFromBytes(id, bytes, facts)
  } catch (error) {
    if (error instanceof ArticleError) return damagedSummary(id, facts, `${error.what} (${error.where})`)
    return damagedSummary(id, facts, articleDamage(error))
  }
}
