import { FINAL_SSANGSIOS, syllableOf } from '../../../text/hangul.ts'
import { CJK_LETTERS } from '../../../text/scripts.ts'
import { comparable } from '../../../text/unicode.ts'
import {
  UNNAMED_ADDRESSEES,
  CJK_NUMBERED,
  CJK_LABELS,
  NUMBERED_NOUNS,
  LABEL_NOUNS,
  LABELS,
  NUMERAL,
  NON_NAME_OPENERS,
  PARTICLES,
  SPEECH_VERBS,
  CJK_SENTENCE_END,
} from './words.ts'

/**
 * Decides whether the words before a colon are a person's name. A name must have the shape of one (case, length), and
 * must not be a label (`Price`), a heading (`Chapter One`) or the end of a sentence (`she said`): those lists are in
 * words.ts. Wrongly accepting a label turns a paragraph into dialogue; wrongly refusing a name only leaves a paragraph.
 */

/** Words of a name, not counting particles and a number behind. */
const MAX_NAME_WORDS = 4
/** Lower-case words such as `de la`. */
const MAX_PARTICLES = 3

/** `Mina`, `HAN`, `J.K.`, `O’Brien`, `Jae-eon`, `AB6IX`: a capital, then letters, marks and digits. */
const CASED_WORD = /^[\p{Lu}\p{Lt}]\p{M}*[\p{L}\p{M}\p{N}]*(?:['’ʼ.·‐‑-][\p{L}\p{M}\p{N}]+)*\.?$/u
/** A lower-case prefix joined to a capital: `al-Hassan`, `d’Artagnan`. */
const PREFIXED_WORD =
  /^(?:al|el|as|an|ad|ash|at|ar|az|d|l|dell|o|abu|ibn|bin)['’ʼ‐‑-][\p{Lu}\p{Lt}][\p{L}\p{M}]*(?:['’ʼ‐‑-][\p{L}\p{M}]+)*$/u
/** `서하린`, `さくら`, `ジャン＝ポール`, `선우2`: Hangul, Kana or Han, then perhaps capitals or digits. */
const CJK_WORD = new RegExp(`^[${CJK_LETTERS}][${CJK_LETTERS}\\p{M}ー々〆・·＝]*[\\p{Lu}\\p{N}]{0,3}$`, 'u')
/** In characters. A name without spaces; longer runs are sentences. */
const MAX_CJK_NAME_LENGTH = 20
/** `Police officer 2`, `Fan #3`. */
const TRAILING_NUMBER = /^#?\d{1,3}$/

/** Returns the key by which names are compared: NFC, single plain spaces, lower-case, straight apostrophes. */
export function nameKey(name: string): string {
  return comparable(name).toLowerCase().replace(/[’ʼ]/gu, "'")
}

/** Returns true for a word in the form that a name's words have: `Mina`, `al-Hassan`, `서하린`. */
function isNameWord(word: string): boolean {
  return CASED_WORD.test(word) || PREFIXED_WORD.test(word) || isCjk(word)
}

/** Returns true for a name in Hangul, Kana or Han; its length is counted in composed characters. */
function isCjk(word: string): boolean {
  return CJK_WORD.test(word) && comparable(word).length <= MAX_CJK_NAME_LENGTH
}

/** Returns true for one to four name words; particles between them and a number behind them do not count. */
function hasNameShape(words: readonly string[]): boolean {
  const last = words.length - 1
  const isNumbered = last > 0 && TRAILING_NUMBER.test(words[last] ?? '')
  const unnumbered = isNumbered ? words.slice(0, last) : words
  const particles = unnumbered.filter((word) => !isNameWord(word))
  const nameWordCount = unnumbered.length - particles.length
  return (
    nameWordCount >= 1 &&
    nameWordCount <= MAX_NAME_WORDS &&
    particles.length <= MAX_PARTICLES &&
    particles.every((word) => PARTICLES.has(word)) &&
    isNameWord(unnumbered.at(-1) ?? '')
  )
}

/** Returns true if a Hangul syllable has the final ㅆ, as the Korean past tense does: 했, 었, 았. */
function isPastSyllable(character: string | undefined): boolean {
  return syllableOf(character ?? '')?.final === FINAL_SSANGSIOS
}

/** Returns true if the last word ends a sentence in Korean, Japanese or Chinese. */
function isCjkSentence(last: string): boolean {
  // 问 and 答 alone are the Q and A of Chinese interviews, and one syllable is no sentence.
  if (last.length < 2) return false
  return (last.endsWith('다') && isPastSyllable(last.at(-2))) || CJK_SENTENCE_END.test(last)
}

/** Returns true if a text in the shape of a name is a label, a heading or a sentence. `key` is its {@link nameKey}. */
function isLabel(key: string): boolean {
  const words = key.split(' ')
  const [first = '', second] = words
  // "Update 2" is judged by "update".
  const last = words.findLast((word) => !TRAILING_NUMBER.test(word)) ?? ''
  if (LABELS.has(key) || CJK_LABELS.has(key)) return true
  if (LABEL_NOUNS.has(last) || SPEECH_VERBS.has(last) || (NON_NAME_OPENERS.has(first) && !isInitial(first)))
    return true
  if (NUMBERED_NOUNS.has(first) && second !== undefined && NUMERAL.test(second)) return true
  if (words.some((word) => CJK_NUMBERED.test(word))) return true
  return isCjkSentence(last)
}

/** A single letter is an initial or the "A" of a Q&A, although `a` is in the list of words that begin no name. */
function isInitial(word: string): boolean {
  return word.length === 1
}

/**
 * Returns true if a text is probably a person's name.
 * @param folded the text with plain spaces (`folded` of text/unicode.ts)
 */
export function isName(folded: string): boolean {
  const words = folded.split(' ').filter(Boolean)
  if (!hasNameShape(words)) return false
  const key = nameKey(folded)
  return (words.length === 1 && key.length === 1) || !isLabel(key)
}

/** Returns true if an addressee is a group or a thing, such as `everyone` or `the camera`, and no person. */
export function isUnnamedAddressee(addressee: string): boolean {
  return UNNAMED_ADDRESSEES.has(nameKey(addressee))
}

/** Returns true if a text is probably an addressee: a name, or a group such as `everyone` or `the camera`. */
export function isAddressee(folded: string): boolean {
  return isUnnamedAddressee(folded) || isName(folded)
}
