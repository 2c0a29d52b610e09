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

const MAX_NAME_WORDS = 4
const MAX_PARTICLES = 3

/** `Mina`, `HAN`, `J.K.`, `O’Brien`, `Jae-eon`, `AB6IX`: a capital, then letters, marks and figures. */
const CASED_WORD = /^[\p{Lu}\p{Lt}]\p{M}*[\p{L}\p{M}\p{N}]*(?:['’ʼ.·‐‑-][\p{L}\p{M}\p{N}]+)*\.?$/u
/** `al-Hassan`, `d’Artagnan`. */
const PREFIXED_WORD =
  /^(?:al|el|as|an|ad|ash|at|ar|az|d|l|dell|o|abu|ibn|bin)['’ʼ‐‑-][\p{Lu}\p{Lt}][\p{L}\p{M}]*(?:['’ʼ‐‑-][\p{L}\p{M}]+)*$/u
const CJK_WORD =
  /^[\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}][\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{M}ー々〆・·＝]*[\p{Lu}\p{N}]{0,3}$/u
const MAX_CJK_NAME_LENGTH = 20
const TRAILING_NUMBER = /^#?\d{1,3}$/

/** A name as names are compared: NFC, single plain spaces, lower-case, straight apostrophes. */
export function nameKey(name: string): string {
  return comparable(name).toLowerCase().replace(/[’ʼ]/gu, "'")
}

function isNameWord(word: string): boolean {
  return CASED_WORD.test(word) || PREFIXED_WORD.test(word) || isCjk(word)
}

function isCjk(word: string): boolean {
  return CJK_WORD.test(word) && comparable(word).length <= MAX_CJK_NAME_LENGTH
}

/** One to four words in name case, capitals, Hangul, Kana or Han; particles between and a number behind do not count. */
function hasNameShape(words: readonly string[]): boolean {
  const last = words.length - 1
  const numbered = last > 0 && TRAILING_NUMBER.test(words[last] ?? '')
  const spoken = numbered ? words.slice(0, last) : words
  const particles = spoken.filter((word) => !isNameWord(word))
  const names = spoken.length - particles.length
  return (
    names >= 1 &&
    names <= MAX_NAME_WORDS &&
    particles.length <= MAX_PARTICLES &&
    particles.every((word) => PARTICLES.has(word)) &&
    isNameWord(spoken.at(-1) ?? '')
  )
}

/** Whether a syllable block ends in the double s of the Korean past tense: 했, 었, 았... */
function isPastSyllable(syllable: string | undefined): boolean {
  const code = (syllable?.codePointAt(0) ?? 0) - 0xac00
  return code >= 0 && code < 11_172 && code % 28 === 20
}

function isCjkSentence(last: string): boolean {
  // 问 and 答 alone are the Q and A of Chinese interviews; one syllable is too little for a sentence anyway.
  if (last.length < 2) return false
  return (last.endsWith('다') && isPastSyllable(last.at(-2))) || CJK_SENTENCE_END.test(last)
}

function isLabel(key: string): boolean {
  const words = key.split(' ')
  const [first = '', second] = words
  // "Update 2" is an update.
  const last = words.findLast((word) => !TRAILING_NUMBER.test(word)) ?? ''
  if (LABELS.has(key) || CJK_LABELS.has(key)) return true
  if (LABEL_NOUNS.has(last) || SPEECH_VERBS.has(last) || (NON_NAME_OPENERS.has(first) && !isInitial(first)))
    return true
  if (NUMBERED_NOUNS.has(first) && second !== undefined && NUMERAL.test(second)) return true
  if (words.some((word) => CJK_NUMBERED.test(word))) return true
  return isCjkSentence(last)
}

/** `A`, `I`: a letter is somebody ("Q" and "A"), though as a word it begins no name. */
function isInitial(word: string): boolean {
  return word.length === 1
}

/** Whether a text (spaces plain) reads as somebody's name, and is no label, heading or sentence. */
export function isName(folded: string): boolean {
  const words = folded.split(' ').filter(Boolean)
  if (!hasNameShape(words)) return false
  const key = nameKey(folded)
  return (words.length === 1 && key.length === 1) || !isLabel(key)
}

/** Whether a text reads as whom somebody speaks to: a name, or a few who have none. */
export function isAddressee(folded: string): boolean {
  return UNNAMED_ADDRESSEES.has(nameKey(folded)) || isName(folded)
}
