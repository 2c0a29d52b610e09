import { type NodeJSON, textOf } from '../../blocks/node.ts'
import { ALPHABETS, countLetters, HAN, HANGUL, KANA } from '../../text/scripts.ts'

/** Enough of a text to tell its language by. In UTF-16 code units. */
const SAMPLE_LENGTH = 8_000

/** An address, whose parts are words of no language: `com`, `www`. */
const ADDRESS = /(?:https?:\/\/|www\.)[!-~]+/gi

/** Languages by an alphabet that is theirs, or of which they are the commonest. */
const BY_ALPHABET = [
  ['he', String.raw`\p{sc=Hebrew}`],
  ['ar', String.raw`\p{sc=Arabic}`],
  ['ru', String.raw`\p{sc=Cyrillic}`],
  ['el', String.raw`\p{sc=Greek}`],
  ['th', String.raw`\p{sc=Thai}`],
] as const

/** Other languages of an alphabet, by letters that the commonest one has not. */
const BY_LETTER: Readonly<Record<string, readonly [language: string, letters: RegExp]>> = {
  ar: ['fa', /[پچژگ]/u],
  ru: ['uk', /[іїєґ]/iu],
}

/** The words that hold sentences together: every third word of a text is one of them. */
const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words('the and of to in is that it was for you with not this i a be on but they she'),
  de: words('der die das und nicht ist ich wir sie mit auf für ein eine dass zu den von im dem'),
  // No other language has the opening marks.
  es: words('¿ ¡ el la los las que y en un una no es por con para se lo su de del pero al'),
  fr: words('le la les et est un une des que pas dans pour vous je nous qui sur de du au ne elle'),
  pt: words('o a os as e que não um uma em do da para com você eu por se no na mas de'),
  it: words('il lo gli e che non un una di per con sono ma è della nel la le del si'),
  nl: words('de het een en van ik je niet dat is op te voor met zijn maar ze we aan'),
}
/** Fewer say too little: a name can hold two. */
const MIN_FUNCTION_WORDS = 3

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

/**
 * Returns the language of a text: by its predominant script, and among those of the Latin alphabet by its function words. A Hangul
 * syllable or Han character is worth two Latin letters, so that foreign names do not outweigh the text around them.
 * @returns ko, ja, zh, he, ar, fa, ru, uk, el, th, de, es, fr, pt, it or nl; en for all others
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH).replace(ADDRESS, ' ').normalize('NFC')
  const hangul = countLetters(sample, HANGUL)
  const kana = countLetters(sample, KANA)
  const han = countLetters(sample, HAN)
  const others = countLetters(sample, ALPHABETS)
  if (2 * Math.max(hangul, kana + han) <= others || hangul + kana + han === 0)
    return alphabetLanguage(sample, others)
  if (hangul >= kana + han) return 'ko'
  return kana * 10 >= kana + han ? 'ja' : 'zh'
}

/** Returns the language of an article's words, of which the first are enough. */
export function languageOfBlocks(blocks: readonly NodeJSON[], headline = ''): string {
  let words = headline
  for (const block of blocks) {
    if (words.length >= SAMPLE_LENGTH) break
    words += `\n${textOf(block)}`
  }
  return detectLanguage(words)
}

/** @param letters how many letters of alphabets the text has */
function alphabetLanguage(sample: string, letters: number): string {
  const found = BY_ALPHABET.find(([, alphabet]) => 2 * countLetters(sample, alphabet) > letters)?.[0]
  if (found === undefined) return latinLanguage(sample)
  const [other, own] = BY_LETTER[found] ?? [found, /$^/u]
  return own.test(sample) ? other : found
}

function latinLanguage(sample: string): string {
  const all = sample.toLowerCase().match(/[\p{L}\p{M}]+|[¿¡]/gu) ?? []
  let best = { language: 'en', count: MIN_FUNCTION_WORDS - 1 }
  for (const [language, own] of Object.entries(FUNCTION_WORDS)) {
    const count = all.filter((word) => own.has(word)).length
    if (count > best.count) best = { language, count }
  }
  return best.language
}
