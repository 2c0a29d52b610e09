import { withoutAccents } from '../../../text/unicode.ts'

/** How well a text answers a query: fewer is better, null when it does not. */
export function rank(query: string, text: string): number | null {
  const wanted = fold(query)
  const given = fold(text)
  if (wanted === '') return 0
  const at = given.indexOf(wanted)
  if (at === 0) return 0
  if (at > 0) return given[at - 1] === ' ' ? 1 : 2
  return scattered(wanted, given)
}

/** Case, accents and runs of spaces are no difference. Hangul stays in syllables: NFC puts it together again. */
function fold(text: string): string {
  return withoutAccents(text).toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Letters of the query in their order: each must begin a word or follow the letter before it. */
function scattered(wanted: string, given: string): number | null {
  const letters = wanted.replaceAll(' ', '')
  let at = -1
  let jumps = 0
  for (const letter of letters) {
    if (given[at + 1] === letter) {
      at += 1
      continue
    }
    let next = given.indexOf(letter, at + 1)
    while (next > 0 && given[next - 1] !== ' ') next = given.indexOf(letter, next + 1)
    if (next < 0) return null
    at = next
    jumps += 1
  }
  return 3 + jumps
}

/** Those that answer a query, best first; what is as good stays in its order. Keywords count less than the name. */
export function found<T extends { readonly label: string; readonly keywords?: string }>(
  query: string,
  all: readonly T[],
): readonly T[] {
  if (query.trim() === '') return all
  return all
    .map((one) => ({ one, rank: best(query, one.label, one.keywords ?? '') }))
    .filter((entry): entry is { one: T; rank: number } => entry.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one)
}

function best(query: string, label: string, keywords: string): number | null {
  const byName = rank(query, label)
  const byWord = rank(query, keywords)
  if (byWord === null || byWord > 1) return byName
  return byName === null ? byWord + 2.5 : Math.min(byName, byWord + 2.5)
}
