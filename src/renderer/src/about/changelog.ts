/** A subject of the changelog with its entries; '' where entries come before the first subject. */
export interface NewsSection {
  readonly subject: string
  readonly entries: readonly string[]
}

/** Returns the newest part of the changelog: the text below its first `## ` heading. */
export function newestPart(changelog: string): string {
  return changelog.split(/^## .*$/m)[1] ?? ''
}

/**
 * Returns the sections of one part of the changelog, wrapped entries joined. A paragraph without a bullet is an entry, too.
 *
 *     ### Added           →  { subject: 'Added', entries: ['Tables of one row.'] }
 *     * Tables of
 *       one row.
 */
export function newsSections(part: string): readonly NewsSection[] {
  const sections: { subject: string; entries: string[] }[] = []
  /** The entry that the next line goes on with; '' after a blank line and after a subject. */
  let begun = ''
  for (const line of part.split(/\r?\n/)) {
    const [, subject] = /^#+ (.*)/.exec(line) ?? []
    if (subject !== undefined) sections.push({ subject, entries: [] })
    else if (line.trim() !== '') {
      if (sections.length === 0) sections.push({ subject: '', entries: [] })
      const entries = sections.at(-1)?.entries
      const [, bullet] = /^[*-] (.*)/.exec(line) ?? []
      if (begun !== '' && bullet === undefined) entries?.pop()
      begun = bullet ?? `${begun} ${line.trim()}`.trim()
      entries?.push(begun)
      continue
    }
    begun = ''
  }
  return sections
}

/** Returns an entry cut at its backticks: what is at an odd index is code. */
export function codeParts(entry: string): readonly string[] {
  return entry.split(/`([^`]+)`/)
}
