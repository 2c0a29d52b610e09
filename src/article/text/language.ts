/** Enough of a text to tell its script by. */
const SAMPLE = 8_000

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0
}

/**
 * The language of a text by its predominant script: ko, ja, zh, else en. A Hangul syllable or Han character is worth
 * two Latin letters, so that foreign names do not outweigh the text around them.
 */
export function languageOf(text: string): string {
  const sample = text.slice(0, SAMPLE).normalize('NFC')
  const hangul = count(sample, /\p{sc=Hangul}/gu)
  const kana = count(sample, /[\p{sc=Hiragana}\p{sc=Katakana}]/gu)
  const han = count(sample, /\p{sc=Han}/gu)
  const others = count(
    sample,
    /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Thai}]/gu,
  )
  if (2 * Math.max(hangul, kana + han) <= others || hangul + kana + han === 0) return 'en'
  if (hangul >= kana + han) return 'ko'
  return kana * 10 >= kana + han ? 'ja' : 'zh'
}
