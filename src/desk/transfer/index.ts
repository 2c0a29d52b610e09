import { join } from 'node:path'
import type { Job } from '../../desk.ts'
import type { Attempt } from '../../contract/attempts.ts'
import { ownFolder } from '../library/ownFolders.ts'
import type { Files } from '../disk/files.ts'
import { DeskProblem } from '../problems.ts'
import { NOTES_FOLDER, type DeskContext } from '../context.ts'
import { backUp } from './backup/backup.ts'
import { type DocumentReader, threadedReader } from './import/documentReader.ts'
import { type Library, runImport } from './import/importer.ts'
import { type JobFile, Jobs } from './jobs.ts'
import { type Limits, LIMITS } from './limits.ts'
import { removeAll, RunFolder, sweepRuns } from './runs.ts'
import { Staging } from './staging.ts'

export type { JobFile } from './jobs.ts'

/** What the desk lends to back-ups and imports. */
export interface TransferOptions {
  readonly context: DeskContext
  /** A folder of this machine's, for what is on its way out or in: never in the library. */
  readonly cache: string
  readonly keepRevision: Library['keepRevision']
  readonly pin: Library['pin']
  readonly pinned: Library['pinned']
  readonly limits?: Limits
  /** Makes the reader of an import's documents; by default one in a thread. */
  readonly reader?: () => DocumentReader
}

const BACKUP: Attempt = { failed: 'The library was not backed up', safe: 'It is as it was.' }
const IMPORT: Attempt = {
  failed: 'The import broke off',
  safe: 'What was in the library is as it was, and what was taken is there.',
}

/** Back-ups and imports of one desk. Each is a job: begun here, asked for by its id. */
export class Transfers {
  readonly #options: TransferOptions
  readonly #jobs = new Jobs()
  readonly #out: RunFolder
  readonly #incoming: RunFolder
  readonly #stagings = new Map<string, Staging>()

  constructor(options: TransferOptions) {
    const { files, folder } = options.context
    this.#options = options
    this.#out = new RunFolder(files, () => Promise.resolve(join(options.cache, 'jobs')))
    this.#incoming = new RunFolder(files, () => incomingIn(files, folder))
  }

  /** Removes what killed processes left, here and in the library. Answers how much. */
  async sweep(): Promise<number> {
    const { context, cache } = this.#options
    const left = await sweepRuns(context.files, join(cache, 'jobs'))
    return left + (await sweepRuns(context.files, await incomingIn(context.files, context.folder)))
  }

  /** @throws what the file system threw when the cache folder cannot be written. */
  async startBackup(): Promise<Job> {
    const folder = await this.#out.folder()
    const { id } = this.#jobs.open(() => removeAll(folder))
    return this.#jobs.begin(id, BACKUP, (work) => backUp(this.#options.context, folder, work))
  }

  startImport(): Job {
    let folder: Promise<string> | null = null
    const made = (): Promise<string> => (folder ??= this.#out.folder())
    const job = this.#jobs.open(async () => {
      this.#stagings.delete(job.id)
      const name = await folder?.catch(() => null)
      if (typeof name === 'string') await removeAll(name)
    })
    this.#stagings.set(job.id, new Staging(made, this.#options.limits ?? LIMITS))
    return job
  }

  /** @throws DeskProblem when the job takes nothing (any more), or the piece does not follow the one before. */
  async feedImport(id: string, path: string, offset: number, bytes: Uint8Array): Promise<void> {
    const staging = this.#staging(id)
    await staging.feed(path, offset, bytes)
  }

  runImport(id: string): Job {
    const staging = this.#staging(id)
    const { context, keepRevision, pin, pinned, limits = LIMITS, reader = threadedReader } = this.#options
    return this.#jobs.begin(id, IMPORT, (work) => {
      this.#stagings.delete(id)
      const library: Library = {
        context,
        runs: this.#incoming,
        limits,
        reader: reader(),
        keepRevision,
        pin,
        pinned,
      }
      return runImport(library, staging, work)
    })
  }

  /** @throws DeskProblem */
  readJob(id: string): Job {
    return this.#jobs.read(id)
  }

  /** @throws DeskProblem when the job is not known or made no file. */
  jobFile(id: string): JobFile {
    return this.#jobs.file(id)
  }

  /** Stops a job, or throws the file away that it made. */
  async cancelJob(id: string): Promise<void> {
    await this.#jobs.cancel(id)
  }

  /** Stops everything and removes every file of it. */
  async close(): Promise<void> {
    await this.#jobs.close()
    await this.#out.remove()
    await this.#incoming.remove()
  }

  #staging(id: string): Staging {
    const staging = this.#stagings.get(id)
    if (staging !== undefined) return staging
    this.#jobs.read(id)
    throw takesNothing()
  }
}

function takesNothing(): DeskProblem {
  return new DeskProblem(
    'invalid',
    'This import takes no more files: it has begun, or it ended.',
    'What was in the library is as it was.',
    'Start another import.',
  )
}

/**
 * In the library, so that a draft comes in by a rename; out of sight, and of no interest to anybody else.
 * @throws DeskProblem when it is a link or a file.
 */
async function incomingIn(files: Files, library: string): Promise<string> {
  await ownFolder(files, library, `${NOTES_FOLDER}/incoming`)
  return join(library, NOTES_FOLDER, 'incoming')
}
