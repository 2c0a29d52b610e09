import { articleFrom, stringifyArticle, type Article } from '../../../../article/index.ts'
import { problem, type Outcome, type Problem } from '../../../../desk.ts'
import { withinTime } from '../../clock.ts'
import type { OpenDraft, OpenedDraft } from './openDraft.ts'
import type { Page } from './page.ts'

/** How long a click waits for the draft on the page to be saved, and for the next one, before it gives up. */
const SWITCH_TIMEOUT_MS = 6_000
/** As above, where pictures are kept on the way. */
const IMPORT_TIMEOUT_MS = 60_000

const timedOut = (what: string): Outcome<never> =>
  problem(
    'unreachable',
    what,
    'What is on the page is still here.',
    'The disk or Galley’s host does not answer. Try again when it does.',
  )

/**
 * Turning from one draft to another. The draft that is left is saved before the next one is asked for, and again once it
 * is there: what is typed meanwhile belongs to the draft in sight. The latest click wins; what an earlier one opened is
 * closed again without having been shown.
 */
export class DraftSwitcher {
  readonly #page: Page
  readonly #show: (opened: OpenedDraft) => OpenDraft
  /** Counts clicks; only what the latest one asked for is shown. */
  #latestTicket = 0
  /** The draft that the latest click asked for; '' for a new one. */
  #requestedId = ''
  /** The last notice about a click says that the host does not answer. */
  #isUnansweredShown = false

  constructor(page: Page, show: (opened: OpenedDraft) => OpenDraft) {
    this.#page = page
    this.#show = show
  }

  /** Whatever is being opened is not shown any more. */
  cancel(): void {
    this.#startRequest('')
  }

  #startRequest(id: string): number {
    this.#latestTicket += 1
    this.#requestedId = id
    return this.#latestTicket
  }

  /** A click that took too long is not carried out later. */
  #abandon(ticket: number, what: string): false {
    if (ticket === this.#latestTicket) {
      this.#startRequest('')
      this.#showUnanswered(what)
    }
    return false
  }

  /** Nothing tries again by itself what a click asked for, so the notice must not promise it. */
  #showUnanswered(what: string): void {
    const outcome = timedOut(what)
    if (outcome.ok) return
    this.#page.notices.problem(outcome.problem, [], 'switch')
    this.#isUnansweredShown = true
  }

  #showRefusal(refusal: Problem, what: string): void {
    if (refusal.code === 'unreachable') this.#showUnanswered(what)
    else {
      this.#page.notices.problem(refusal, [], 'switch')
      this.#isUnansweredShown = false
    }
  }

  /** The host answers again: a notice that says it does not is removed. */
  reconnected(): void {
    if (this.#isUnansweredShown) this.#page.notices.clear('switch')
    this.#isUnansweredShown = false
  }

  /** Saves the draft in sight. Returns false when it cannot be left: its words are only on the page. */
  async #saveShown(ticket: number, what: string): Promise<boolean> {
    const draft = this.#page.shown.value
    if (draft === null) return true
    const isSaved = await withinTime(this.#page.clock, SWITCH_TIMEOUT_MS, draft.saveNow())
    if (isSaved === null) return this.#abandon(ticket, what)
    // Another opening of the same draft may be in sight by now; its words are saved as well.
    return isSaved && (this.#page.shown.value === draft || this.#saveShown(ticket, what))
  }

  /** A draft that was opened and is not shown. Runs in its queue. */
  async #closeUnshown(id: string): Promise<void> {
    if (this.#page.shown.value?.id !== id) await this.#page.desk.closeDraft(id)
  }

  /** Leaves the draft in sight for one that the desk has opened. Returns false when that one was closed again. */
  async #switchTo(ticket: number, opened: OpenedDraft, what: string): Promise<boolean> {
    const { id } = opened.summary
    // The writer clicked it in the library before all was ready: that opening is the newer one.
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

  /** `quietly` says nothing when the draft cannot be opened: nobody asked for it by hand. */
  async open(id: string, { quietly = false } = {}): Promise<boolean> {
    const ticket = this.#startRequest(id)
    const what = 'The draft was not opened.'
    if (this.#page.shown.value?.id === id) return true
    if (!(await this.#saveShown(ticket, what)) || ticket !== this.#latestTicket) return false
    const opening = this.#page.queues.run(id, async () => {
      if (this.#page.shown.value?.id === id) return true
      // Gave up, or turned to another one, while an earlier call about this draft was under way.
      if (ticket !== this.#latestTicket) return false
      const outcome = await this.#page.desk.openDraft(id)
      if (outcome.ok) return this.#switchTo(ticket, outcome.value, what)
      if (!quietly && ticket === this.#latestTicket) this.#showRefusal(outcome.problem, what)
      // Without an answer it may be open all the same.
      if (outcome.problem.code === 'unreachable') await this.#closeUnshown(id)
      return false
    })
    const isShown = await withinTime(this.#page.clock, 2 * SWITCH_TIMEOUT_MS, opening)
    return isShown ?? this.#abandon(ticket, what)
  }

  /** A new draft of an article (empty unless given), opened. Returns its id, or null. */
  async create(article: Article = articleFrom({})): Promise<string | null> {
    const ticket = this.#startRequest('')
    const what = 'The draft was not made.'
    if (!(await this.#saveShown(ticket, what)) || ticket !== this.#latestTicket) return null
    const created = this.#createShown(ticket, article, what)
    const id = await withinTime(this.#page.clock, 2 * SWITCH_TIMEOUT_MS, created)
    if (id === null) this.#abandon(ticket, what)
    return id?.shown ?? null
  }

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

  /** Makes a draft of an article, pictures and all, by one call. The draft in sight is not touched. */
  async #createUnshown(article: Article): Promise<Outcome<OpenedDraft>> {
    const creating = this.#page.desk.createDraft(stringifyArticle(article))
    const outcome = await withinTime(this.#page.clock, IMPORT_TIMEOUT_MS, creating)
    if (outcome === null) {
      void creating.then(async (late) => {
        if (late.ok) await this.#closeInQueue(late.value.summary.id)
      })
      return timedOut('The draft was not made.')
    }
    if (outcome.ok) this.#page.library.updateRow(outcome.value.summary)
    return outcome
  }

  /**
   * Makes a draft of each article and shows the last one; the others are closed again. When the writer has turned to
   * another draft meanwhile, that one stays. Returns how many were made.
   */
  async createSeveral(
    articles: AsyncIterable<Article>,
    onProblem: (problem: Problem) => void,
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
      if (last !== null) await this.#closeInQueue(last.summary.id)
      last = outcome.value
    }
    if (last !== null) {
      const opened = last
      await this.#page.queues.run(opened.summary.id, () =>
        this.#switchTo(ticket, opened, 'The imported draft was not opened.'),
      )
    }
    return made
  }

  #closeInQueue(id: string): Promise<void> {
    return this.#page.queues.run(id, () => this.#closeUnshown(id))
  }
}
