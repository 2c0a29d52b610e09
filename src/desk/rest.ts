import { join } from 'node:path'
import { type Article, stringifyArticle } from '../article/index.ts'
import { isDraftId } from '../calls.ts'
import { renamePatiently, syncFolder } from './atomicWrite.ts'
import type { Drafts } from './drafts.ts'
import { codeOf, ifThere } from './files.ts'
import type { Histories } from './history/index.ts'
import { writeMirror } from './history/mirror.ts'
import { sweepPictures } from './pictures/images.ts'
import { folderNameOf } from './names.ts'
import { DeskProblem } from './problems.ts'
import { draftFolder, type Shelf } from './shelf.ts'

/** A draft not saved for so long is at rest. Milliseconds. */
export const REST = 5_000
/** One that is saved all the time is taken for resting this often, so that its history goes on. */
const LONGEST = 60_000

/** Has `act` done after that many milliseconds; answers what calls it off. */
export type Later = (act: () => void, milliseconds: number) => () => void

export const later: Later = (act, milliseconds) => {
  const timer = setTimeout(act, milliseconds)
  timer.unref()
  return () => {
    clearTimeout(timer)
  }
}

export interface RestOptions {
  readonly after?: number
  readonly later?: Later
}

interface Waiting {
  readonly since: number
  readonly callOff: () => void
}

/**
 * What is done for a draft when its writer pauses, and not at every save: a revision is kept, the mirror refreshed, the
 * folder named after the title. None of it is needed for the draft to be safe, so a failure is told and nothing more.
 */
export class Rest {
  readonly #shelf: Shelf
  readonly #drafts: Drafts
  readonly #histories: Histories
  readonly #after: number
  readonly #later: Later
  readonly #waiting = new Map<string, Waiting>()
  /** Drafts with something that could not be done for them, and what. */
  readonly #troubles = new Map<string, string>()
  readonly #told = new Set<string>()

  constructor(
    { shelf, drafts, histories }: { shelf: Shelf; drafts: Drafts; histories: Histories },
    options: RestOptions = {},
  ) {
    this.#shelf = shelf
    this.#drafts = drafts
    this.#histories = histories
    this.#after = options.after ?? REST
    this.#later = options.later ?? later
  }

  /** The draft was just written. */
  touched(id: string): void {
    const before = this.#waiting.get(id)
    before?.callOff()
    const since = before?.since ?? performance.now()
    const wait = Math.max(0, Math.min(this.#after, since + LONGEST - performance.now()))
    const callOff = this.#later(() => {
      void this.#shelf.queues.run(id, () => this.#come(id))
    }, wait)
    this.#waiting.set(id, { since, callOff })
  }

  async #come(id: string): Promise<void> {
    await this.settle(id).catch((error: unknown) => {
      this.#shelf.log(`could not put ${id} to rest: ${String(error)}`)
    })
    await this.#shelf.holds.releaseUnused(id)
  }

  /**
   * Does at once what waits for rest, if anything does. In the draft's queue.
   * @throws what kept the revision or the mirror from being written; everything else was done all the same.
   */
  async settle(id: string): Promise<void> {
    const waiting = this.#waiting.get(id)
    if (waiting === undefined) return
    waiting.callOff()
    this.#waiting.delete(id)
    try {
      await this.#settle(id)
      this.#troubles.delete(id)
    } catch (error) {
      this.#troubles.set(id, troubleOf(error))
      this.#drafts.keepBeforeSave(id)
      // Tried again when the draft closes, if no save comes before.
      this.#waiting.set(id, { since: waiting.since, callOff: () => undefined })
      throw error
    }
  }

  async #settle(id: string): Promise<void> {
    // Gone meanwhile, by other hands.
    if ((await ifThere(this.#shelf.files.lstat(draftFolder(this.#shelf, id)))) === undefined) return
    await this.#shelf.mustHold(id)
    const { article, title } = await this.#drafts.read(id)
    const failures: unknown[] = []
    const attempt = async (act: () => Promise<unknown>): Promise<void> => {
      await act().catch((error: unknown) => failures.push(error))
    }
    await attempt(async () => {
      if (!(await this.#histories.of(id).isNewest(stringifyArticle(article, 0))))
        await this.#histories.keep(id, article, 'pause')
    })
    await attempt(() => this.#mirror(id, article))
    await this.#drafts.journals.tidy(id).catch(() => undefined)
    await nameAfter(this.#shelf, id, title)
    this.#shelf.changes.tell(id)
    if (failures.length > 0) throw failures[0]
  }

  async #mirror(id: string, article: Article): Promise<void> {
    const aside = await writeMirror(this.#shelf.files, draftFolder(this.#shelf, id), article)
    if (aside !== null) this.#told.add(asideNotice(this.#shelf.names.folderOf(id), aside))
  }

  /** The page closed the draft, and nobody else has it open: done at once, with what only a closed draft allows. */
  async close(id: string): Promise<void> {
    try {
      await this.settle(id)
      await this.#thinOut(id).catch((error: unknown) => {
        this.#shelf.log(`could not thin out ${id}: ${String(error)}`)
      })
    } finally {
      this.#histories.forget(id)
    }
  }

  async #thinOut(id: string): Promise<void> {
    const history = this.#histories.of(id)
    await history.thin()
    await sweepPictures(this.#shelf, id, await this.#drafts.article(id), history)
  }

  /** Calls off what waits, for a draft that is no more. */
  forget(id: string): void {
    this.#waiting.get(id)?.callOff()
    this.#waiting.delete(id)
    this.#troubles.delete(id)
  }

  /** Everything that waits, at once: the desk closes. */
  async settleAll(): Promise<void> {
    const ids = [...this.#waiting.keys()]
    await Promise.allSettled(ids.map((id) => this.#shelf.queues.run(id, () => this.#come(id))))
  }

  /** What the writer should know about versions that could not be kept. */
  get notices(): readonly string[] {
    return [...new Set([...this.#troubles.values(), ...this.#told])]
  }
}

function asideNotice(folder: string, aside: string): string {
  return `The file article.md in “${folder}” was changed outside Galley. Galley writes it and does not read it, so what was there is kept beside it as ${aside}.`
}

function troubleOf(error: unknown): string {
  const why = error instanceof DeskProblem ? error.problem.what : codeOf(error) || String(error)
  return `The history of a draft could not go on: ${why} The draft itself is saved.`
}

/**
 * Renames a draft's folder after its title, as far as Galley named it; a name that its owner gave stays, and so does
 * everything when the new name is taken or the renaming fails.
 */
export async function nameAfter(shelf: Shelf, id: string, title: string): Promise<void> {
  const { files, folder, names } = shelf
  const now = names.folderOf(id)
  const wanted = folderNameOf(title, id)
  if (wanted === null || wanted === now || !isDraftId(wanted) || !now.endsWith(id.slice(-7))) return
  try {
    if ((await ifThere(files.lstat(join(folder, wanted)))) !== undefined) return
    await renamePatiently(files, join(folder, now), join(folder, wanted))
  } catch (error) {
    shelf.log(`could not rename the folder ${now}: ${codeOf(error)}`)
    return
  }
  names.learn(id, wanted)
  shelf.holds.moved(id)
  await syncFolder(files, folder).catch((error: unknown) => {
    shelf.log(`could not sync ${folder}: ${codeOf(error)}`)
  })
}
