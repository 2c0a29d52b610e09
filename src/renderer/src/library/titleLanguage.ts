import { hasHan, hasHangul, hasKana } from '../../../text/scripts.ts'

/**
 * Returns the language to break a title's lines by, as far as its script tells: Korean breaks at spaces, Japanese and
 * Chinese between characters. Undefined for scripts that break at spaces anyway.
 *
 * Kana decide before Han, because Japanese has both.
 */
export function titleLanguage(title: string): 'ko' | 'ja' | 'zh' | undefined {
  if (hasHangul(title)) return 'ko'
  if (hasKana(title)) return 'ja'
  return hasHan(title) ? 'zh' : undefined
}
