/**
 * Typography by language: which marks a typed `"` or `'` becomes, and what `--` becomes. Examples: in English `"so"` becomes
 * “so”, in German „so“, in French « so » with no-break spaces; in Hebrew and Japanese it stays as typed.
 */

/** Quotation marks and dashes as newspapers of a language set them. */
export interface Typography {
  /** Outer and inner marks; null if the writer types them directly. */
  readonly quotes: readonly [open: string, close: string, innerOpen: string, innerClose: string] | null
  /** What two typed hyphens become. */
  readonly dash: string
}

const ENGLISH = ['“', '”', '‘', '’'] as const
const GERMAN = ['„', '“', '‚', '‘'] as const
/** A space that does not break stands inside French guillemets. */
const FRENCH = ['«\u00a0', '\u00a0»', '“', '”'] as const
const NORDIC = ['”', '”', '’', '’'] as const
const RUSSIAN = ['«', '»', '„', '“'] as const
const POLISH = ['„', '”', '‚', '’'] as const

/** Typography by BCP 47 tag in lower case. */
const BY_LANGUAGE: Readonly<Record<string, Typography>> = {
  de: { quotes: GERMAN, dash: '–' },
  cs: { quotes: GERMAN, dash: '–' },
  sk: { quotes: GERMAN, dash: '–' },
  sl: { quotes: GERMAN, dash: '–' },
  'de-ch': { quotes: ['«', '»', '‹', '›'], dash: '–' },
  fr: { quotes: FRENCH, dash: '—' },
  'fr-ch': { quotes: ['«', '»', '‹', '›'], dash: '–' },
  ru: { quotes: RUSSIAN, dash: '—' },
  uk: { quotes: RUSSIAN, dash: '—' },
  it: { quotes: ['«', '»', '“', '”'], dash: '–' },
  ar: { quotes: ['«', '»', '‹', '›'], dash: '–' },
  fa: { quotes: ['«', '»', '‹', '›'], dash: '–' },
  // Hebrew sets its own gershayim, and a straight mark within a word is an abbreviation's.
  he: { quotes: null, dash: '–' },
  el: { quotes: ['«', '»', '“', '”'], dash: '—' },
  no: { quotes: ['«', '»', '‘', '’'], dash: '–' },
  nb: { quotes: ['«', '»', '‘', '’'], dash: '–' },
  nn: { quotes: ['«', '»', '‘', '’'], dash: '–' },
  sv: { quotes: NORDIC, dash: '–' },
  fi: { quotes: NORDIC, dash: '–' },
  da: { quotes: ['»', '«', '›', '‹'], dash: '–' },
  pl: { quotes: POLISH, dash: '–' },
  hu: { quotes: ['„', '”', '»', '«'], dash: '–' },
  nl: { quotes: ENGLISH, dash: '–' },
  // Their input methods type the marks they want: 「」 and 《》 among them.
  ja: { quotes: null, dash: '—' },
  'zh-tw': { quotes: null, dash: '—' },
  'zh-hk': { quotes: null, dash: '—' },
}

/** Returns the typography of a language (a BCP 47 tag). Languages that are not in the table are set like English. */
export function typographyFor(language: string): Typography {
  const tag = language.toLowerCase()
  return BY_LANGUAGE[tag] ?? BY_LANGUAGE[tag.split('-')[0] ?? ''] ?? { quotes: ENGLISH, dash: '—' }
}

/** After these a quotation mark opens. */
const OPENS_AFTER = /(?:^|[\s([{<\u2013\u2014/\ufffc“‘„‚«‹])$/u

/** Returns true if a quotation is open at the end of a text. */
function isOpen(text: string, open: string, close: string): boolean {
  return open !== close && text.lastIndexOf(open) > text.lastIndexOf(close)
}

/**
 * What a typed `"` or `'` becomes.
 * @param before the text before it
 * @returns null to leave it as typed
 */
export function quoteFor(typed: '"' | "'", before: string, { quotes }: Typography): string | null {
  if (quotes === null) return null
  const [open, close, innerOpen, innerClose] = quotes
  const [opening, closing] = typed === '"' ? [open, close] : [innerOpen, innerClose]
  if (OPENS_AFTER.test(before)) return opening
  // The space inside a French guillemet is no reason to open another.
  if (typed === '"' && isOpen(before, opening.trim(), closing.trim())) return closing
  // 6'2" are feet and inches.
  if (/\d$/.test(before) && !isOpen(before, opening.trim(), closing.trim())) return typed === '"' ? null : '’'
  return typed === '"' || isOpen(before, opening, closing) ? closing : '’'
}

/** Returns true if a text ends inside a web or mail address, where nothing may be replaced. */
export function isInAddress(before: string): boolean {
  const word = /\S*$/u.exec(before)?.[0] ?? ''
  return /:\/\/|^www\.|^mailto:|@[^\s@]+\.\w*$/i.test(word)
}
