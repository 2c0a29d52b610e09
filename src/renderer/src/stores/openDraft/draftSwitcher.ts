import { articleFrom, stringifyArticle, type Article } from '../../../../article/index.ts'
import { problem, type Outcome, type Problem } from '../../../../desk.ts'
import { withinTime } from '../../clock.ts'
import { t } from '../../i18n.ts'
import type { OpenDraft, OpenedDraft } from './openDraft.ts'
import type { Page } from './page.ts'

/** How long a click waits for the draft in sight to be saved, and again for the other one to open, before it is abandoned. */
const SWITCH_TIMEOUT_MS = 6_000
/** How long an imported draft may take: its pictures are stored on the way. */
const IMPORT_TIMEOUT_MS = 60_000

/** The outcome of a call without an answer in time. @param what what was not done, as a sentence */
const timedOut = (what: string): Outcome<never> =>
  problem('unreachable', what, t('stores.draft.stillHere'), t('stores.draft.noAnswer'))

/**
 * Switches from one draft to another. The draft in sight is saved, with the words that are only in a field, before the other one is opened, and again afterwards: what
 * is typed meanwhile belongs to it. The latest click wins. A draft that an earlier click opened is closed again without
 * being shown.
 *
 * Every click gets a ticket. After each `await`, work goes on only if its ticket is still the latest.
 */
export class DraftSwitcher {
  readonly #page: Page
  readonly #show: (opened: OpenedDraft) => OpenDraft
  /** The ticket of the latest click. */
  #latestTicket = 0
  /** The id of the draft that the latest click asked for; '' for a new draft. */
  #requestedId = ''
  /** The notice in sight says that the host does not answer. */
  #isUnansweredShown = false

  constructor(page: Page, show: (opened: OpenedDraft) => OpenDraft) {
    this.#page = page
    this.#show = show
  }

  /** Shows nothing that is being opened now. */
  cancel(): void {
    this.#startRequest('')
  }

