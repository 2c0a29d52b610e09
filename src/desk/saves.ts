import type { JournalBase } from './journalFile.ts'

interface Expected {
  readonly foretold: Promise<null>
  readonly tell: () => void
}

/** Saves that were asked for and are not done: what is typed meanwhile goes past them, into the journal. */
export class Saves {
  readonly #expected = new Map<string, Expected>()
  readonly #over = new Map<string, JournalBase>()

  /** A save of the draft was asked for. Answers what says that it is done. */
  expect(id: string): () => void {
    const { promise, resolve } = Promise.withResolvers<null>()
    const mine = {
      foretold: promise,
      tell: () => {
        resolve(null)
      },
    }
    this.#expected.set(id, mine)
    return () => {
      mine.tell()
      if (this.#expected.get(id) === mine) this.#expected.delete(id)
    }
  }

  /** Settles when the save that was asked for last has told the journal, or is done; at once when there is none. */
  async foretold(id: string): Promise<void> {
    await this.#expected.get(id)?.foretold
  }

  /** The journal knows of a save over that version: lines for it can be added all the same. */
  tell(id: string, over: JournalBase): void {
    this.#over.set(id, over)
    this.#expected.get(id)?.tell()
  }

  /** The save has reached the disk, or has failed. */
  end(id: string): void {
    this.#over.delete(id)
  }

  /** What is being saved over. */
  over(id: string): JournalBase | undefined {
    return this.#over.get(id)
  }

  /** Whether that version is being saved over, and its journal can be added to. */
  isOver(id: string, base: string): boolean {
    return this.#over.get(id)?.base === base
  }
}
