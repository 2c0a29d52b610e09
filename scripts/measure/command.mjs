/**
 * `npm run bench:command`: measures how long the built `galley` command takes from start to result, beside a bare Node
 * that does nothing. The two alternate, so that a slow phase of the machine affects both. Prints one table.
 * Option: --rounds N (default 15)
 */
import { execFile } from 'node:child_process'
import { parseArgs, promisify } from 'node:util'
import { build } from '../build.mjs'
import { isMain, projectNode, ROOT, runMain, log } from '../project.mjs'
import { setUp } from '../setup.mjs'

const run = promisify(execFile)
const BASELINE = 'a Node that does nothing'
/** What is measured: arguments for Node, by the name in the table. */
const COMMANDS = {
  [BASELINE]: ['-e', '0'],
  'galley outline': ['out/cli/galley.js', 'outline', 'tests/fixtures/articles/tea-at-midnight.txt'],
}

/**
 * Returns the median; 0 if there are no times.
 * @param {readonly number[]} times
 */
function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

/**
 * Returns the milliseconds of each round, by the name of the command.
 * @param {number} rounds
 */
async function measure(rounds) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const [name, args] of Object.entries(COMMANDS)) {
      const startedAt = performance.now()
      await run(projectNode(), args, { cwd: ROOT })
      times[name]?.push(performance.now() - startedAt)
    }
  return times
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } })
    await setUp()
    await build()
    const times = await measure(Number(values.rounds))
    const baselineMs = median(times[BASELINE] ?? [])
    log('| | fastest, ms | median, ms | median / peer |\n|---|---|---|---|')
    for (const [name, durations] of Object.entries(times)) {
      const cells = [
        Math.min(...durations).toFixed(0),
        median(durations).toFixed(0),
        (median(durations) / baselineMs).toFixed(1),
      ]
      log(`| ${name} | ${cells.join(' | ')} |`)
    }
    return 0
  })
