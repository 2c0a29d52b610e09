/**
 * `npm run test:durability [-- --long]`: tests that no word is lost, and prints how often each promise
 * was tested and broken. The short form takes under a minute and is a part of `npm test`; the long one kills 500 times.
 *
 * The tests append one JSON line for each promise to a file (GALLEY_LEDGER), for example
 * `{"promise": "kill", "rounds": 30, "losses": 0}`; the table is made from these lines.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure, isMain, ROOT, runMain } from './project.mjs'
import { runSuite } from './suite.mjs'

/** @typedef {{ promise: string, rounds: number, losses: number, note?: string, skipped?: string }} Line */

/**
 * Runs the durability tests.
 * @param {boolean} long true for the long form
 * @returns {Promise<{ passed: number, failed: number, skipped: number, lines: string[] }>} counts of tests, and the
 *   lines of the table
 */
export async function runDurability(long) {
  const ledger = join(ROOT, 'node_modules', '.cache', 'galley', 'durability.jsonl')
  mkdirSync(dirname(ledger), { recursive: true })
  rmSync(ledger, { force: true })
  const env = { ...process.env, GALLEY_LEDGER: ledger, GALLEY_DURABILITY: long ? 'long' : 'short' }
  const counts = await runSuite('vitest.durability.config.ts', env)
  return { ...counts, lines: promiseTable(readLedger(ledger)) }
}

/**
 * Returns the lines that the tests wrote; none if the file cannot be read.
 * @param {string} ledger its path
 * @returns {Line[]}
 */
function readLedger(ledger) {
  try {
    return readFileSync(ledger, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  } catch {
    return []
  }
}

/**
 * Returns the table of promises with rounds and losses, sorted by name, one text for each line.
 * @param {readonly Line[]} lines
 */
export function promiseTable(lines) {
  const width = Math.max(7, ...lines.map(({ promise }) => promise.length))
  const sorted = lines.toSorted((one, other) => (one.promise < other.promise ? -1 : 1))
  return [
    `${'promise'.padEnd(width)}  rounds  losses`,
    ...sorted.map(({ promise, rounds, losses, note, skipped }) => {
      const counts =
        skipped === undefined
          ? `${String(rounds).padStart(6)}  ${String(losses).padStart(6)}`
          : `SKIPPED: ${skipped}`
      return `${promise.padEnd(width)}  ${counts}${note === undefined ? '' : `  (${note})`}`
    }),
  ]
}

/**
 * Returns true if `--long` was given.
 * @param {readonly string[]} args
 * @throws {Failure} on any other argument
 */
function parseLongFlag(args) {
  const unknown = args.find((arg) => arg !== '--long')
  if (unknown !== undefined)
    throw new Failure(`there is no option ${unknown}. Usage: npm run test:durability [-- --long]`)
  return args.includes('--long')
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const { lines, passed, failed, skipped } = await runDurability(parseLongFlag(process.argv.slice(2)))
    const skips = skipped > 0 ? `, ${skipped} skipped` : ''
    process.stdout.write(['', ...lines, '', `${passed} passed, ${failed} failed${skips}`, ''].join('\n'))
    return failed === 0 ? 0 : 1
  })
