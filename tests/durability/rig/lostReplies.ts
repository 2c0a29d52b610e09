import { type Desk, type Outcome, problem } from '../../../src/desk.ts'

/** Returns the outcome that a page gets if the answer to its call is lost. */
function lostAnswer(): ReturnType<typeof problem> {
  return problem('unreachable', 'The host does not answer.', 'It may be done or not.', 'Try again.')
}

/**
 * A desk whose answers about what was typed are lost now and then: the call is carried out, and the page is told that
 * nobody answered. `every` 3 loses the third, the sixth and so on, of appends and saves together.
 */
export function losingAnswers(desk: Desk, every: number): Desk {
  let count = 0
  const answered = async <T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const outcome = await call
    count += 1
    return count % every === 0 ? lostAnswer() : outcome
  }
  return {
    ...desk,
    appendJournal: (id, from, lines) => answered(desk.appendJournal(id, from, lines)),
    saveDraft: (id, article, base, line, key) => answered(desk.saveDraft(id, article, base, line, key)),
  }
}
