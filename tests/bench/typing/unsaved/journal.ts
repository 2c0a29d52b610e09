import type { Journal, JournalOptions } from '../../../../src/renderer/src/stores/openDraft/journal.ts'

/** Stands in for the journal in the page that it is compared with: nothing is ever written. */
export function createJournal({ nextLine }: JournalOptions): Journal {
  return {
    nextLine,
    add: () => undefined,
    discardBelow: () => undefined,
    resendFrom: () => undefined,
    pause: () => Promise.resolve(),
    resume: () => undefined,
    stop: () => undefined,
  }
}
