/**
 * `npm run test:long`: the long forms of what `npm test` tries briefly, one after the other, all of them even when one
 * fails. Takes an hour or more. Its last line is `N passed, N failed`.
 */
import { build } from './build.mjs'
import { durability } from './durability.mjs'
import { isMain, runMain, say } from './project.mjs'
import { setUp } from './setup.mjs'
import { conclude, stage, suite } from './suite.mjs'

/** Tests that try as many rounds as a variable says. */
export const ROUNDS = [
  {
    name: 'random writer',
    file: 'tests/renderer/editor/random.test.ts',
    variable: 'GALLEY_RANDOM',
    rounds: 500,
  },
  { name: 'races of pages and desk', file: 'tests/renderer/race/', variable: 'GALLEY_RACES', rounds: 5000 },
]

/** @returns {Promise<import('./suite.mjs').Row[]>} */
async function stages() {
  const rows = [await stage('set-up', async () => (await setUp(), { passed: 1, failed: 0 }))]
  for (const { name, file, variable, rounds } of ROUNDS)
    rows.push(
      await stage(`${name}, ${rounds} rounds`, () =>
        suite('vitest.config.ts', { ...process.env, [variable]: String(rounds) }, [file]),
      ),
    )
  rows.push(
    await stage('every state anew in a small window', async () => {
      await build()
      return suite('vitest.e2e.config.ts', { ...process.env, GALLEY_STATES: 'anew' }, [
        'tests/e2e/axe.test.ts',
      ])
    }),
    await stage('durability, long form', async () => {
      const { lines, ...counts } = await durability(true)
      for (const line of lines) say(`  ${line}`)
      return counts
    }),
  )
  return rows
}

if (isMain(import.meta.url)) await runMain(async () => conclude(await stages()))
