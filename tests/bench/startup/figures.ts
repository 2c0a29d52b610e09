import type { HostName, LibraryName } from './options.ts'

/** One start of a program. Milliseconds from the start of its process. */
export interface Sample {
  readonly paint: number
  readonly editable: number
}

export const MOMENTS = ['paint', 'editable'] as const
export type Moment = (typeof MOMENTS)[number]

/** The starts of Galley and of the bare page, in pairs: those of one round follow each other. */
export interface Case {
  readonly host: HostName
  readonly library: LibraryName
  readonly galley: readonly Sample[]
  readonly peer: readonly Sample[]
}

/** How long a start may take: times the bare page's. */
export const MAX_RATIO = 1.5

/** The figures of a case at one moment: medians in milliseconds. */
export interface Row {
  readonly host: HostName
  readonly library: LibraryName
  readonly moment: Moment
  readonly galleyMs: number
  readonly peerMs: number
  /** The median of the rounds' ratios: a busy phase of the machine affects both starts of a round. */
  readonly ratio: number
  readonly isReached: boolean
}

/** Returns the median; of an even number of values, the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN
  const high = sorted[Math.floor(sorted.length / 2)] ?? NaN
  return (low + high) / 2
}

/** Returns a case's row for each moment. */
export function rowsOf({ host, library, galley, peer }: Case): Row[] {
  return MOMENTS.map((moment) => {
    const ratio = median(galley.map((sample, round) => sample[moment] / (peer[round]?.[moment] ?? NaN)))
    return {
      ...{ host, library, moment, ratio },
      galleyMs: median(galley.map((sample) => sample[moment])),
      peerMs: median(peer.map((sample) => sample[moment])),
      isReached: ratio <= MAX_RATIO,
    }
  })
}

const HOST_LABELS: Readonly<Record<HostName, string>> = {
  browser: 'browser host',
  desktop: 'desktop, stand-in',
}
const MOMENT_LABELS: Readonly<Record<Moment, string>> = {
  paint: 'first paint',
  editable: 'first editable',
}

/** The rows as a Markdown table. */
export function table(rows: readonly Row[], drafts: number): string {
  const head = ['host', 'library', '', 'Galley ms', 'bare Tiptap ms', 'ratio', `≤ ${String(MAX_RATIO)}`]
  const body = rows.map(({ host, library, moment, galleyMs, peerMs, ratio, isReached }) => [
    HOST_LABELS[host],
    library === 'empty' ? 'empty' : `${String(drafts)} drafts`,
    MOMENT_LABELS[moment],
    galleyMs.toFixed(0),
    peerMs.toFixed(0),
    ratio.toFixed(2),
    isReached ? 'yes' : 'no',
  ])
  const rule = head.map((_, at) => (at < 3 ? '---' : '---:'))
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
