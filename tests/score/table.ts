import { mean, type RowDiff, scoreOf, tallyByType, tallyOf, type Tally } from './rows.ts'

/** An article of a shape, compared with its outline. */
export interface Compared {
  readonly shape: string
  readonly name: string
  readonly diffs: readonly RowDiff[]
}

/** Rounds to three digits, as the tables print. */
function digits(number: number): string {
  return number.toFixed(3)
}

/** Returns a Markdown table. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Returns the cells of a tally: wanted, found, right, precision, recall, F1. */
function cells(tally: Tally): string[] {
  const { precision, recall, f1 } = scoreOf(tally)
  return [...[tally.wanted, tally.found, tally.right].map(String), ...[precision, recall, f1].map(digits)]
}

const COUNTS = ['wanted', 'found', 'right', 'precision', 'recall', 'F1'] as const

/** Returns the F1 of one article, over its rows of all types. */
export function articleF1({ diffs }: Pick<Compared, 'diffs'>): number {
  return scoreOf(tallyOf(diffs)).f1
}

/** Returns the table of row types over all articles, as Markdown. */
export function typeTable(articles: readonly Compared[]): string {
  const tallies = tallyByType(articles.flatMap(({ diffs }) => diffs))
  return table(
    ['kind of row', ...COUNTS],
    [...tallies].map(([type, tally]) => [type, ...cells(tally)]),
  )
}

/** Returns the table of shapes, with the mean of their articles' F1 and how many are read without a fault. */
export function shapeTable(articles: readonly Compared[]): string {
  const shapes = [...new Set(articles.map(({ shape }) => shape))]
  const rows = shapes.map((shape) => {
    const own = articles.filter((article) => article.shape === shape)
    const scores = own.map(articleF1)
    const counts = [own.length, scores.filter((score) => score === 1).length].map(String)
    return [shape, ...counts, ...cells(tallyOf(own.flatMap(({ diffs }) => diffs))), digits(mean(scores))]
  })
  return table(['shape', 'articles', 'exact', ...COUNTS, 'mean F1'], rows)
}

/** Returns one line with the mean over some articles: `all: 108 articles, 13 exact, mean F1 0.700`. */
export function meanLine(title: string, articles: readonly Compared[]): string {
  const scores = articles.map(articleF1)
  const exact = scores.filter((score) => score === 1).length
  return `${title}: ${String(articles.length)} articles, ${String(exact)} exact, mean F1 ${digits(mean(scores))}`
}

/** Returns the rows of an article that differ: `-` is wanted, `+` was found instead. */
export function differences({ name, diffs }: Compared): string {
  const lines = diffs.flatMap(({ side, row }) =>
    side === 'both' ? [] : [`${side === 'wanted' ? '-' : '+'} ${JSON.stringify(row)}`],
  )
  return [`${name}: F1 ${digits(articleF1({ diffs }))}`, ...lines].join('\n')
}
