import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { FORMAT } from '../article/index.ts'
import { isDraftId } from '../calls.ts'
import { codeOf, type Files, ifThere } from './files.ts'
import { stemOf } from './names.ts'
import { mapBounded } from './queue.ts'

const ARTICLE = 'article.json'
/** What a draft that lost its article file still has. */
const REMAINS = ['images', 'history']
/** Enough for the envelope's first fields. */
const HEAD = 512
const AT_ONCE = 8

/** Our own files begin so; whatever was written by others is read whole. */
const OUR_HEAD = new RegExp(
  `^\\{\\s*"format":\\s*"${FORMAT}",\\s*"version":\\s*\\d+,\\s*"id":\\s*"([^"\\\\]+)"`,
)

/**
 * Which folder of the library is which draft's. A draft's id is in its article file and stays; its folder follows the
 * title, may be renamed by its owner, and may be copied, whereupon two claim one id and the copy gets another.
 */
export class FolderNames {
  readonly #files: Files
  readonly #library: string
  readonly #folders = new Map<string, string>()
  readonly #ids = new Map<string, string>()
  /** What the writer should know: which folders were copies. */
  readonly notices: string[] = []

  constructor(files: Files, library: string) {
    this.#files = files
    this.#library = library
  }

  /** The name of a draft's folder as far as is known; its id else. Check the id first: it becomes part of a path. */
  folderOf(id: string): string {
    return this.#folders.get(id) ?? id
  }

  /** The id of the draft in a folder, if that was found out. */
  idOf(folder: string): string | undefined {
    return this.#ids.get(folder)
  }

  /** Notes that this folder is this draft's: just made, renamed, or known from an index. */
  learn(id: string, folder: string): void {
    const before = this.#folders.get(id)
    if (before !== undefined) this.#ids.delete(before)
    this.#folders.set(id, folder)
    this.#ids.set(folder, id)
  }

  forget(id: string): void {
    const folder = this.#folders.get(id)
    this.#folders.delete(id)
    if (folder !== undefined) this.#ids.delete(folder)
  }

  /** Finds a draft's folder anew when it is not where it was: renamed by its owner or by another Galley. */
  async locate(id: string): Promise<void> {
    if (!isDraftId(id)) return
    const known = this.#folders.get(id)
    if (known !== undefined && (await this.#isThere(known))) return
    const claim = await this.#claimOf(id)
    if (known === undefined && (claim === id || claim === null)) {
      this.learn(id, id)
      return
    }
    await this.survey()
  }

  /** Every draft of the library with its folder; only folders that are not known yet are looked into. */
  async survey(): Promise<ReadonlyMap<string, string>> {
    const names = (await this.#files.readdir(this.#library)).filter((name) => !name.startsWith('.'))
    const there = new Set(names)
    for (const [id, folder] of [...this.#folders])
      // A folder made or renamed since the names were read is there all the same.
      if (!there.has(folder) && !(await this.#isThere(folder))) this.forget(id)
    const fresh = names.filter((name) => !this.#ids.has(name)).sort()
    const claims = await mapBounded(fresh, AT_ONCE, (name) => this.#claimOf(name))
    const found = fresh.flatMap((folder, index) => {
      const claim = claims[index]
      return claim === undefined ? [] : [{ folder, claim }]
    })
    for (const { folder, claim } of await this.#firstBornFirst(found))
      if (await this.#isThere(folder)) this.#admit(folder, claim)
    return this.#folders
  }

  async #isThere(folder: string): Promise<boolean> {
    return (await ifThere(this.#files.lstat(join(this.#library, folder)))) !== undefined
  }

  /** The id that a folder's article file names; null when it names none, undefined when the folder is no draft's. */
  async #claimOf(folder: string): Promise<string | null | undefined> {
    const path = join(this.#library, folder, ARTICLE)
    try {
      const head = Buffer.from(await this.#files.readHead(path, HEAD)).toString()
      const claim = OUR_HEAD.exec(head)?.[1] ?? idIn(await this.#files.readFile(path))
      return claim !== undefined && isDraftId(claim) ? claim : null
    } catch (error) {
      const code = codeOf(error)
      if (code !== 'ENOENT' && code !== 'ENOTDIR') return null
      const remains = await Promise.all(
        REMAINS.map((name) => ifThere(this.#files.lstat(join(this.#library, folder, name)))),
      )
      return remains.some((facts) => facts?.isDirectory()) ? null : undefined
    }
  }

  /** Where several folders claim one id, the one Galley named comes first, then the older one. */
  async #firstBornFirst(
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
    if (isNaturalName(folder, claim)) return 0
    const facts = await ifThere(this.#files.stat(join(this.#library, folder)))
    return facts === undefined ? Infinity : 1 + (facts.birthtimeMs || facts.ctimeMs)
  }

  #admit(folder: string, claim: string | null): void {
    if (this.#ids.has(folder)) return
    const wanted = claim ?? (isDraftId(folder) ? folder : derivedId(folder, ''))
    const holder = this.#folders.get(wanted)
    if (holder === undefined) {
      this.learn(wanted, folder)
      return
    }
    this.learn(derivedId(folder, wanted), folder)
    if (claim !== null)
      this.notices.push(
        `The folder “${folder}” is a copy of “${holder}”. It is listed as a draft of its own; both are as they were.`,
      )
  }
}

/** Whether a folder's name is one that Galley gives to the draft of that id. */
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
