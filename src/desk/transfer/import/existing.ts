import { join } from 'node:path'
import { ensureParsable } from '../../disk/jsonSize.ts'
import { ownFolder } from '../../library/ownFolders.ts'
import { readInside } from '../../disk/readInside.ts'
import { prepare, readDraft } from '../../drafts/draftFile.ts'
import { ifThere } from '../../disk/files.ts'
import { ARTICLE_FILE, type DeskContext, TRASH_FOLDER } from '../../context.ts'

/** The drafts that are in the library and its trash already: none of them is ever written over. */
export class Existing {
  readonly #context: DeskContext
  /** Paths of the drafts' folders. Two of one id: the one in the library counts. */
  readonly #folders: Map<string, string>

  private constructor(context: DeskContext, folders: Map<string, string>) {
    this.#context = context
    this.#folders = folders
  }

  static async survey(context: DeskContext): Promise<Existing> {
    const folders = new Map<string, string>()
    const trash = join(context.folder, TRASH_FOLDER)
    for (const name of await namesIn(context))
      folders.set((await idIn(context, join(trash, name))) ?? name, join(trash, name))
    for (const [id, folder] of await context.draftFolders.scan())
      folders.set(id, join(context.folder, folder))
    return new Existing(context, folders)
  }

  has(id: string): boolean {
    return this.#folders.has(id)
  }

  /** Whether the draft of that id says word for word what this one says: articles by their checksums. */
  async says(id: string, checksum: string): Promise<boolean> {
    const folder = this.#folders.get(id)
    if (folder === undefined) return false
    try {
      const bytes = await articleIn(this.#context, folder)
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
async function namesIn({ files, folder }: DeskContext): Promise<readonly string[]> {
  try {
    const trash = await ownFolder(files, folder, TRASH_FOLDER)
    return trash === undefined ? [] : ((await ifThere(files.readdir(trash))) ?? [])
  } catch {
    return []
  }
}

async function articleIn({ files, folder: library }: DeskContext, folder: string): Promise<Uint8Array> {
  const path = join(folder, ARTICLE_FILE)
  return ensureParsable(await readInside(files, library, path), path)
}

async function idIn(context: DeskContext, folder: string): Promise<string | undefined> {
  try {
    const text = Buffer.from(await articleIn(context, folder)).toString()
    const { id } = JSON.parse(text) as { readonly id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
