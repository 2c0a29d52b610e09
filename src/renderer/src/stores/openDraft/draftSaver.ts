import { compactArticle } from '../../../../article/index.ts'
import type { Problem, ProblemCode } from '../../../../desk.ts'
import type { NoticeAction } from '../notices.ts'
import type { AppendResult } from './journal.ts'
import type { OpenDraft } from './openDraft.ts'
import type { Page } from './page.ts'

/** Ways on when the desk refuses a draft as it is on the page: each keeps both versions. */
export interface ConflictActions {
  keepCopy(draft: OpenDraft): Promise<void>
  openOtherVersion(draft: OpenDraft): Promise<void>
}

/** How long a reopening without an answer waits until it is tried again. */
const REOPEN_RETRY_MS = 3_000

/** Why a save did not reach the disk; null when it did. */
type Refusal = Problem | null

/**
 * Saves and journal lines of one draft. A draft that the desk does not have open any more (the host was restarted, the
 * connection broke) is opened again where it was, and then saved.
 */
export class DraftSaver {
  readonly #page: Page
  readonly #conflicts: ConflictActions
  /** Drafts whose reopening is tried again in a while. */
  readonly #retrying = new Set<OpenDraft>()

  constructor(page: Page, conflicts: ConflictActions) {
    this.#page = page
    this.#conflicts = conflicts
  }

  async #attempt(draft: OpenDraft): Promise<Refusal> {
    const { baseRevision: base, saveKey } = draft
    const line = draft.journal.nextLine
    const outcome = await this.#page.desk.saveDraft(
      draft.id,
      compactArticle(draft.read()),
      base,
      line,
      saveKey,
    )
    if (!outcome.ok) return outcome.problem
    draft.rebase(outcome.value.revision)
    draft.journal.discardBelow(line)
    draft.summary.value = outcome.value.summary
    this.#page.library.updateRow(outcome.value.summary)
    if (draft.isShown()) this.#page.notices.clear('save')
    return null
  }

  /** Returns true if the article reached the disk. */
  async save(draft: OpenDraft): Promise<boolean> {
    let refusal = await this.#attempt(draft)
    if (refusal?.code === 'not-open' && (await this.reopen(draft))) refusal = await this.#attempt(draft)
    if (refusal !== null) this.#showRefusal(draft, refusal)
    return refusal === null
  }

  async append(draft: OpenDraft, from: number, lines: string): Promise<AppendResult> {
    const outcome = await this.#page.desk.appendJournal(draft.id, from, lines)
    if (outcome.ok) return 'kept'
    const { code } = outcome.problem
    if (code === 'unreachable') return 'lost'
    // The lines are sent again where the desk says, by the reopening.
    if (code === 'not-open') void this.recover(draft)
    return 'refused'
  }

  /** Goes on with the opening where the desk lost it. Returns true if the draft is open again. */
  reopen(draft: OpenDraft): Promise<boolean> {
    draft.reopening ??= this.#reopenOnce(draft).finally(() => {
      draft.reopening = null
    })
    return draft.reopening
  }

  async #reopenOnce(draft: OpenDraft): Promise<boolean> {
    if (!draft.isShown() || draft.opening === '') return false
    const { id, opening, baseRevision: base, saveKey } = draft
    const outcome = await this.#page.desk.reopenDraft(id, opening, base, saveKey)
    if (!draft.isShown()) {
      if (outcome.ok && this.#page.shown.value?.id !== draft.id) void this.#closeUnlessShown(draft.id)
      return false
    }
    // A save over that base has succeeded since this was sent, so the draft is open.
    if (!outcome.ok && draft.baseRevision !== base) return true
    if (!outcome.ok) {
      this.#showRefusal(draft, outcome.problem)
      if (outcome.problem.code === 'unreachable') this.#reopenLater(draft)
      return false
    }
    // Base and key stay, also when the file is a save of ours whose answer was lost: another attempt of the same save may
    // be under way still, and both are known by this key.
    draft.heldBy.value = ''
    draft.journal.resendFrom(outcome.value.nextLine)
    return true
  }

  /** Nothing may be typed for long: who writes the draft is to be known before. */
  #reopenLater(draft: OpenDraft): void {
    if (this.#retrying.has(draft)) return
    this.#retrying.add(draft)
    this.#page.clock.schedule(() => {
      this.#retrying.delete(draft)
      if (draft.isShown()) void this.recover(draft)
    }, REOPEN_RETRY_MS)
  }

  /** A draft is open again although the page has left it meanwhile. */
  #closeUnlessShown(id: string): Promise<void> {
    return this.#page.queues.run(id, async () => {
      if (this.#page.shown.value?.id !== id) await this.#page.desk.closeDraft(id)
    })
  }

  /** Opens the draft again and saves what is on the page at once. Returns true if it is writable again. */
  async recover(draft: OpenDraft): Promise<boolean> {
    if (!(await this.reopen(draft))) return false
    if (draft.autosave.isDirty) await draft.saveNow()
    return true
  }

  #showRefusal(draft: OpenDraft, problem: Problem): void {
    if (!draft.isShown()) return
    if (problem.code === 'locked' && !draft.isReadOnly) draft.heldBy.value = 'another Galley'
    // Without an answer the connection says so, once for all calls; why a draft is not open again, its reopening.
    if (problem.code === 'unreachable' || (problem.code === 'not-open' && draft.opening !== '')) return
    const copy = { label: 'Keep mine as a copy', run: () => void this.#conflicts.keepCopy(draft) }
    const other = { label: 'Take the other version', run: () => void this.#conflicts.openOtherVersion(draft) }
    const actions: Partial<Record<ProblemCode, NoticeAction[]>> = {
      'changed-outside': [copy, other],
      'not-found': [copy],
      locked: [copy],
      'not-open': [copy],
    }
    this.#page.notices.problem(problem, actions[problem.code] ?? [], 'save')
  }
}
