/**
 * `npm run test:durability [-- --long]`: tries whether a word can be lost, and prints what each promise came to. The
 * short form takes under a minute and is a part of `npm test`; the long one kills 500 times and takes its time.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure, isMain, ROOT, runMain } from './project.mjs'
import { suite } from './suite.mjs'

/** @typedef {{ promise: string, rounds: number, losses: number, note?: string, skipped?: string }} Line */

/**
 * @param {boolean} long
 * @returns {Promise<{ passed: number, failed: number, skipped: number, lines: string[] }>}
 */
export async function durability(long) {
  const ledger = join(ROOT, 'node_modules', '.cache', 'galley', 'durability.jsonl')
  mkdirSync(dirname(ledger), { recursive: true })
  rmSync(ledger, { force: true })
  const env = { ...process.env, GALLEY_LEDGER: ledger, GALLEY_DURABILITY: long ? 'long' : 'short' }
  const counts = await suite('vitest.durability.config.ts', env)
  return { ...counts, lines: promises(linesIn(ledger)) }
}

/**
 * @param {string} ledger
 * @returns {Line[]}
 */
function linesIn(ledger) {
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
 * The table: promise, rounds, losses.
 * @param {readonly Line[]} lines
 */
export function promises(lines) {
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

/** @param {readonly string[]} args */
function isLong(args) {
  const unknown = args.find((arg) => arg !== '--long')
  if (unknown !== undefined)
    throw new Failure(`there is no option ${unknown}. Usage: npm run test:durability [-- --long]`)
  return args.includes('--long')
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const { lines, passed, failed, skipped } = await durability(isLong(process.argv.slice(2)))
    const skips = skipped > 0 ? `, ${skipped} skipped` : ''
    process.stdout.write(['', ...lines, '', `${passed} passed, ${failed} failed${skips}`, ''].join('\n'))
    return failed === 0 ? 0 : 1
  })
