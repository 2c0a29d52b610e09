/** Times of one contender at one size, in milliseconds. */
export interface Row {
  readonly conversion: string
  readonly name: string
  readonly words: number
  /** Bytes that are read. */
  readonly size: number
  readonly times: readonly number[]
  /** Why there are no times; '' if there are. */
  readonly note: string
}

/** Returns the median; NaN without times. */
export function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? NaN
}

const shown = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '–'

/** Returns the rows as a Markdown table; the first row of a conversion and size is Galley's, and the ratio is to it. */
export function table(rows: readonly Row[]): string {
  const heads = [
    'words',
    'conversion',
    'what',
    'fastest ms',
    'median ms',
    'MB/s',
    'times as long as Galley',
    'note',
  ]
  const lines = rows.map((row) => {
    const ours = rows.find(({ conversion, words }) => conversion === row.conversion && words === row.words)
    const middle = median(row.times)
    return [
      String(row.words),
      row.conversion,
      row.name,
      shown(Math.min(...row.times), 1),
      shown(middle, 1),
      shown(row.size / 1000 / middle, 2),
      ours === undefined || ours === row ? '' : shown(middle / median(ours.times), 2),
      row.note,
    ]
  })
  return [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Returns how much longer the largest text takes than the smallest, a line for each of Galley's conversions. */
export function growth(rows: readonly Row[]): string {
  const ours = rows.filter(({ name, times }) => name.startsWith('Galley') && times.length > 0)
  const lines = [...new Set(ours.map(({ conversion }) => conversion))].flatMap((conversion) => {
    const bySize = ours
      .filter((row) => row.conversion === conversion)
      .toSorted((one, other) => one.words - other.words)
    const [least, most] = [bySize[0], bySize.at(-1)]
    if (least === undefined || most === undefined || least === most) return []
    const ratio = median(most.times) / median(least.times)
    return [
      `${conversion}: ${String(most.words)} words take ${ratio.toFixed(1)} times as long as ${String(least.words)}`,
    ]
  })
  return lines.join('\n')
}
