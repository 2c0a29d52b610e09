import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { FORMAT, stemOf } from '../../article/index.ts'
import { isDraftId } from '../../calls.ts'
import { readHeadInside, readInside } from '../disk/readInside.ts'
import { codeOf, type Files, ifExists } from '../disk/files.ts'
import { t } from '../messages.ts'
import { mapBounded } from '../queue.ts'

const ARTICLE = 'article.json'
/** What a draft that lost its article file still has. */
const DRAFT_SUBFOLDERS = ['images', 'history']
/** Enough for the envelope's first fields. */
const HEAD_BYTES = 512
const CONCURRENCY = 8
/** Folders that systems make at the top of a disk; nobody may look into them. */
export const SYSTEM_FOLDERS: ReadonlySet<string> = new Set([
  'lost+found',
  'System Volume Information',
  '$RECYCLE.BIN',
])
/** Names in one notice. */
const MAX_NAMED_FOLDERS = 5

/** Our own files begin so; whatever was written by others is read whole. */
const GALLEY_HEAD = new RegExp(
  `^\\{\\s*"format":\\s*"${FORMAT}",\\s*"version":\\s*\\d+,\\s*"id":\\s*"([^"\\\\]+)"`,
)

/**
 * Which folder of the library is which draft's. A draft's id is in its article file and stays; its folder follows the
 * title, may be renamed by its owner, and may be copied, whereupon two claim one id and the copy gets another.
 *
 * One folder may have several names: macOS lists `café` decomposed on some disks (NFD) although it was made composed
 * (NFC), other systems ignore case, and a link leads to a folder. Each folder is one draft, under the name known first.
 */
export class DraftFolders {
  readonly #files: Files
  readonly #library: string
  readonly #folders = new Map<string, string>()
  readonly #ids = new Map<string, string>()
  /** By composed name, the folder's name as it is known. */
  readonly #composed = new Map<string, string>()
  /** Other names of known folders, and the names these are known by. */
  readonly #aliases = new Map<string, string>()
  readonly #copies: string[] = []
  /** What could not be looked into at the last survey, with the code of the error. */
  #unreadable: ReadonlyMap<string, string> = new Map()

  /** `library` is a real path. */
  constructor(files: Files, library: string) {
    this.#files = files
    this.#library = library
  }

