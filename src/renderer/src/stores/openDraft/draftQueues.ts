/**
 * One queue for each draft. The page's openings, closings and background changes of one draft run one after the other;
 * otherwise the closing of an earlier opening could reach the desk after the next opening, and close that.
 *
 * Saves and journal lines do not pass through here.
 */
export class DraftQueues {
  /** The end of each queue, by draft id. Empty queues are removed. */
  readonly #last = new Map<string, Promise<unknown>>()

  /**
   * Runs a task once all earlier tasks about this draft are done, also if they failed.
   * @returns what the task returns, or its rejection
   */
  run<T>(id: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(id) ?? Promise.resolve()
    const running = before.then(task, task)
    const finished = running.then(
      () => undefined,
      () => undefined,
    )
    this.#last.set(id, finished)
    void finished.then(() => {
      if (this.#last.get(id) === finished) this.#last.delete(id)
    })
    return running
  }
}
