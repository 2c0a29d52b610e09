import { join } from 'node:path'
import { ARTICLE_FILE, type DeskContext, TRASH_FOLDER } from '../../context.ts'
import { ifExists } from '../../disk/files.ts'
import { ensureParsable } from '../../disk/jsonSize.ts'
import { ownFolder } from '../../library/ownFolders.ts'
import { readInside } from '../../disk/readInside.ts'
import { prepare, readDraft } from '../../drafts/draftFile.ts'

/** The drafts that are in the library and its trash already: an import never writes over one. */
export class LibraryDrafts {
  readonly #context: DeskContext
  /** Paths of the drafts' folders by id. Of two with one id, the one in the library is here. */
  readonly #folders: Map<string, string>

  private constructor(context: DeskContext, folders: Map<string, string>) {
    this.#context = context
    this.#folders = folders
  }

  /** Looks at every draft's id, once: an import adds what it brings. */
  static async survey(context: DeskContext): Promise<LibraryDrafts> {
    const folders = new Map<string, string>()
    const trash = join(context.folder, TRASH_FOLDER)
    for (const name of await trashedNames(context))
      folders.set((await idIn(context, join(trash, name))) ?? name, join(trash, name))
    for (const [id, folder] of await context.draftFolders.scan())
      folders.set(id, join(context.folder, folder))
    return new LibraryDrafts(context, folders)
  }

  has(id: string): boolean {
    return this.#folders.has(id)
  }

  /** Returns true if the draft of that id has the article of that checksum. */
  async hasArticle(id: string, checksum: string): Promise<boolean> {
    const folder = this.#folders.get(id)
    if (folder === undefined) return false
    try {
      const bytes = await readArticle(this.#context, folder)
      return prepare(readDraft(bytes).article).checksum === checksum
    } catch {
      // Damaged or gone: the imported one is then another draft.
      return false
    }
  }

  /** @param folder its path. */
  add(id: string, folder: string): void {
    this.#folders.set(id, folder)
  }
}

/** Returns no names where the trash is a link or cannot be read: nothing is written there then either. */
async function trashedNames({ files, folder }: DeskContext): Promise<readonly string[]> {
  try {
    const trash = await ownFolder(files, folder, TRASH_FOLDER)
    return trash === undefined ? [] : ((await ifExists(files.readdir(trash))) ?? [])
  } catch {
    return []
  }
}

async function readArticle({ files, folder: library }: DeskContext, folder: string): Promise<Uint8Array> {
  const path = join(folder, ARTICLE_FILE)
  return ensureParsable(await readInside(files, library, path), path)
}

async function idIn(context: DeskContext, folder: string): Promise<string | undefined> {
  try {
    const text = Buffer.from(await readArticle(context, folder)).toString()
    const { id } = JSON.parse(text) as { readonly id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
