import { join } from 'node:path'
import { prepare, readDraft } from '../draftFile.ts'
import { ifThere } from '../files.ts'
import { ARTICLE_FILE, type Shelf, TRASH_FOLDER } from '../shelf.ts'

/** The drafts that are in the library and its trash already: none of them is ever written over. */
export class Existing {
  readonly #shelf: Shelf
  /** Paths of the drafts' folders. Two of one id: the one in the library counts. */
  readonly #folders: Map<string, string>

  private constructor(shelf: Shelf, folders: Map<string, string>) {
    this.#shelf = shelf
    this.#folders = folders
  }

  static async survey(shelf: Shelf): Promise<Existing> {
    const folders = new Map<string, string>()
    const trash = join(shelf.folder, TRASH_FOLDER)
    for (const name of (await ifThere(shelf.files.readdir(trash))) ?? [])
      folders.set((await idIn(shelf, join(trash, name))) ?? name, join(trash, name))
    for (const [id, folder] of await shelf.names.survey()) folders.set(id, join(shelf.folder, folder))
    return new Existing(shelf, folders)
  }

  has(id: string): boolean {
    return this.#folders.has(id)
  }

  /** Whether the draft of that id says word for word what this one says: articles by their checksums. */
  async says(id: string, checksum: string): Promise<boolean> {
    const folder = this.#folders.get(id)
    if (folder === undefined) return false
    try {
      const bytes = await this.#shelf.files.readFile(join(folder, ARTICLE_FILE))
      return prepare(readDraft(bytes).article).checksum === checksum
    } catch {
      // Damaged or gone: whatever it said, this is another draft.
      return false
    }
  }

  add(id: string, folder: string): void {
    this.#folders.set(id, folder)
  }
}

async function idIn(shelf: Shelf, folder: string): Promise<string | undefined> {
  try {
    const text = Buffer.from(await shelf.files.readFile(join(folder, ARTICLE_FILE))).toString()
    const { id } = JSON.parse(text) as { readonly id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
