import { join } from 'node:path'
import type { Attempt } from '../../contract/attempts.ts'
import type { Job } from '../../desk.ts'
import { NOTES_FOLDER } from '../context.ts'
import type { Files } from '../disk/files.ts'
import { ownFolder } from '../library/ownFolders.ts'
import { t } from '../messages.ts'
import { deskProblem } from '../problems.ts'
import type { DocumentReader } from './import/documentReader.ts'
import type { ImportTarget } from './import/importer.ts'
import { type JobFile, Jobs } from './jobs.ts'
import { type Limits, LIMITS } from './limits.ts'
import { ImportUpload } from './upload.ts'
import { removeFolder, sweepWorkFolders, WorkFolder } from './workFolders.ts'

/*
 * Libraries on their way out and in. A backup is the whole library as one zip (backup/); an import takes such a zip, a
 * folder of drafts, or any articles and pictures (import/). Both are jobs (jobs.ts).
 *
 * An import is uploaded in pieces into the machine's cache, its zips are opened (zip/), its files sorted into drafts and
 * documents, and each draft is written out of sight in the library and put in place by one rename. Everything imported
 * is somebody else's: names, sizes and contents are checked before use. Nothing that is in the library is ever changed.
 *
 * What does the work of a job is loaded with the first job of its kind: no start of the app waits for it.
 */

export type { JobFile } from './jobs.ts'

/** What backups and imports need of the desk. */
export interface TransferOptions extends Pick<ImportTarget, 'context' | 'keepRevision' | 'addNote'> {
  /** A folder of this machine's, for uploads and finished backups: never in the library. */
  readonly cache: string
  readonly limits?: Limits
  /** Makes the reader of an import's documents; by default one in a thread. */
  readonly reader?: () => DocumentReader
}

const backupAttempt = (): Attempt => ({
  failed: t('transfer.backup.failed'),
  safe: t('transfer.backup.safe'),
})

const draftFileAttempt = (): Attempt => ({
  failed: t('transfer.draftFile.failed'),
  safe: t('transfer.draftFile.safe'),
})

const importAttempt = (): Attempt => ({
  failed: t('transfer.import.failed'),
  safe: t('transfer.import.safe'),
})

/** The backups and imports of one desk. */
export class Transfers {
  readonly #options: TransferOptions
  readonly #jobs = new Jobs()
  /** In the cache: uploads and finished zips. */
  readonly #cached: WorkFolder
  /** In the library: drafts about to be renamed into place. */
  readonly #incoming: WorkFolder
  /** Imports that have not begun, by the job's id. */
  readonly #uploads = new Map<string, ImportUpload>()

  constructor(options: TransferOptions) {
    const { files, folder } = options.context
    this.#options = options
    this.#cached = new WorkFolder(files, () => Promise.resolve(join(options.cache, 'jobs')))
    this.#incoming = new WorkFolder(files, () => incomingFolder(files, folder))
  }

  /** Removes what killed processes left, in the cache and in the library. Returns the number of folders removed. */
  async sweep(): Promise<number> {
    const { context, cache } = this.#options
    const { files, folder } = context
    const swept = await sweepWorkFolders(files, join(cache, 'jobs'))
    return swept + (await sweepWorkFolders(files, await incomingFolder(files, folder)))
  }

  /**
   * Starts a backup of the library, or of one draft.
   * @param draft the draft's id
   * @throws what the file system threw when the cache folder cannot be written.
   */
  async startBackup(draft?: string): Promise<Job> {
    const { context } = this.#options
    const folder = await this.#cached.newFolder()
    const { id } = this.#jobs.open(() => removeFolder(folder))
    return draft === undefined
      ? this.#jobs.start(id, backupAttempt, async (control) => {
          const { backUp } = await import('./backup/backup.ts')
          return backUp(context, folder, control)
        })
      : this.#jobs.start(id, draftFileAttempt, async (control) => {
          const { packOneDraft } = await import('./backup/backup.ts')
          return packOneDraft(context, folder, control, draft)
        })
  }

  /** Opens an import, to be fed and then run. */
  startImport(): Job {
    let made: Promise<string> | null = null
    const job = this.#jobs.open(async () => {
      this.#uploads.delete(job.id)
      const folder = await made?.catch(() => null)
      if (typeof folder === 'string') await removeFolder(folder)
    })
    const folder = (): Promise<string> => (made ??= this.#cached.newFolder())
    this.#uploads.set(job.id, new ImportUpload(folder, this.#options.limits ?? LIMITS))
    return job
  }

  /**
   * Appends a piece to a file of an import.
   * @throws DeskProblem when the import has begun or ended, or the piece does not follow the one before.
   */
  async feedImport(id: string, path: string, offset: number, bytes: Uint8Array): Promise<void> {
    await this.#uploadOf(id).append(path, offset, bytes)
  }

  /** @throws DeskProblem when the import has begun or ended. */
  runImport(id: string): Job {
    const upload = this.#uploadOf(id)
    const { limits = LIMITS, reader, ...options } = this.#options
    return this.#jobs.start(id, importAttempt, async (control) => {
      this.#uploads.delete(id)
      const [{ runImport }, { threadedReader }] = await Promise.all([
        import('./import/importer.ts'),
        import('./import/documentReader.ts'),
      ])
      const target = { ...options, incoming: this.#incoming, limits, reader: (reader ?? threadedReader)() }
      return runImport(target, upload, control)
    })
  }

  /** @throws DeskProblem when there is no such job. */
  readJob(id: string): Job {
    return this.#jobs.read(id)
  }

  /** @throws DeskProblem when there is no such job, or it made no file. */
  jobFile(id: string): JobFile {
    return this.#jobs.fileOf(id)
  }

  /** Cancels a job, or removes the file that it made. */
  async cancelJob(id: string): Promise<void> {
    await this.#jobs.cancel(id)
  }

  /** Cancels every job and removes its files. */
  async close(): Promise<void> {
    await this.#jobs.close()
    await this.#cached.remove()
    await this.#incoming.remove()
  }

  #uploadOf(id: string): ImportUpload {
    const upload = this.#uploads.get(id)
    if (upload !== undefined) return upload
    this.#jobs.read(id)
    throw deskProblem('invalid', 'importClosed')
  }
}

/**
 * Returns the folder for incoming drafts: in the library, so that a rename puts a draft in place.
 * @throws DeskProblem when it is a link or a file.
 */
async function incomingFolder(files: Files, library: string): Promise<string> {
  await ownFolder(files, library, `${NOTES_FOLDER}/incoming`)
  return join(library, NOTES_FOLDER, 'incoming')
}
