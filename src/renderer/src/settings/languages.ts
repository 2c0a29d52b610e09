import { language } from '../i18n.ts'

/** Languages that fields suggest, as BCP 47 tags. Any other can be typed. */
export const SUGGESTED_LANGUAGES = [
  'en-US',
  'en-GB',
  'ko',
  'ja',
  'zh-Hans',
  'zh-Hant',
  'de',
  'fr',
  'es',
  'it',
  'pt-BR',
  'nl',
  'pl',
  'ru',
  'he',
  'ar',
] as const

/** Returns the name of a language in the language in use, "British English" for `en-GB`; the tag if it has none. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([language()], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
