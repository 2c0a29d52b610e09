/**
 * `npm run bench:command`: how long the built `galley` command takes from start to result, beside a bare Node that does
 * nothing, turn by turn. One table at the end. Option: --rounds
 */
import { execFile } from 'node:child_process'
import { parseArgs, promisify } from 'node:util'
import { build } from './build.mjs'
import { isMain, projectNode, ROOT, runMain, say } from './project.mjs'
import { setUp } from './setup.mjs'

const run = promisify(execFile)
const PEER = 'a Node that does nothing'
const COMMANDS = {
  [PEER]: ['-e', '0'],
  'galley outline': ['out/cli/galley.js', 'outline', 'tests/fixtures/outlines/tea-at-midnight.txt'],
}

/** @param {readonly number[]} times */
function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

/**
 * Milliseconds of each round, by what ran.
 * @param {number} rounds
 */
async function measure(rounds) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const [name, args] of Object.entries(COMMANDS)) {
      const since = performance.now()
      await run(projectNode(), args, { cwd: ROOT })
      times[name]?.push(performance.now() - since)
    }
  return times
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } })
    await setUp()
    await build()
    const times = await measure(Number(values.rounds))
    const peer = median(times[PEER] ?? [])
    say('| | fastest, ms | median, ms | median / peer |\n|---|---|---|---|')
    for (const [name, taken] of Object.entries(times)) {
      const cells = [
        Math.min(...taken).toFixed(0),
        median(taken).toFixed(0),
        (median(taken) / peer).toFixed(1),
      ]
      say(`| ${name} | ${cells.join(' | ')} |`)
    }
    return 0
  })
