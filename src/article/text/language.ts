import { ALPHABETS, countLetters, HAN, HANGUL, KANA } from '../../text/scripts.ts'

/** Enough of a text to tell its script by. */
const SAMPLE_LENGTH = 8_000

/**
 * The language of a text by its predominant script: ko, ja, zh, else en. A Hangul syllable or Han character is worth
 * two Latin letters, so that foreign names do not outweigh the text around them.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH).normalize('NFC')
  const hangul = countLetters(sample, HANGUL)
  const kana = countLetters(sample, KANA)
  const han = countLetters(sample, HAN)
  const others = countLetters(sample, ALPHABETS)
  if (2 * Math.max(hangul, kana + han) <= others || hangul + kana + han === 0) return 'en'
  if (hangul >= kana + han) return 'ko'
  return kana * 10 >= kana + han ? 'ja' : 'zh'
}
