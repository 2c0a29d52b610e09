import { join } from 'node:path'
import { parsable } from '../../disk/jsonSize.ts'
import { ownFolder } from '../../disk/ownFolders.ts'
import { readInside } from '../../disk/readInside.ts'
import { prepare, readDraft } from '../../drafts/draftFile.ts'
import { ifThere } from '../../disk/files.ts'
import { ARTICLE_FILE, type Shelf, TRASH_FOLDER } from '../../context.ts'

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
    for (const name of await namesIn(shelf))
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
      const bytes = await articleIn(this.#shelf, folder)
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

/** The names in the trash; none where it is a link or cannot be read: then nothing is written there either. */
async function namesIn({ files, folder }: Shelf): Promise<readonly string[]> {
  try {
    const trash = await ownFolder(files, folder, TRASH_FOLDER)
    return trash === undefined ? [] : ((await ifThere(files.readdir(trash))) ?? [])
  } catch {
    return []
  }
}

async function articleIn({ files, folder: library }: Shelf, folder: string): Promise<Uint8Array> {
  const path = join(folder, ARTICLE_FILE)
  return parsable(await readInside(files, library, path), path)
}

async function idIn(shelf: Shelf, folder: string): Promise<string | undefined> {
  try {
    const text = Buffer.from(await articleIn(shelf, folder)).toString()
    const { id } = JSON.parse(text) as { readonly id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
