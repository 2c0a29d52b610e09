import { IDENTIFIER_CHARACTERS } from '../../../../text/words.ts'
import { t } from '../../i18n.ts'

/**
 * From a query to a pattern. Plain text is escaped and extended, so that what a writer can type finds what typography made of
 * it: `it's` finds "it’s", `a b` finds a no-break space. A regular expression is used as it is typed, in Unicode mode.
 */

/** What a writer searches for. */
export interface Query {
  /** What was typed; '' finds nothing. */
  readonly text: string
  /** True to tell upper and lower case apart. */
  readonly matchCase: boolean
  /** True to ignore matches inside longer words. */
  readonly wholeWord: boolean
  /** True if the text is a regular expression. */
  readonly regex: boolean
}

/** The query of a bar that was never used. */
export const NO_QUERY: Query = { text: '', matchCase: false, wholeWord: false, regex: false }

/** A query as the two strings of a regular expression, which can be sent to a worker; or why it is not valid. */
export type Pattern = { readonly source: string; readonly flags: string } | { readonly problem: string }

/** Characters that find their typographic variants: a writer types the plain ones. */
const EQUIVALENTS: Readonly<Record<string, string>> = {
  ' ': '[\\p{Zs}\\t]',
  "'": "['’‘‚‛]",
  '"': '["“”„‟]',
  '-': '[-‐‑]',
}

const WORD_CHARACTER = `[${IDENTIFIER_CHARACTERS}]`

/** Returns the source of a pattern that finds a text literally, with its variants. */
function literal(text: string): string {
  return Array.from(
    text,
    (character) => EQUIVALENTS[character] ?? character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
  ).join('')
}

/** Returns the reason in a browser's message, which follows the pattern and its flags: "Unterminated group". */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : ''
  return said.split(': ').at(-1) ?? said
}

/** The pattern of a query, composed (NFC) as the searched texts are. Null for an empty query. */
export function patternFor({ text, matchCase, wholeWord, regex }: Query): Pattern | null {
  const wanted = text.normalize('NFC')
  if (wanted === '') return null
  const core = regex ? `(?:${wanted})` : literal(wanted)
  const source = wholeWord ? `(?<!${WORD_CHARACTER})${core}(?!${WORD_CHARACTER})` : core
  const flags = `gmu${matchCase ? '' : 'i'}`
  try {
    // Compile what the writer typed, so that the reason is about that.
    new RegExp(regex ? wanted : source, flags)
    return { source, flags }
  } catch (error) {
    return { problem: t('editor.find.incomplete', { reason: reasonOf(error) }) }
  }
}

/**
 * The replacement of one match: the template as it is; for a regular expression with `$1`, `$<name>`, `$&` and `$$` filled in.
 * @param groups the whole match, then its groups
 */
export function replacementFor(
  template: string,
  { regex }: Query,
  groups: readonly string[],
  named: Readonly<Record<string, string>>,
): string {
  if (!regex) return template
  return template.replace(/\$(?:(\$)|(&)|(\d)|<([^>]*)>)/g, (whole, dollar, all, digit, name) => {
    if (dollar !== undefined) return '$'
    if (all !== undefined) return groups[0] ?? ''
    if (typeof digit === 'string') return groups[Number(digit)] ?? whole
    return named[String(name)] ?? whole
  })
}
