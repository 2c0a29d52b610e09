import { compactArticle } from '../../../../article/index.ts'
import type { Problem, ProblemCode } from '../../../../desk.ts'
import { t } from '../../i18n.ts'
import type { NoticeAction } from '../notices.ts'
import type { AppendResult } from './journal.ts'
import type { OpenDraft } from './openDraft.ts'
import type { Page } from './page.ts'

/** What the writer may do when the desk refuses to save the draft as it is on the page. Both actions keep both versions. */
export interface ConflictActions {
  /** Goes on in a copy. */
  keepCopy(draft: OpenDraft): Promise<void>
  /** Shows the version on the disk; the page's is kept in the history. */
  openOtherVersion(draft: OpenDraft): Promise<void>
}

/** The delay before a reopening without an answer is tried again. */
const REOPEN_RETRY_MS = 3_000

/** Why a save did not reach the disk; null if it did. */
type Refusal = Problem | null

/**
 * Sends saves and journal lines of drafts to the desk. If the desk no longer has a draft open (`not-open`: the host was
 * restarted, or the connection broke), the draft is reopened where it was, and then saved.
 *
 * Each save names the revision it is based on and a key. An attempt whose answer was lost is repeated with the same key,
 * so the desk recognises it and does not take the page's own file for somebody else's.
 */
export class DraftSaver {
  readonly #page: Page
  readonly #conflicts: ConflictActions
  /** Drafts whose reopening will be tried again. */
  readonly #retrying = new Set<OpenDraft>()

  constructor(page: Page, conflicts: ConflictActions) {
    this.#page = page
    this.#conflicts = conflicts
  }

  /** One save. On success the draft knows the new revision and drops the journal lines that the file includes. */
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

  /** Saves a draft, reopening it first if need be. Returns true if it reached the disk; otherwise a notice says why. */
  async save(draft: OpenDraft): Promise<boolean> {
    let refusal = await this.#attempt(draft)
    if (refusal?.code === 'not-open' && (await this.reopen(draft))) refusal = await this.#attempt(draft)
    if (refusal !== null) this.#showRefusal(draft, refusal)
    return refusal === null
  }

  /**
   * Appends journal lines.
   * @param from the number of the first line
   * @param lines one JSON value a line
   */
  async append(draft: OpenDraft, from: number, lines: string): Promise<AppendResult> {
    const outcome = await this.#page.desk.appendJournal(draft.id, from, lines)
    if (outcome.ok) return 'kept'
    const { code } = outcome.problem
    if (code === 'unreachable') return 'lost'
    // The reopening learns which lines the desk has, and the journal sends the others again.
    if (code === 'not-open') void this.recover(draft)
    return 'refused'
  }

  /** Reopens a draft that the desk no longer has open. Returns true if it is open; concurrent calls share one attempt. */
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
    // A save has succeeded since this was sent, so the draft is open.
    if (!outcome.ok && draft.baseRevision !== base) return true
    if (!outcome.ok) {
      this.#showRefusal(draft, outcome.problem)
      if (outcome.problem.code === 'unreachable') this.#reopenLater(draft)
      return false
    }
    // Base revision and key stay, even if the file is a save of ours whose answer was lost: another attempt of that save may
    // be under way, and the desk knows both by this key.
    draft.lockedBy.value = ''
    draft.journal.resendFrom(outcome.value.nextLine)
    return true
  }

  /** Tries again although nothing may be typed: the writer must see soon whether somebody else has locked the draft. */
  #reopenLater(draft: OpenDraft): void {
    if (this.#retrying.has(draft)) return
    this.#retrying.add(draft)
    this.#page.clock.schedule(() => {
      this.#retrying.delete(draft)
      if (draft.isShown()) void this.recover(draft)
    }, REOPEN_RETRY_MS)
  }

  /** Closes a draft that was reopened after the page had left it. */
  #closeUnlessShown(id: string): Promise<void> {
    return this.#page.queues.run(id, async () => {
      if (this.#page.shown.value?.id !== id) await this.#page.desk.closeDraft(id)
    })
  }

  /** Reopens a draft and saves what is on the page. Returns true if it can be written again. */
  async recover(draft: OpenDraft): Promise<boolean> {
    if (!(await this.reopen(draft))) return false
    if (draft.autosave.isDirty) await draft.autosave.flush()
    return true
  }

  /** Shows why a draft in sight could not be saved, with what can be done about it. */
  #showRefusal(draft: OpenDraft, problem: Problem): void {
    if (!draft.isShown()) return
    if (problem.code === 'locked' && !draft.isReadOnly) draft.lockedBy.value = t('stores.draft.otherWindow')
    // The connection store reports missing answers, once for all calls; a failed reopening reports itself.
    if (problem.code === 'unreachable' || (problem.code === 'not-open' && draft.opening !== '')) return
    const copy = { label: t('stores.draft.keepCopy'), run: () => void this.#conflicts.keepCopy(draft) }
    const other = {
      label: t('stores.draft.useOther'),
      run: () => void this.#conflicts.openOtherVersion(draft),
    }
    const actions: Partial<Record<ProblemCode, NoticeAction[]>> = {
      'changed-outside': [copy, other],
      'not-found': [copy],
      locked: [copy],
      'not-open': [copy],
    }
    this.#page.notices.problem(problem, actions[problem.code] ?? [], 'save')
  }
}
