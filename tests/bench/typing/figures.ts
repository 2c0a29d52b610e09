import type { Kind } from './blocks.ts'
import type { Sample } from './drive.ts'
import type { PeerName } from './options.ts'
import type { Renaming } from './renaming.ts'

/** What a peer came to at one length of one kind of text. Milliseconds; heap in MB. */
export interface Row {
  readonly kind: Kind
  readonly words: number
  readonly peer: PeerName
  readonly median: number
  readonly p95: number
  readonly script: number
  readonly load: number
  readonly heap: number
}

/** The value that `share` of the values do not exceed (nearest rank); 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

const median = (values: readonly number[]): number => quantile(values, 0.5)

export function rowOf(kind: Kind, words: number, peer: PeerName, samples: readonly Sample[]): Row {
  const keys = samples.flatMap((sample) => sample.keys)
  return {
    kind,
    words,
    peer,
    median: median(keys),
    p95: quantile(keys, 0.95),
    script: median(samples.map(({ script }) => script)),
    load: median(samples.map(({ load }) => load)),
    heap: median(samples.map(({ heap }) => heap)),
  }
}

/** Something that was aimed at, and what came of it. Both are in the same unit, and less is better. */
export interface Aim {
  readonly name: string
  readonly aim: number
  readonly found: number
}

/** The aims that these rows say anything about. */
export function aims(rows: readonly Row[], renaming: Renaming | null): Aim[] {
  const found: Aim[] = []
  const row = (kind: Kind, words: number, peer: PeerName): Row | undefined =>
    rows.find((one) => one.kind === kind && one.words === words && one.peer === peer)
  const ratio = (
    name: string,
    aim: number,
    of: Row | undefined,
    to: Row | undefined,
    by: keyof Row,
  ): void => {
    if (of !== undefined && to !== undefined)
      found.push({ name, aim, found: Number(of[by]) / Number(to[by]) })
  }
  for (const words of [10_000, 50_000, 100_000])
    ratio(
      `prose, ${String(words)} words: key, app / Tiptap`,
      words === 10_000 ? 1 : 0.75,
      row('prose', words, 'app'),
      row('prose', words, 'tiptap'),
      'median',
    )
  const [small, large] = [1000, 100_000]
  ratio(
    'dialogue, 100000 words: key, app / Vue node views',
    0.35,
    row('dialogue', large, 'app'),
    row('dialogue', large, 'node views'),
    'median',
  )
  for (const kind of ['prose', 'dialogue'] as const) {
    ratio(
      `${kind}: script a key, 100000 / 1000 words`,
      2,
      row(kind, large, 'app'),
      row(kind, small, 'app'),
      'script',
    )
    const long = row(kind, 50_000, 'app')
    if (long !== undefined) found.push({ name: `${kind}, 50000 words: p95, ms`, aim: 16, found: long.p95 })
    for (const words of new Set(rows.map((one) => one.words)))
      ratio(
        `${kind}, ${String(words)} words: p95, saving on / off`,
        1.1,
        row(kind, words, 'app'),
        row(kind, words, 'app, saving off'),
        'p95',
      )
    const bare = row(kind, 50_000, 'tiptap')
    if (long !== undefined && bare !== undefined)
      found.push({
        name: `${kind}, 50000 words: opening, app less Tiptap, ms`,
        aim: 400,
        found: long.load - bare.load,
      })
    ratio(
      `${kind}, 10000 words: opening, app / Vue node views`,
      0.6,
      row(kind, 10_000, 'app'),
      row(kind, 10_000, 'node views'),
      'load',
    )
  }
  if (renaming !== null)
    found.push(
      { name: 'renaming a speaker, ms', aim: 200, found: renaming.dialogues },
      { name: 'the same in one dialogue, ms', aim: 200, found: renaming.together },
    )
  return found
}

const fixed = (value: number, digits = 1): string => value.toFixed(digits)

function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...body.map(line)].join('\n')
}

/** The figures as Markdown: a table for each text, and one of the aims. */
export function report(rows: readonly Row[], reached: readonly Aim[]): string {
  const texts = [...new Set(rows.map(({ kind, words }) => `${kind}, ${String(words)} words`))]
  const tables = texts.map((text) => {
    const here = rows.filter(({ kind, words }) => `${kind}, ${String(words)} words` === text)
    const base = here.find(({ peer }) => peer === 'tiptap')?.median
    const body = here.map((row) => [
      row.peer,
      fixed(row.median),
      base === undefined ? '' : fixed(row.median / base, 2),
      fixed(row.p95),
      fixed(row.script, 2),
      fixed(row.load, 0),
      fixed(row.heap, 0),
    ])
    const head = ['', 'key ms', '/ Tiptap', 'p95 ms', 'script ms', 'open ms', 'heap MB']
    return `### ${text}\n\n${table([...head], body)}`
  })
  const body = reached.map(({ name, aim, found }) => [
    name,
    String(aim),
    fixed(found, found < 10 ? 2 : 0),
    found <= aim ? 'yes' : 'no',
  ])
  return [...tables, `### Aims\n\n${table(['', 'aim', 'found', 'reached'], body)}`].join('\n\n')
}
