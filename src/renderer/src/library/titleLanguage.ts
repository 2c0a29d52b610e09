import { hasHan, hasHangul, hasKana } from '../../../text/scripts.ts'

/**
 * The language a title is set in, as far as its script tells, so that lines break where they may: Korean at spaces
 * alone, Japanese and Chinese between characters. Undefined for the scripts that break at spaces anyway.
 */
export function titleLanguage(title: string): 'ko' | 'ja' | 'zh' | undefined {
  if (hasHangul(title)) return 'ko'
  if (hasKana(title)) return 'ja'
  return hasHan(title) ? 'zh' : undefined
}
