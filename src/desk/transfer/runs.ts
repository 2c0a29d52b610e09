import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Files, ifThere } from '../disk/files.ts'
import { lifeOf, parseHolder, thisHolder } from '../locks/holder.ts'

/** Says in a run's folder whose it is. */
const OWNER = 'owner.json'
/** A run of another computer, or one that names no owner, is believed this long. Milliseconds. */
const BELIEVED = 24 * 3_600_000

/** Folders for what is under way, one a process: made when first needed, gone with `remove`. */
export class RunFolder {
  readonly #files: Files
  readonly #root: () => Promise<string>
  #made: Promise<string> | null = null

  /** `root` is asked for before each new folder; it throws where none may be made. */
  constructor(files: Files, root: () => Promise<string>) {
    this.#files = files
    this.#root = root
  }

  /** A new empty folder of this process. */
  async folder(): Promise<string> {
    this.#made ??= this.#make()
    const made = this.#made
    made.catch(() => {
      if (this.#made === made) this.#made = null
    })
    const folder = join(await made, randomBytes(6).toString('hex'))
    await this.#files.mkdir(folder)
    return folder
  }

  async #make(): Promise<string> {
    const root = await this.#root()
    const folder = join(root, randomBytes(6).toString('hex'))
    await this.#files.makeFolders(folder)
    const owner = Buffer.from(`${JSON.stringify(await thisHolder(this.#files))}\n`)
    const file = await this.#files.open(join(folder, OWNER), 'wx')
    try {
      await file.write(owner)
    } finally {
      await file.close()
    }
    return folder
  }

  async remove(): Promise<void> {
    const made = await this.#made?.catch(() => null)
    this.#made = null
    if (typeof made === 'string') await removeAll(made)
  }
}

/** Removes a folder of ours and what is in it; what cannot be removed stays for the next sweep. */
export async function removeAll(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)
}

/** As a run's folder is named. */
const RUN_NAME = /^[0-9a-f]{12}$/

/** Removes the folders that killed processes left below `root`, a real folder, and nothing else. Returns how many. */
export async function sweepRuns(files: Files, root: string): Promise<number> {
  if ((await ifThere(files.lstat(root)))?.isDirectory() !== true) return 0
  const names = ((await ifThere(files.readdir(root))) ?? []).filter((name) => RUN_NAME.test(name))
  let swept = 0
  for (const name of names) {
    const folder = join(root, name)
    if (!(await isLeftBehind(files, folder))) continue
    await removeAll(folder)
    swept += 1
  }
  return swept
}

async function isLeftBehind(files: Files, folder: string): Promise<boolean> {
  const facts = await ifThere(files.lstat(folder))
  if (facts?.isDirectory() !== true) return false
  const owner = await ifThere(files.readFile(join(folder, OWNER)))
  const holder = owner === undefined ? null : parseHolder(Buffer.from(owner).toString())
  const life = holder === null ? 'elsewhere' : await lifeOf(files, holder)
  return life === 'dead' || (life === 'elsewhere' && Math.abs(Date.now() - facts.mtimeMs) > BELIEVED)
}
