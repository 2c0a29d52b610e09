/**
 * Runs tasks of one key one after the other, and tasks of different keys concurrently. The desk uses a draft's id as the
 * key, and '' for the library. A task must not wait for another one of its own key: both would wait forever.
 */
export class Queues {
  /** The last task of each key that has one under way. */
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs a task once every earlier task of that key has ended, and returns its result. */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const mine = before.then(task, task)
    this.#last.set(key, mine)
    const forget = (): void => {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    }
    mine.then(forget, forget)
    return mine
  }

  /** Resolves when everything under way now has settled. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#last.values())
  }
}

/**
 * Maps items with at most `width` tasks under way.
 * @returns the results in the order of `items`; rejects with the first rejection
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  width: number,
  task: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length)
  const waiting = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await task(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker))
  return results
}
