import { join } from 'node:path'
import { ArticleError } from '../article/index.ts'
import { type DraftSummary } from '../desk.ts'
import { damagedSummary, summaryFromBytes } from './draftFile.ts'
import { codeOf, type FileFacts, ifThere, stampOf } from './files.ts'
import { mapBounded } from './queue.ts'
import { ARTICLE_FILE, draftFolder, IMAGES_FOLDER, type Shelf } from './shelf.ts'

/** Drafts read at once: more only wait for each other in Node's four disk threads. */
const AT_ONCE = 8

/** The library's list. What was read of a draft is kept until its file changes. */
export class Catalogue {
  readonly #shelf: Shelf
  #lines = new Map<string, { readonly stamp: string; readonly summary: DraftSummary }>()

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  /** All drafts, newest edit first. */
  async list(): Promise<{ drafts: DraftSummary[] }> {
    const ids = [...(await this.#shelf.names.survey()).keys()]
    const summaries = await mapBounded(ids, AT_ONCE, (id) => this.summary(id))
    const drafts = summaries.filter((summary) => summary !== null)
    const listed = new Set(drafts.map(({ id }) => id))
    this.#lines = new Map([...this.#lines].filter(([id]) => listed.has(id)))
    return { drafts: drafts.sort((one, other) => other.edited - one.edited || (one.id < other.id ? -1 : 1)) }
  }

  /** A draft's line; null when the folder is none of a draft. */
  async summary(id: string): Promise<DraftSummary | null> {
    const { files } = this.#shelf
    const path = join(draftFolder(this.#shelf, id), ARTICLE_FILE)
    const facts = await ifThere(files.stat(path))
    if (facts === undefined) return this.#withoutArticle(id)
    const stamp = stampOf(facts)
    const kept = this.#lines.get(id)
    if (kept?.stamp === stamp) return kept.summary
    const summary = await this.#read(id, path, facts)
    this.#lines.set(id, { stamp, summary })
    return summary
  }

  async #read(id: string, path: string, facts: FileFacts): Promise<DraftSummary> {
    try {
      return summaryFromBytes(id, await this.#shelf.files.readFile(path), facts)
    } catch (error) {
      if (error instanceof ArticleError) return damagedSummary(id, facts, `${error.what} (${error.where})`)
      return damagedSummary(
        id,
        facts,
        `its ${ARTICLE_FILE} cannot be read (${codeOf(error) || 'unknown reason'})`,
      )
    }
  }

  /** A folder with pictures but no article has lost it; any other folder without one is not ours. */
  async #withoutArticle(id: string): Promise<DraftSummary | null> {
    const folder = draftFolder(this.#shelf, id)
    const images = await ifThere(this.#shelf.files.stat(join(folder, IMAGES_FOLDER)))
    return images?.isDirectory() === true
      ? damagedSummary(id, images, `its ${ARTICLE_FILE} is missing`)
      : null
  }
}
