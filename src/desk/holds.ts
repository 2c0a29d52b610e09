import { join } from 'node:path'
import { codeOf, type Files } from './files.ts'
import type { FolderNames } from './folderNames.ts'
import { type DraftLock, LOCK_FILE, Locked, takeLock } from './lock.ts'

/** Codes of a disk that takes no lock although the draft can be read there. */
const UNWRITABLE = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT', 'EIO'])

/** How a draft was got hold of. */
export type Grip =
  | { readonly by: 'us' }
  /** Another process writes it. */
  | { readonly by: 'other'; readonly who: string }
  /** The disk takes no lock, so it can be read alone. */
  | { readonly by: 'nobody'; readonly why: string }

/** The drafts that this process writes: one lock each, however often it has them open. */
export class Holds {
  readonly #files: Files
  readonly #library: string
  readonly #names: FolderNames
  readonly #locks = new Map<string, DraftLock>()
  readonly #opens = new Map<string, number>()

  constructor(files: Files, library: string, names: FolderNames) {
    this.#files = files
    this.#library = library
    this.#names = names
  }

  /** Tries to get hold of a draft. In the draft's queue: two at once would be each other's strangers. */
  async grip(id: string): Promise<Grip> {
    try {
      await this.ensure(id)
      return { by: 'us' }
    } catch (error) {
      if (error instanceof Locked) return { by: 'other', who: error.who || 'another Galley' }
      if (!UNWRITABLE.has(codeOf(error))) throw error
      return { by: 'nobody', why: codeOf(error) }
    }
  }

  /**
   * Sees to it that this process may write the draft now: looks at its lock, or takes one.
   * @throws Locked; what the file system threw.
   */
  async ensure(id: string): Promise<void> {
    const lock = this.#locks.get(id)
    // Its owner may have renamed the folder: the lock went with it.
    lock?.moved(this.#path(id))
    if (lock !== undefined && (await lock.confirm())) return
    if (lock !== undefined) await this.release(id)
    this.#locks.set(id, await takeLock(this.#files, this.#path(id)))
  }

  /** Whether the draft is ours, as far as is known without a look at the disk. */
  has(id: string): boolean {
    return this.#locks.get(id)?.held() ?? false
  }

  /** A page shows the draft now. */
  opened(id: string): void {
    this.#opens.set(id, this.opens(id) + 1)
  }

  /** Answers how many opens are left. */
  closed(id: string): number {
    const left = Math.max(0, this.opens(id) - 1)
    if (left === 0) this.#opens.delete(id)
    else this.#opens.set(id, left)
    return left
  }

  opens(id: string): number {
    return this.#opens.get(id) ?? 0
  }

  /** The draft's folder has another name or place now; its lock went with it. */
  moved(id: string, folder = join(this.#library, this.#names.folderOf(id))): void {
    this.#locks.get(id)?.moved(join(folder, LOCK_FILE))
  }

  async release(id: string): Promise<void> {
    const lock = this.#locks.get(id)
    this.#locks.delete(id)
    await lock?.release().catch(() => undefined)
  }

  /** Releases a draft that no page has open; one that was only written in passing. */
  async releaseUnused(id: string): Promise<void> {
    if (this.opens(id) === 0) await this.release(id)
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.#locks.keys()].map((id) => this.release(id)))
  }

  #path(id: string): string {
    return join(this.#library, this.#names.folderOf(id), LOCK_FILE)
  }
}
