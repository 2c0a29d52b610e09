/** One match of a pattern. Offsets are UTF-16 units of the searched text. */
export interface TextMatch {
  /** Index of the text. */
  readonly text: number
  /** Start and end of the match. */
  readonly from: number
  readonly to: number
  /** The whole match, then its groups. */
  readonly groups: readonly string[]
  /** Named groups of the match. */
  readonly named: Readonly<Record<string, string>>
}

/** Scanning stops after this many matches; nobody steps through more. */
export const MAX_MATCHES = 20_000

/** All matches of a pattern, text by text. Empty matches are ignored. Pure: it also runs in the worker. */
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
