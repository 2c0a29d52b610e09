/**
 * The language a title is set in, as far as its script tells, so that lines break where they may: Korean at spaces
 * alone, Japanese and Chinese between characters. Undefined for the scripts that break at spaces anyway.
 */
export function titleLanguage(title: string): 'ko' | 'ja' | 'zh' | undefined {
  if (/\p{sc=Hangul}/u.test(title)) return 'ko'
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(title)) return 'ja'
  return /\p{sc=Han}/u.test(title) ? 'zh' : undefined
}
