/**
 * `npm test`: sets up, builds, and runs every check there is, one after the other, all of them even when one fails.
 * Its last line is `N passed, N failed`, all runners added up; only with none failed does it exit with 0.
 */
import { build } from './build.mjs'
import { durability } from './durability.mjs'
import { Failure, isMain, projectNode, ROOT, runMain, say } from './project.mjs'
import { setUp } from './setup.mjs'
import { heartbeat, run, seconds } from './steps.mjs'
import { suite } from './suite.mjs'

export { tally } from './suite.mjs'

const BIN = 'node_modules'

/** Each counts one: it finds nothing, or it fails. */
const CHECKS = [
  { name: 'types: pure core', args: [`${BIN}/typescript/bin/tsc`, '-p', 'tsconfig.pure.json'] },
  { name: 'types: desk and hosts', args: [`${BIN}/typescript/bin/tsc`, '-p', 'tsconfig.node.json'] },
  { name: 'types: page', args: [`${BIN}/vue-tsc/bin/vue-tsc.js`, '-p', 'tsconfig.page.json'] },
  { name: 'lint', args: [`${BIN}/eslint/bin/eslint.js`, '.', '--max-warnings', '0'] },
  { name: 'format', args: [`${BIN}/prettier/bin/prettier.cjs`, '--check', '--log-level', 'warn', '.'] },
  { name: 'boundaries', args: [`${BIN}/dependency-cruiser/bin/dependency-cruiser.mjs`, 'src'] },
]

/** Each counts its tests. */
const SUITES = [
  { name: 'unit tests', config: 'vitest.config.ts', needsBuild: false },
  { name: 'end-to-end tests', config: 'vitest.e2e.config.ts', needsBuild: true },
]

/** @typedef {{ name: string, passed: number, failed: number, skipped?: number, time: string }} Row */

/**
 * @param {string} name
 * @param {() => Promise<Omit<Row, 'name' | 'time'>>} work
 * @returns {Promise<Row>}
 */
async function stage(name, work) {
  const since = Date.now()
  say(`Galley: ${name}`)
  const stop = heartbeat((elapsed) => `${name}, ${elapsed}`, 15_000)
  try {
    return { name, ...(await work()), time: seconds(since) }
  } catch (error) {
    say(
      error instanceof Failure
        ? `galley: ${error.message}`
        : String(error instanceof Error ? error.stack : error),
    )
    return { name, passed: 0, failed: 1, time: seconds(since) }
  } finally {
    stop()
  }
}

/** @param {readonly string[]} args */
async function check(args) {
  const { code, output } = await run(projectNode(), args, { cwd: ROOT })
  if (code !== 0) process.stderr.write(output)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

/** @param {readonly Row[]} rows */
export function table(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length))
  return rows.map(({ name, passed, failed, skipped = 0, time }) => {
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`
    return `  ${name.padEnd(width)} ${counts} ${time.padStart(8)}${skipped > 0 ? `  (${skipped} skipped)` : ''}`
  })
}

/** @returns {Promise<Row[]>} */
async function stages() {
  const ready = await stage('set-up and build', async () => {
    await setUp()
    await build()
    return { passed: 1, failed: 0 }
  })
  const rows = [ready]
  for (const { name, args } of CHECKS) rows.push(await stage(name, () => check(args)))
  for (const { name, config, needsBuild } of SUITES)
    rows.push(
      await stage(name, () => {
        if (needsBuild && ready.failed > 0)
          throw new Failure('nothing to drive: the build failed (see above).')
        return suite(config)
      }),
    )
  rows.push(
    await stage('durability, short form', async () => {
      const { lines, ...counts } = await durability(false)
      for (const line of lines) say(`  ${line}`)
      return counts
    }),
  )
  return rows
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const rows = await stages()
    const sum = (/** @type {'passed' | 'failed'} */ key) => rows.reduce((total, row) => total + row[key], 0)
    process.stdout.write(
      ['', ...table(rows), '', `${sum('passed')} passed, ${sum('failed')} failed`, ''].join('\n'),
    )
    return sum('failed') === 0 ? 0 : 1
  })
