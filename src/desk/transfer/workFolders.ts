import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Files, ifExists } from '../disk/files.ts'
import { lifeOf, parseHolder, thisHolder } from '../locks/holder.ts'

/*
 * Folders for files under way. Each process has one below a root, with the process's name in `owner.json`; each job gets
 * an empty folder in it:
 *
 *     jobs/3f0a9c12be77/owner.json
 *     jobs/3f0a9c12be77/b1d2c3e4f5a6/…
 *
 * A process that ends removes its own. What a killed one left is swept at the next start of any.
 */

const OWNER_FILE = 'owner.json'

/** The folder of another computer's process, or of one that cannot be told, is kept this long. */
const MAX_FOREIGN_AGE_MS = 24 * 3_600_000

/** How folders of processes are named: nothing else below a root is ever removed. */
const WORK_FOLDER_NAME = /^[0-9a-f]{12}$/

/** The folder of this process below a root: made when first needed. */
export class WorkFolder {
  readonly #files: Files
  readonly #root: () => Promise<string>
  #made: Promise<string> | null = null

  /** @param root asked for before the folder is made; throws where none may be made. */
  constructor(files: Files, root: () => Promise<string>) {
    this.#files = files
    this.#root = root
  }

  /**
   * Makes a new empty folder in it.
   * @returns its path
   * @throws what `root` or the file system threw.
   */
  async newFolder(): Promise<string> {
    this.#made ??= this.#make()
    const made = this.#made
    made.catch(() => {
      if (this.#made === made) this.#made = null
    })
    const folder = join(await made, randomName())
    await this.#files.mkdir(folder)
    return folder
  }

  async #make(): Promise<string> {
    const folder = join(await this.#root(), randomName())
    await this.#files.makeFolders(folder)
    const owner = Buffer.from(`${JSON.stringify(await thisHolder(this.#files))}\n`)
    const file = await this.#files.open(join(folder, OWNER_FILE), 'wx')
    try {
      await file.write(owner)
    } finally {
      await file.close()
    }
    return folder
  }

  /** Removes the folder of this process with everything in it. */
  async remove(): Promise<void> {
    const made = await this.#made?.catch(() => null)
    this.#made = null
    if (typeof made === 'string') await removeFolder(made)
  }
}

function randomName(): string {
  return randomBytes(6).toString('hex')
}

/** Removes a folder and everything in it. Never throws: what cannot be removed stays for the next sweep. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)
}

/**
 * Removes the folders that killed processes left below `root`, and nothing else. A root that is a link is left alone.
 * @returns how many were removed
 */
export async function sweepWorkFolders(files: Files, root: string): Promise<number> {
  if ((await ifExists(files.lstat(root)))?.isDirectory() !== true) return 0
  const names = ((await ifExists(files.readdir(root))) ?? []).filter((name) => WORK_FOLDER_NAME.test(name))
  let swept = 0
  for (const name of names) {
    const folder = join(root, name)
    if (!(await isAbandoned(files, folder))) continue
    await removeFolder(folder)
    swept += 1
  }
  return swept
}

async function isAbandoned(files: Files, folder: string): Promise<boolean> {
  const facts = await ifExists(files.lstat(folder))
  if (facts?.isDirectory() !== true) return false
  const owner = await ifExists(files.readFile(join(folder, OWNER_FILE)))
  const holder = owner === undefined ? null : parseHolder(Buffer.from(owner).toString())
  const life = holder === null ? 'elsewhere' : await lifeOf(files, holder)
  const age = Math.abs(Date.now() - facts.mtimeMs)
  return life === 'dead' || (life === 'elsewhere' && age > MAX_FOREIGN_AGE_MS)
}
