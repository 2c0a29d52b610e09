import type { CastPerson } from '../../../../blocks/castPerson.ts'

/** Single letters ("J.", "Q") are left out: no spelling checker marks them. */
function isSpellable(word: string): boolean {
  return Array.from(word).length > 1 && /\p{L}/u.test(word)
}

/**
 * Returns the words of a cast's names, each once, for a spelling checker to accept: checkers know no names with spaces.
 * Other spellings are included. Names with hyphens or dots count whole and in parts.
 *
 * Example: "Jean-Luc Solis" gives `Jean-Luc`, `Solis`, `Jean`, `Luc`.
 */
export function castNameWords(people: readonly CastPerson[]): string[] {
  const names = people.flatMap(({ name, otherNames }) => [name, ...otherNames])
  const words = names.flatMap((name) => {
    const whole = name.normalize('NFC').split(/\s+/u)
    return [...whole, ...whole.flatMap((word) => word.split(/[-‐‑·.]/u))]
  })
  // Quotation marks and other signs around a word are not part of it.
  return [...new Set(words.map((word) => word.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '')))].filter(
    isSpellable,
  )
}