  /** What the writer should know: which folders were copies, and what could not be looked into. */
  get notices(): readonly string[] {
    const unreadable = [...this.#unreadable].map(([name, code]) =>
      t('notices.unreadableFolder', { name: name.slice(0, 100), code }),
    )
    if (unreadable.length === 0) return [...this.#copies]
    const more = unreadable.length - MAX_NAMED_FOLDERS
    const names = unreadable.slice(0, MAX_NAMED_FOLDERS).join(', ')
    return [
      ...this.#copies,
      more > 0
        ? t('notices.moreUnreadableFolders', { names, more })
        : t('notices.unreadableFolders', { names }),
    ]
  }

  /** The name of a draft's folder as far as is known; its id else. Check the id first: it becomes part of a path. */
  folderOf(id: string): string {
    return this.#folders.get(id) ?? id
  }

  /** The id of the draft in a folder, if that was found out. */
  idOf(folder: string): string | undefined {
    const known = this.#aliases.get(folder) ?? this.#composed.get(composed(folder)) ?? folder
    return this.#ids.get(folder) ?? this.#ids.get(known)
  }

  /** Notes that this folder is this draft's: just made, renamed, or known from an index. */
  register(id: string, folder: string): void {
    this.forget(id)
    this.#folders.set(id, folder)
    this.#ids.set(folder, id)
    this.#composed.set(composed(folder), folder)
  }

  /** Registers what an index remembers of an earlier start, unless the draft or the folder was looked up since. */
  registerRemembered(id: string, folder: string): void {
    if (!this.#folders.has(id) && !this.#ids.has(folder)) this.register(id, folder)
  }

  /** Forgets a draft's folder: it was removed, or moved to the trash. */
  forget(id: string): void {
    const folder = this.#folders.get(id)
    this.#folders.delete(id)
    if (folder === undefined) return
    this.#ids.delete(folder)
    if (this.#composed.get(composed(folder)) === folder) this.#composed.delete(composed(folder))
  }

  /** Finds a draft's folder anew when it is not where it was: renamed by its owner or by another Galley. */
  async locate(id: string): Promise<void> {
    if (!isDraftId(id)) return
    const known = this.#folders.get(id)
    if (known !== undefined && (await this.#isThere(known))) return
    const claim = await this.#claimOf(id)
    if (known === undefined && (claim === id || claim === null)) {
      this.register(id, id)
      return
    }
    if (known === undefined && (await this.#locateByName(id))) return
    // The library itself may be gone: each call says then what it could not do, and a copy makes the library anew.
    await ifExists(this.scan())
  }

  /**
   * Finds a draft in the folder that Galley named after its title. The start of a large library opens a draft before the index
   * has told the folders, and a scan would read the head of every article. Returns false unless just one such folder is this
   * draft's: which one is it of several, only a scan can say.
   */
  async #locateByName(id: string): Promise<boolean> {
    const names = (await ifExists(this.#files.readdir(this.#library))) ?? []
    const named = names.filter((name) => !this.#ids.has(name) && isNaturalName(name, id))
    const [folder] = named
    if (folder === undefined || named.length > 1) return false
    const facts = await ifExists(this.#files.lstat(join(this.#library, folder)))
    // A link's target comes first, under a name that only a scan finds.
    if (facts?.isDirectory() !== true || (await this.#claimOf(folder)) !== id) return false
    this.register(id, folder)
    return true
  }

  /** Every draft of the library with its folder; only folders that are not known yet are looked into. */
  async scan(): Promise<ReadonlyMap<string, string>> {
    const names = (await this.#files.readdir(this.#library)).filter(
      (name) => !name.startsWith('.') && !SYSTEM_FOLDERS.has(name),
    )
    const there = new Set(names)
    for (const [id, folder] of [...this.#folders])
      // A folder made or renamed since the names were read is there all the same.
      if (!there.has(folder) && !(await this.#isThere(folder))) this.forget(id)
    for (const alias of [...this.#aliases.keys()]) if (!there.has(alias)) this.#aliases.delete(alias)
    const unknown = names.filter((name) => !this.#ids.has(name)).sort()
    const isFresh = await mapBounded(
      unknown,
      CONCURRENCY,
      async (name) => !(await this.#isAlias(name, there)),
    )
    const fresh = unknown.filter((_, index) => isFresh[index])
    const unreadable = new Map<string, string>()
    const claims = await mapBounded(fresh, CONCURRENCY, (name) => this.#claimOf(name, unreadable))
    this.#unreadable = unreadable
    const found = fresh.flatMap((folder, index) => {
      const claim = claims[index]
      return claim === undefined ? [] : [{ folder, claim }]
    })
    for (const { folder, claim } of await this.#oldestFirst(found)) {
      if (!(await this.#isThere(folder))) continue
      const sameId = this.#folders.get(wantedId(folder, claim))
      if (sameId !== undefined && (await this.#isSame(folder, sameId))) this.#aliases.set(folder, sameId)
      else this.#add(folder, claim)
    }
    return this.#folders
  }

  async #isThere(folder: string): Promise<boolean> {
    return (await ifExists(this.#files.lstat(join(this.#library, folder)))) !== undefined
  }

  /**
   * Returns true for another name of a known folder. A name that differs from a known one in its composition alone is the same
   * folder's unless both are listed: a Linux disk may have both.
   */
  async #isAlias(name: string, there: ReadonlySet<string>): Promise<boolean> {
    const twin = this.#composed.get(composed(name))
    if (twin !== undefined && !there.has(twin)) return true
    const known = this.#aliases.get(name)
    return known !== undefined && this.#ids.has(known) && (await this.#isSame(name, known))
  }

  /** Returns true if both names lead to one folder of the disk. */
  async #isSame(one: string, other: string): Promise<boolean> {
    if (one === other) return false
    try {
      const [a, b] = await Promise.all(
        [one, other].map((name) => this.#files.stat(join(this.#library, name))),
      )
      return a !== undefined && b !== undefined && a.ino !== 0 && a.ino === b.ino && a.dev === b.dev
    } catch {
      return false
    }
  }

  /**
   * The id that a folder's article file names; null when it names none or cannot be read, undefined when the folder is no
   * draft's. What cannot be looked into at all is a draft's if Galley gave it its name; else it is noted.
   */
  async #claimOf(folder: string, unreadable?: Map<string, string>): Promise<string | null | undefined> {
    const path = join(this.#library, folder, ARTICLE)
    try {
      const head = Buffer.from(await readHeadInside(this.#files, this.#library, path, HEAD_BYTES)).toString()
      const claim = GALLEY_HEAD.exec(head)?.[1] ?? idIn(await readInside(this.#files, this.#library, path))
      return claim !== undefined && isDraftId(claim) ? claim : null
    } catch {
      return this.#claimOfUnreadable(folder, unreadable)
    }
  }

  async #claimOfUnreadable(folder: string, unreadable?: Map<string, string>): Promise<null | undefined> {
    try {
      for (const name of [ARTICLE, ...DRAFT_SUBFOLDERS]) {
        const facts = await ifExists(this.#files.lstat(join(this.#library, folder, name)))
        if (facts !== undefined && (name === ARTICLE || facts.isDirectory())) return null
      }
      return undefined
    } catch (error) {
      if (isDraftId(folder) && GENERATED_NAME.test(folder)) return null
      unreadable?.set(folder, codeOf(error))
      return undefined
    }
  }

  /** Where several folders claim one id, the one Galley named comes first, then the older one. */
  async #oldestFirst(
    found: readonly { folder: string; claim: string | null }[],
  ): Promise<readonly { folder: string; claim: string | null }[]> {
    const counts = new Map<string, number>()
    for (const { claim } of found) if (claim !== null) counts.set(claim, (counts.get(claim) ?? 0) + 1)
    const ranks = new Map<string, number>()
    for (const { folder, claim } of found) {
      if (claim === null) ranks.set(folder, Infinity)
      else if ((counts.get(claim) ?? 0) > 1) ranks.set(folder, await this.#rank(folder, claim))
    }
    return found.toSorted((one, other) => (ranks.get(one.folder) ?? 0) - (ranks.get(other.folder) ?? 0))
  }

  async #rank(folder: string, claim: string): Promise<number> {
    const facts = await ifExists(this.#files.lstat(join(this.#library, folder))).catch(() => undefined)
    // A folder comes before a link to it, whatever their names.
    if (facts?.isDirectory() !== true) return Infinity
    return isNaturalName(folder, claim) ? 0 : 1 + (facts.birthtimeMs || facts.ctimeMs)
  }

  #add(folder: string, claim: string | null): void {
    if (this.#ids.has(folder)) return
    const wanted = wantedId(folder, claim)
    const sameId = this.#folders.get(wanted)
    if (sameId === undefined) {
      this.register(wanted, folder)
      return
    }
    this.register(derivedId(folder, wanted), folder)
    if (claim !== null) this.#copies.push(t('notices.copiedFolder', { folder, original: sameId }))
  }
}

/** Upper and lower case stay apart: whether a disk tells them apart is seen by the folder itself. */
function composed(name: string): string {
  return name.normalize('NFC')
}

/** Returns the id that a folder's draft gets if no other folder has it. */
function wantedId(folder: string, claim: string | null): string {
  return claim ?? (isDraftId(folder) ? folder : derivedId(folder, ''))
}

/** A name that Galley gives to folders of drafts. */
const GENERATED_NAME = /-[a-z0-9]{6}$/

/** Returns true if a folder's name is one that Galley gives to the draft of that id. */
function isNaturalName(folder: string, id: string): boolean {
  return isDraftId(folder) && (folder === id || folder.endsWith(id.slice(-7)))
}

/** The same id for the same folder at every start, until it is written into the draft. */
function derivedId(folder: string, besides: string): string {
  const chance = createHash('sha256').update(`${folder}\n${besides}`).digest('hex').slice(0, 6)
  const stem = stemOf(folder.replace(/-[a-z0-9]{6}$/, ''))
  const id = `${stem || 'draft'}-${chance}`
  return isDraftId(id) ? id : `draft-${chance}`
}

function idIn(bytes: Uint8Array): string | undefined {
  try {
    const file: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof file !== 'object' || file === null || !('id' in file)) return undefined
    return typeof file.id === 'string' ? file.id : undefined
  } catch {
    return undefined
  }
}
