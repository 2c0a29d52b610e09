import { codeOf } from '../disk/files.ts'
import { t } from '../messages.ts'
import { DeskProblem } from '../problems.ts'

/** What the writer should know about idle work, beyond the session of the draft that it was done for. */
export class SessionNotices {
  readonly #troubles = new Map<string, string>()
  readonly #asides = new Set<string>()

  /** The sentences for the writer, each once. */
  get list(): readonly string[] {
    return [...new Set([...this.#troubles.values(), ...this.#asides])]
  }

  /** Idle work of a draft failed: told until it succeeds. */
  failed(id: string, error: unknown): void {
    const why = error instanceof DeskProblem ? error.problem.what : codeOf(error) || String(error)
    this.#troubles.set(id, t('notices.historyProblem', { why }))
  }

  /** Idle work of a draft succeeded, or the draft is gone: its problem is no longer shown. */
  succeeded(id: string): void {
    this.#troubles.delete(id)
  }

  /** A mirror that other hands changed was kept under another name. */
  mirrorAside(folder: string, aside: string): void {
    this.#asides.add(t('notices.mirrorAside', { folder, aside }))
  }
}
