/** A line of the changelog, as What's new shows it: the subject of the entries below it, or an entry. */
export interface NewsLine {
  readonly kind: 'subject' | 'entry'
  readonly text: string
}

/**
 * Returns the newest part of the changelog: the lines below its first `## ` heading, wrapped entries joined.
 *
 *     ## 1.2.0            →  subject "Added", entry "Tables of one row."
 *     ### Added
 *     * Tables of
 *       one row.
 */
export function newestPart(changelog: string): readonly NewsLine[] {
  const [, part = ''] = changelog.split(/^## .*$/m)
  const lines: NewsLine[] = []
  for (const line of part.split(/\r?\n/)) {
    const last = lines.at(-1)
    if (line.startsWith('### ')) lines.push({ kind: 'subject', text: line.slice(4) })
    else if (line.startsWith('* ')) lines.push({ kind: 'entry', text: line.slice(2) })
    else if (line.trim() !== '' && last?.kind === 'entry')
      lines[lines.length - 1] = { kind: 'entry', text: `${last.text} ${line.trim()}` }
  }
  return lines
}
