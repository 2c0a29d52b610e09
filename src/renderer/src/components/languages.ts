import { language } from '../i18n.ts'

/** Languages that fields offer, as BCP 47 tags. Any other can be typed. */
export const SUGGESTED_LANGUAGES = [
  ...[
    'en',
    'en-US',
    'en-GB',
    'ko',
    'ja',
    'zh-Hans',
    'zh-Hant',
    'th',
    'vi',
    'id',
    'ms',
    'fil',
    'hi',
    'bn',
    'ta',
    'ur',
  ],
  ...[
    'de',
    'fr',
    'es',
    'it',
    'pt-BR',
    'pt-PT',
    'nl',
    'pl',
    'cs',
    'sk',
    'hu',
    'ro',
    'bg',
    'hr',
    'sr',
    'el',
    'ca',
    'tr',
  ],
  ...['da', 'sv', 'nb', 'fi', 'is', 'et', 'lv', 'lt', 'ru', 'uk', 'he', 'ar', 'fa'],
] as const

/** Returns the name of a language in the language in use, "British English" for `en-GB`; the tag if it has none. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([language()], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Returns what a list of languages offers, by name in the order of the language in use. @param tag also one that is not suggested */
export function languageChoices(tag: string): readonly { readonly tag: string; readonly name: string }[] {
  const tags = new Set<string>(SUGGESTED_LANGUAGES)
  if (tag !== '') tags.add(tag)
  return [...tags]
    .map((each) => ({ tag: each, name: languageName(each) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language()))
}
