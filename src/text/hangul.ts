/**
 * Syllables of Hangul, taken apart by arithmetic (The Unicode Standard, 3.12): composed syllables stand in one block,
 * ordered by initial consonant, vowel and final consonant.
 */

const FIRST_SYLLABLE = 0xac00
const SYLLABLE_COUNT = 11_172
/** Syllables that begin with the same consonant: 21 vowels, each with 28 endings. */
const PER_INITIAL = 588
/** Endings of a syllable: none, or one of 27 final consonants. */
const PER_VOWEL = 28

/** Initial consonants in Unicode's order, as a keyboard types them alone. */
export const INITIAL_CONSONANTS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'

/** Index of the final consonant `ㅆ`, in which Korean past stems end: 했, 었, 았. */
export const FINAL_SSANGSIOS = 20

/** A composed syllable of Hangul. */
export interface Syllable {
  /** The initial consonant, one of {@link INITIAL_CONSONANTS}. */
  readonly initial: string
  /** Index of the vowel, 0 to 20. */
  readonly vowel: number
  /** Index of the final consonant, 1 to 27; 0 where the syllable ends in its vowel. */
  readonly final: number
}

/** Returns the parts of a composed syllable (`한` → ㅎ, ㅏ, ㄴ); null for any other character, single jamo included. */
export function syllableOf(character: string): Syllable | null {
  const code = (character.codePointAt(0) ?? 0) - FIRST_SYLLABLE
  if (code < 0 || code >= SYLLABLE_COUNT) return null
  return {
    initial: INITIAL_CONSONANTS.charAt(Math.floor(code / PER_INITIAL)),
    vowel: Math.floor((code % PER_INITIAL) / PER_VOWEL),
    final: code % PER_VOWEL,
  }
}
