/** Figures of one measurement: milliseconds and megabytes. */
export interface Times {
  readonly p50: number
  readonly p95: number
  readonly worst: number
}

/** What is asked of one contender at one size; null where it has no such thing. */
export interface Figures {
  readonly name: string
  readonly drafts: number
  /** From nothing to everything searchable. */
  readonly build: number | null
  /** Longest pause of the event loop meanwhile, and the one that 99.9 % of its turns stay under. */
  readonly pause: number | null
  readonly usualPause: number | null
  /** The most that the thread itself computed in one go: the rest of a pause is other processes. */
  readonly ownPause: number | null
  /** First list of a desk that has an index, from before it is opened. */
  readonly firstList: number | null
  /** A page of a hundred, each order, from the top and from the middle. */
  readonly list: Times | null
  readonly english: Times | null
  readonly korean: Times | null
  /** Resident, the runtime included. */
  readonly memory: number | null
  readonly disk: number | null
  /** What to know about this row. */
  readonly note: string
}

export const NOTHING: Omit<Figures, 'name' | 'drafts'> = {
  build: null,
  pause: null,
  usualPause: null,
  ownPause: null,
  firstList: null,
  list: null,
  english: null,
  korean: null,
  memory: null,
  disk: null,
  note: '',
}

export function timesOf(measured: readonly number[]): Times {
  const sorted = measured.toSorted((one, other) => one - other)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? 0 }
}

function shown(value: number | null, digits = 0): string {
  return value === null ? '–' : value.toFixed(digits)
}

function pair(times: Times | null): string {
  return times === null ? '–' : `${shown(times.p50, 1)} / ${shown(times.p95, 1)}`
}

/** All figures as one Markdown table. */
export function table(rows: readonly Figures[]): string {
  const heads = [
    'drafts',
    'what',
    'build s',
    'pause ms (99.9 % / worst / own work)',
    'first list ms',
    'list p50 / p95 ms',
    'English key p50 / p95 ms',
    'Korean key p50 / p95 ms',
    'memory MB',
    'disk MB',
    'note',
  ]
  const lines = rows.map((row) => [
    String(row.drafts),
    row.name,
    shown(row.build === null ? null : row.build / 1000, 1),
    row.pause === null
      ? '–'
      : [row.usualPause, row.pause, row.ownPause].map((value) => shown(value)).join(' / '),
    shown(row.firstList),
    pair(row.list),
    pair(row.english),
    pair(row.korean),
    shown(row.memory),
    shown(row.disk),
    row.note,
  ])
  return [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
