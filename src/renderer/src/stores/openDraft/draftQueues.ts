/**
 * One queue for each draft: the page opens, closes and changes a draft in the background one after the other, so that
 * no closing of an earlier opening reaches the desk after the next opening.
 */
export class DraftQueues {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs a task once all earlier ones about this draft are done. */
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