  /** Returns the ticket of a new click. */
  #startRequest(id: string): number {
    this.#latestTicket += 1
    this.#requestedId = id
    return this.#latestTicket
  }

  /** Cancels a click that took too long: it is not carried out later either. */
  #abandon(ticket: number, what: string): false {
    if (ticket === this.#latestTicket) {
      this.#startRequest('')
      this.#showUnanswered(what)
    }
    return false
  }

  /** The notice must not promise another attempt: nothing repeats a click by itself. */
  #showUnanswered(what: string): void {
    const outcome = timedOut(what)
    if (outcome.ok) return
    this.#page.notices.problem(outcome.problem, [], 'switch')
    this.#isUnansweredShown = true
  }

  /** Shows why a draft was not opened or made. */
  #showRefusal(refusal: Problem, what: string): void {
    if (refusal.code === 'unreachable') this.#showUnanswered(what)
    else {
      this.#page.notices.problem(refusal, [], 'switch')
      this.#isUnansweredShown = false
    }
  }

  /** The host answers again: removes the notice that it does not. */
  reconnected(): void {
    if (this.#isUnansweredShown) this.#page.notices.clear('switch')
    this.#isUnansweredShown = false
  }

  /** Saves the draft in sight. Returns false if the writer must stay, because its words are only on the page. */
  async #saveShown(ticket: number, what: string): Promise<boolean> {
    const draft = this.#page.shown.value
    if (draft === null) return true
    const isSaved = await withinTime(this.#page.clock, SWITCH_TIMEOUT_MS, draft.saveNow(true))
    if (isSaved === null) return this.#abandon(ticket, what)
    // By now another opening may be in sight, with words of its own.
    return isSaved && (this.#page.shown.value === draft || this.#saveShown(ticket, what))
  }

  /** Closes a draft that was opened but is not shown. Call it in the draft's queue. */
  async #closeUnshown(id: string): Promise<void> {
    if (this.#page.shown.value?.id !== id) await this.#page.desk.closeDraft(id)
  }

  /**
   * Shows a draft that the desk has opened, once the one in sight is saved. Returns false if it was closed again instead,
   * because the save failed or a later click asked for something else.
   */
  async #switchTo(ticket: number, opened: OpenedDraft, what: string): Promise<boolean> {
    const { id } = opened.summary
    // It was clicked in the library meanwhile: that opening is newer.
    if (this.#page.shown.value?.id === id) return true
    const isWanted = (): boolean => ticket === this.#latestTicket || this.#requestedId === id
    if (isWanted() && (await this.#saveShown(ticket, what)) && isWanted()) {
      this.#show(opened)
      this.#page.notices.clear('switch')
      return true
    }
    await this.#closeUnshown(id)
    return false
  }

  /**
   * Opens a draft and shows it. Returns true if it is in sight.
   * @param quietly the writer did not ask for it (the last session's draft): no notice says why it was not opened, and it is not
   * opened at all after a click
   */
  async open(id: string, { quietly = false } = {}): Promise<boolean> {
    // The library was slow to open: the writer has begun something else meanwhile.
    if (quietly && this.#latestTicket > 0) return false
    const ticket = this.#startRequest(id)
    const what = t('stores.draft.notOpened')
    if (this.#page.shown.value?.id === id) return true
    if (!(await this.#saveShown(ticket, what)) || ticket !== this.#latestTicket) return false
    const opening = this.#page.queues.run(id, async () => {
      if (this.#page.shown.value?.id === id) return true
      // The click was abandoned, or a later one came, while an earlier call about this draft was under way.
      if (ticket !== this.#latestTicket) return false
      if (await this.#page.isShownElsewhere(id)) {
        if (!quietly) this.#page.notices.toast(t('stores.draft.inOtherWindow'), [], undefined, 'switch')
        return false
      }
      const outcome = await this.#page.desk.openDraft(id)
      if (outcome.ok) return this.#switchTo(ticket, outcome.value, what)
      if (!quietly && ticket === this.#latestTicket) this.#showRefusal(outcome.problem, what)
      // Without an answer, it may be open.
      if (outcome.problem.code === 'unreachable') await this.#closeUnshown(id)
      return false
    })
    const isShown = await withinTime(this.#page.clock, 2 * SWITCH_TIMEOUT_MS, opening)
    return isShown ?? this.#abandon(ticket, what)
  }

  /** Makes a draft of an article, empty without one, and shows it. Returns its id; null if it is not in sight. */
  async create(article: Article = articleFrom({})): Promise<string | null> {
    const ticket = this.#startRequest('')
    const what = t('stores.draft.notCreated')
    if (!(await this.#saveShown(ticket, what)) || ticket !== this.#latestTicket) return null
    const created = this.#createShown(ticket, article, what)
    const id = await withinTime(this.#page.clock, 2 * SWITCH_TIMEOUT_MS, created)
    if (id === null) this.#abandon(ticket, what)
    return id?.shown ?? null
  }

  /** Makes a draft and shows it; `shown` is its id, or null. An object, so that a timeout's null differs from it. */
  async #createShown(
    ticket: number,
    article: Article,
    what: string,
  ): Promise<{ readonly shown: string | null }> {
    const outcome = await this.#page.desk.createDraft(stringifyArticle(article))
    if (!outcome.ok) {
      if (ticket === this.#latestTicket) this.#showRefusal(outcome.problem, what)
      return { shown: null }
    }
    const { summary } = outcome.value
    this.#page.library.updateRow(summary)
    const isShown = await this.#page.queues.run(summary.id, () => this.#switchTo(ticket, outcome.value, what))
    return { shown: isShown ? summary.id : null }
  }

  /** Makes a draft of an article, its pictures included, in one call. The draft in sight is not touched. */
  async #createUnshown(article: Article): Promise<Outcome<OpenedDraft>> {
    const creating = this.#page.desk.createDraft(stringifyArticle(article))
    const outcome = await withinTime(this.#page.clock, IMPORT_TIMEOUT_MS, creating)
    if (outcome === null) {
      void creating.then(async (late) => {
        if (late.ok) await this.#closeInQueue(late.value.summary.id)
      })
      return timedOut(t('stores.draft.notCreated'))
    }
    if (outcome.ok) this.#page.library.updateRow(outcome.value.summary)
    return outcome
  }

  /**
   * Makes a draft of each article and shows the last one; the others are closed again. If the writer has opened another
   * draft meanwhile, that one stays in sight.
   * @param onProblem called for each article that was not made a draft
   * @param onMade awaited for each draft that was made
   * @returns how many were made
   */
  async createSeveral(
    articles: AsyncIterable<Article>,
    onProblem: (problem: Problem) => void,
    onMade: (id: string) => Promise<void> = () => Promise.resolve(),
  ): Promise<number> {
    const ticket = this.#startRequest('')
    let last: OpenedDraft | null = null
    let made = 0
    for await (const article of articles) {
      const outcome = await this.#createUnshown(article)
      if (!outcome.ok) {
        onProblem(outcome.problem)
        continue
      }
      made += 1
      await onMade(outcome.value.summary.id)
      if (last !== null) await this.#closeInQueue(last.summary.id)
      last = outcome.value
    }
    if (last !== null) {
      const opened = last
      await this.#page.queues.run(opened.summary.id, () =>
        this.#switchTo(ticket, opened, t('stores.draft.importNotOpened')),
      )
    }
    return made
  }

  /** Closes a draft after all earlier calls about it, unless it is in sight by then. */
  #closeInQueue(id: string): Promise<void> {
    return this.#page.queues.run(id, () => this.#closeUnshown(id))
  }
}
