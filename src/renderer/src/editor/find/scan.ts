/** A place where a pattern fits. Offsets are in UTF-16 units of the text it was held against. */
export interface TextMatch {
  /** Which of the texts. */
  readonly text: number
  readonly from: number
  readonly to: number
  /** The whole match, then its groups. */
  readonly groups: readonly string[]
  readonly named: Readonly<Record<string, string>>
}

/** As many as are told apart; nobody walks through more. */
export const MAX_MATCHES = 20_000

/** Every place where a pattern fits, text by text. A fit of nothing is none. */
export function scan(source: string, flags: string, texts: readonly string[]): TextMatch[] {
  const pattern = new RegExp(source, flags)
  const found: TextMatch[] = []
  for (const [text, whole] of texts.entries())
    for (const match of whole.matchAll(pattern)) {
      if (match[0] === '') continue
      const groups = Array.from(match, (group: string | undefined) => group ?? '')
      const named = Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, said]) => [name, said]))
      found.push({ text, from: match.index, to: match.index + match[0].length, groups, named })
      if (found.length === MAX_MATCHES) return found
    }
  return found
}
