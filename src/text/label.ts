/** A line as `label: text`: what stands before its colon, and the offset of the text behind it. */
export interface LabelSplit {
  readonly label: string
  /** Offset of the first character after the colon and its spaces. */
  readonly from: number
}

/**
 * Splits a line (spaces plain) at its first colon, the full-width one included; null when there is none among the
 * first `longest` characters, or nothing before or behind it.
 */
export function splitLabel(folded: string, maxLabelLength: number): LabelSplit | null {
  const colon = folded.slice(0, maxLabelLength).search(/[:：]/)
  if (colon < 1) return null
  const from = skipSpaces(folded, colon + 1)
  return from === folded.length ? null : { label: folded.slice(0, colon).trim(), from }
}

/** Returns the offset of the first character that is no plain space, from `at` on. */
export function skipSpaces(folded: string, at: number): number {
  let from = at
  while (folded[from] === ' ') from += 1
  return from
}
