import { type Article, articleWords, stringifyArticle } from '../../article/index.ts'
import type { Revision, RevisionReason } from '../../desk.ts'
import { draftFolder, type Shelf } from '../shelf.ts'
import { History } from './history.ts'

/** The histories of a library's drafts: one instance a draft, made when it is first asked for. */
export class Histories {
  readonly #shelf: Shelf
  readonly #known = new Map<string, History>()

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  of(id: string): History {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    const { files, now } = this.#shelf
    const history = new History({ files, folder: () => draftFolder(this.#shelf, id), now })
    this.#known.set(id, history)
    return history
  }

  /** Gives up what is kept in memory of a draft's history: for when the draft closes or goes. */
  forget(id: string): void {
    this.#known.delete(id)
  }

  /** Keeps an article as a revision of a draft that this process writes. */
  async keep(id: string, article: Article, reason: RevisionReason, name = ''): Promise<Revision> {
    await this.#shelf.mustHold(id)
    return this.of(id).add(stringifyArticle(article, 0), { reason, name, words: articleWords(article.doc) })
  }

  async name(id: string, number: number, name: string): Promise<null> {
    await this.#shelf.mustHold(id)
    await this.of(id).name(number, name)
    return null
  }
}
