import { withoutAccents } from '../../../text/unicode.ts'

/**
 * How well texts match what somebody types into the palette or the slash menu. A score is a number, lower is better:
 * 0 at the start of the text, 1 at the start of a word, 2 inside a word, from 3 on for scattered letters (one more for each
 * jump). Null is no match.
 *
 * Example: `h2` matches "Heading 2" with 4: `h` and `2` begin words, which is one jump after the first letter.
 */

/** Added to the score of a match in the keywords: the label counts more. */
const KEYWORD_PENALTY = 2.5

/** The score of a query in a text. An empty query scores 0 everywhere. */
export function matchScore(query: string, text: string): number | null {
  const wanted = normalized(query)
  const searched = normalized(text)
  if (wanted === '') return 0
  const at = searched.indexOf(wanted)
  if (at === 0) return 0
  if (at > 0) return searched[at - 1] === ' ' ? 1 : 2
  return scatteredScore(wanted, searched)
}

/** A text without differences of case, accents and runs of spaces. */
function normalized(text: string): string {
  return withoutAccents(text).toLowerCase().replace(/\s+/g, ' ').trim()
}

/** The score of letters in their order: each must begin a word or follow the letter before it. */
function scatteredScore(wanted: string, searched: string): number | null {
  const letters = wanted.replaceAll(' ', '')
  let at = -1
  let jumps = 0
  for (const letter of letters) {
    if (searched[at + 1] === letter) {
      at += 1
      continue
    }
    let next = searched.indexOf(letter, at + 1)
    while (next > 0 && searched[next - 1] !== ' ') next = searched.indexOf(letter, next + 1)
    if (next < 0) return null
    at = next
    jumps += 1
  }
  return 3 + jumps
}

/** The text an entry is matched by. */
export interface Searchable {
  readonly label: string
  /** Other words, separated by spaces. */
  readonly keywords: string
}

/**
 * The entries that match a query, best first; equal scores keep their order. All of them for an empty query.
 * @param wordsOf returns the text of an entry, in the language in use
 */
export function bestMatches<T>(
  query: string,
  entries: readonly T[],
  wordsOf: (entry: T) => Searchable,
): readonly T[] {
  if (query.trim() === '') return entries
  return entries
    .map((entry) => ({ entry, score: entryScore(query, wordsOf(entry)) }))
    .filter((match): match is { entry: T; score: number } => match.score !== null)
    .sort((a, b) => a.score - b.score)
    .map(({ entry }) => entry)
}

/** The score of an entry: by its label, or by its keywords with a penalty. */
function entryScore(query: string, { label, keywords }: Searchable): number | null {
  const byLabel = matchScore(query, label)
  const byKeyword = matchScore(query, keywords)
  // Keywords count only as whole words: inside one, or scattered over several, nearly anything matches.
  if (byKeyword === null || byKeyword > 1) return byLabel
  const score = byKeyword + KEYWORD_PENALTY
  return byLabel === null ? score : Math.min(byLabel, score)
}
