import type { NativeImage, WebContents } from 'electron'
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { done, problem, type Desk, type DragFormat, type Job, type Outcome } from '../../desk.ts'
import { copyAtomically, realFiles, writeAtomically } from '../../desk/disk/index.ts'
import type { JobFile } from '../../desk/index.ts'
import { problemOf } from '../../desk/startup.ts'
import { t } from '../messages.ts'

/** How often a job that makes a file is asked whether it has ended. */
const POLL_INTERVAL_MS = 20

/** The target of a draft that is dragged as Markdown. */
const MARKDOWN_TARGET = 'markdown'

export interface DragOutParts {
  /** Where the files lie until the next start. The program that a file is dropped on reads it whenever it likes. */
  readonly folder: string
  readonly desk: Pick<Desk, 'startBackup' | 'readJob' | 'cancelJob' | 'exportDraft'>
  readonly jobFile: (job: string) => Promise<Outcome<JobFile>>
  /** The picture under the pointer. */
  readonly icon: () => NativeImage
}

/**
 * Drafts dragged out of the library as files. A drag needs its file at once, so that it has two steps: `prepare` writes
 * the file and names it by a token, `start` begins the drag. A page knows tokens, never paths.
 */
export class DragOut {
  readonly #parts: DragOutParts
  /** Paths of the files by their tokens. */
  readonly #files = new Map<string, string>()
  /** Removes the files of earlier starts. */
  readonly #cleaned: Promise<void>

  constructor(parts: DragOutParts) {
    this.#parts = parts
    this.#cleaned = rm(parts.folder, { recursive: true, force: true }).catch(() => undefined)
  }

  /** Writes a draft into a file. Returns the file's token. */
  async prepare(draft: string, format: DragFormat): Promise<Outcome<string>> {
    const token = randomBytes(8).toString('hex')
    const folder = join(this.#parts.folder, token)
    try {
      await this.#cleaned
      await realFiles.makeFolders(folder)
      const path = format === 'markdown' ? await this.#export(draft, folder) : await this.#pack(draft, folder)
      if (!path.ok) return path
      this.#files.set(token, path.value)
      return done(token)
    } catch (error) {
      return problemOf(error, { failed: t('drag.failed'), safe: t('drag.safe') })
    }
  }

  /** Begins to drag a prepared file over the page: the pointer is still down. */
  start(contents: Pick<WebContents, 'startDrag'>, token: string): Outcome<null> {
    const file = this.#files.get(token)
    if (file === undefined) return problem('not-found', t('drag.gone'), t('drag.safe'), t('drag.mend'))
    contents.startDrag({ file, icon: this.#parts.icon() })
    return done(null)
  }

  async #export(draft: string, folder: string): Promise<Outcome<string>> {
    const exported = await this.#parts.desk.exportDraft(draft, MARKDOWN_TARGET)
    if (!exported.ok) return exported
    const path = join(folder, exported.value.name)
    await writeAtomically(realFiles, path, exported.value.bytes)
    return done(path)
  }

  async #pack(draft: string, folder: string): Promise<Outcome<string>> {
    const { desk, jobFile } = this.#parts
    const started = await desk.startBackup(draft)
    if (!started.ok) return started
    const { id } = started.value
    try {
      const failure = await this.#whenEnded(id)
      if (failure !== null) return failure
      const made = await jobFile(id)
      if (!made.ok) return made
      const path = join(folder, made.value.name)
      await copyAtomically(realFiles, made.value.path, path)
      return done(path)
    } finally {
      await desk.cancelJob(id)
    }
  }

  /** Waits until a job has ended. Returns null if it made its file. */
  async #whenEnded(id: string): Promise<Extract<Outcome<string>, { ok: false }> | null> {
    for (;;) {
      const outcome: Outcome<Job> = await this.#parts.desk.readJob(id)
      if (!outcome.ok) return outcome
      const { state, problem: failure } = outcome.value
      if (state === 'running') await pause(POLL_INTERVAL_MS)
      else return failure === undefined ? null : { ok: false, problem: failure }
    }
  }
}
