import type { CastPerson } from '../../../../blocks/castPerson.ts'

/** A letter alone ("J.", "Q") is no word that a spelling checker minds. */
function isSpellable(word: string): boolean {
  return Array.from(word).length > 1 && /\p{L}/u.test(word)
}

/**
 * The words that a cast's names are made of, each once: what a spelling checker, which knows no spaces, has to let
 * pass. Other spellings count as names.
 */
export function castNameWords(people: readonly CastPerson[]): string[] {
  const names = people.flatMap(({ name, otherNames }) => [name, ...otherNames])
  const words = names.flatMap((name) => {
    const whole = name.normalize('NFC').split(/\s+/u)
    return [...whole, ...whole.flatMap((word) => word.split(/[-‐‑·.]/u))]
  })
  return [...new Set(words.map((word) => word.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '')))].filter(
    isSpellable,
  )
}
