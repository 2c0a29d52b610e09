import { IDENTIFIER_CHARACTERS } from '../../../../text/words.ts'
import { t } from '../../i18n.ts'

/** What is looked for. */
export interface Query {
  readonly text: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
  readonly regex: boolean
}

export const NO_QUERY: Query = { text: '', matchCase: false, wholeWord: false, regex: false }

/** A query as a regular expression in two strings, which can cross to a worker; or why it is none. */
export type Pattern = { readonly source: string; readonly flags: string } | { readonly problem: string }

/** A straight mark finds the curly ones, and any space any other: a writer types the plain ones. */
const EQUIVALENTS: Readonly<Record<string, string>> = {
  ' ': '[\\p{Zs}\\t]',
  "'": "['’‘‚‛]",
  '"': '["“”„‟]',
  '-': '[-‐‑]',
}

const WORD_CHARACTER = `[${IDENTIFIER_CHARACTERS}]`

function literal(text: string): string {
  return Array.from(
    text,
    (character) => EQUIVALENTS[character] ?? character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
  ).join('')
}

/** What a browser says after the pattern and its flags: "Unterminated group". */
function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : ''
  return said.split(': ').at(-1) ?? said
}

/** The pattern of a query; composed, as the texts it is held against. Null while nothing is looked for. */
export function patternFor({ text, matchCase, wholeWord, regex }: Query): Pattern | null {
  const wanted = text.normalize('NFC')
  if (wanted === '') return null
  const core = regex ? `(?:${wanted})` : literal(wanted)
  const source = wholeWord ? `(?<!${WORD_CHARACTER})${core}(?!${WORD_CHARACTER})` : core
  const flags = `gmu${matchCase ? '' : 'i'}`
  try {
    // The writer's own, so that the reason is about what they wrote.
    new RegExp(regex ? wanted : source, flags)
    return { source, flags }
  } catch (error) {
    return { problem: t('editor.find.incomplete', { reason: reasonOf(error) }) }
  }
}

/**
 * What takes a match's place: as it stands, or for a pattern with `$1`, `$<name>`, `$&` and `$$` filled in.
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
