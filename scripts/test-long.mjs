/**
 * `npm run test:long`: runs the long forms of tests that `npm test` runs briefly, one after the other, also after one has
 * failed. Takes an hour or more. Its last line is `N passed, N failed`.
 */
import { build } from './build.mjs'
import { runDurability } from './durability.mjs'
import { electronAbsence } from './electron.mjs'
import { isMain, ROOT, runMain, log } from './project.mjs'
import { setUp, setUpPackaging } from './setup.mjs'
import { endToEndTargets, printSummary, runStage, runSuite } from './suite.mjs'

/** Tests whose number of rounds is set by an environment variable. */
export const ROUND_TESTS = [
  {
    name: 'random writer',
    file: 'tests/renderer/editor/random.test.ts',
    variable: 'GALLEY_RANDOM',
    rounds: 500,
  },
  { name: 'races of pages and desk', file: 'tests/renderer/race/', variable: 'GALLEY_RACES', rounds: 5000 },
]

/**
 * Runs every long test.
 * @returns {Promise<import('./suite.mjs').Row[]>} one row for each
 */
async function runStages() {
  const rows = [await runStage('set-up', async () => (await setUp(), { passed: 1, failed: 0 }))]
  for (const { name, file, variable, rounds } of ROUND_TESTS)
    rows.push(
      await runStage(`${name}, ${rounds} rounds`, () =>
        runSuite('vitest.config.ts', { ...process.env, [variable]: String(rounds) }, [file]),
      ),
    )
  rows.push(
    await runStage('end-to-end tests on each target', async () => {
      await build()
      const { targets, line } = endToEndTargets(electronAbsence(ROOT))
      log(line)
      return runSuite('vitest.e2e.config.ts', {
        ...process.env,
        GALLEY_TARGETS: targets.join(','),
        GALLEY_CRASHES: '40',
      })
    }),
    await runStage('every state anew in a small window', async () => {
      await build()
      const env = { ...process.env, GALLEY_STATES: 'anew', GALLEY_TARGETS: 'browser' }
      return runSuite('vitest.e2e.config.ts', env, ['tests/e2e/axe/'])
    }),
    await runStage('packages of three systems', async () => {
      await build()
      await setUpPackaging()
      return runSuite('vitest.e2e.config.ts', process.env, ['tests/e2e/packages.test.ts'])
    }),
    await runStage('durability, long form', async () => {
      const { lines, ...counts } = await runDurability(true)
      for (const line of lines) log(`  ${line}`)
      return counts
    }),
  )
  return rows
}

if (isMain(import.meta.url)) await runMain(async () => printSummary(await runStages()))
