import { parseArgs } from 'node:util'
import {
  type Fixture,
  foundRows,
  notYetRead,
  olderFixtures,
  readingFixtures,
  wantedRows,
  writeNotYetRead,
} from './fixtures.ts'
import { diffRows } from './rows.ts'
import { articleF1, type Compared, differences, meanLine, shapeTable, typeTable } from './table.ts'

/**
 * `npm run score`: how well the articles in `tests/fixtures` are read, measured against their hand-written outlines. Prints
 * precision, recall and F1 of the rows by kind and by shape, and the mean over the articles.
 *
 * Options: `-- --verbose NAME` prints the rows that differ instead, of every article whose name begins with NAME
 * (`photos`, `photos/ko-1`; an empty NAME for all). `-- --prune` takes the articles that are read without a fault off the
 * list in `fixtures/reading/notYet.json`; nothing puts one on it.
 */
const { values } = parseArgs({ options: { verbose: { type: 'string' }, prune: { type: 'boolean' } } })
const { verbose, prune } = values

function compare(fixture: Fixture): Compared {
  const { shape, name } = fixture
  return { shape, name, diffs: diffRows(wantedRows(fixture), foundRows(fixture)) }
}

const reading = readingFixtures().map(compare)
const articles = [...reading, ...olderFixtures().map(compare)]
const means = [meanLine('reading', reading), meanLine('all', articles)].join('\n')
const text =
  verbose === undefined
    ? [typeTable(articles), shapeTable(articles), means]
    : articles
        .filter(({ name, diffs }) => name.startsWith(verbose) && diffs.some(({ side }) => side !== 'both'))
        .map(differences)
process.stdout.write(`${text.join('\n\n')}\n`)
if (prune === true) {
  const exact = new Set(reading.filter((article) => articleF1(article) === 1).map(({ name }) => name))
  writeNotYetRead(notYetRead().filter((name) => !exact.has(name)))
}
