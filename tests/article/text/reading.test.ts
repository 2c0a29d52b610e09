import { expect, test } from 'vitest'
import { type Fixture, foundRows, notYetRead, readingFixtures, wantedRows } from '../../score/fixtures.ts'
import { rowKey } from '../../score/rows.ts'

/**
 * Articles of all the shapes that writers have, each with the outline that an editor wrote by hand before any code had read
 * it. `fixtures/reading/notYet.json` names those that are read otherwise; it must be true in both directions, so that an
 * article that is read well once is read well from then on.
 */
const notYet = new Set(notYetRead())
const fixtures = readingFixtures()

const keysOf = (rows: ReturnType<typeof wantedRows>): string[] => rows.map(rowKey)

test.each(fixtures.filter(({ name }) => !notYet.has(name)))('reads $name as its outline says', (fixture) => {
  expect(keysOf(foundRows(fixture))).toEqual(keysOf(wantedRows(fixture)))
})

test.each(fixtures.filter(({ name }) => notYet.has(name)))(
  'does not read $name as its outline says yet',
  (fixture: Fixture) => {
    const advice = 'it is read well now: run `npm run score -- --prune`'
    expect(keysOf(foundRows(fixture)), advice).not.toEqual(keysOf(wantedRows(fixture)))
  },
)

test('lists only articles that there are, in order', () => {
  const names = fixtures.map(({ name }) => name)
  expect([...notYet].filter((name) => !names.includes(name))).toEqual([])
  expect([...notYet]).toEqual([...notYet].sort())
})

test('has articles of at least ten languages', () => {
  expect(new Set(fixtures.map(({ name }) => /\/(\w+)-\d+$/.exec(name)?.[1])).size).toBeGreaterThanOrEqual(10)
})
