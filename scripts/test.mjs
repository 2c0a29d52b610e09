/**
 * `npm test`: sets up, builds, and runs every check, also after one has failed. Its last line is `N passed, N failed`, the
 * sum of all runners. The exit code is 0 only if none failed.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { runDurability } from './durability.mjs'
import { electronAbsence } from './electron.mjs'
import { checkTestNode, Failure, isMain, projectNode, ROOT, runMain, log } from './project.mjs'
import { setUp } from './setup.mjs'
import { runProgram } from './steps.mjs'
import { endToEndTargets, printSummary, runStage, runSuite } from './suite.mjs'

/** Programs are run by the project's own Node, so their scripts are named and not their links in `.bin`. */
const BIN = 'node_modules'

/**
 * Checks that count as one each: passed if they report nothing. The slowest is first, so that the others run beside it.
 * A check with `needs` is left out while that path does not exist.
 */
const CHECKS = [
  { name: 'lint', args: [`${BIN}/eslint/bin/eslint.js`, '.', '--max-warnings', '0'] },
  { name: 'types: pure core', args: [`${BIN}/typescript/bin/tsc`, '-p', 'tsconfig.pure.json'] },
  { name: 'types: desk and hosts', args: [`${BIN}/typescript/bin/tsc`, '-p', 'tsconfig.node.json'] },
  {
    name: 'types: command and scripts, on Node 20',
    args: [`${BIN}/typescript/bin/tsc`, '-p', 'tsconfig.cli.json'],
  },
  { name: 'types: page', args: [`${BIN}/vue-tsc/bin/vue-tsc.js`, '-p', 'tsconfig.page.json'] },
  {
    name: 'types: peers of the benchmarks',
    args: [`${BIN}/typescript/bin/tsc`, '-p', 'tests/bench'],
    // Installed by the benchmarks alone, and not checked before that.
    needs: 'tests/bench/node_modules',
  },
  {
    name: 'types: packaging',
    args: [`${BIN}/typescript/bin/tsc`, '-p', 'packaging'],
    // Installed by `npm run dist` alone, and not checked before that.
    needs: 'packaging/node_modules',
  },
  { name: 'workflows', args: ['packaging/checkWorkflows.ts'], needs: 'packaging/node_modules' },
  { name: 'format', args: [`${BIN}/prettier/bin/prettier.cjs`, '--check', '--log-level', 'warn', '.'] },
  { name: 'boundaries', args: [`${BIN}/dependency-cruiser/bin/dependency-cruiser.mjs`, 'src'] },
]

/** Vitest configurations, whose tests are counted one by one. */
const SUITES = [
  { name: 'unit tests', config: 'vitest.config.ts', needsBuild: false },
  { name: 'end-to-end tests', config: 'vitest.e2e.config.ts', needsBuild: true },
]

/**
 * Runs a check and prints its output if it fails.
 * @param {readonly string[]} args the program and its arguments
 */
async function runCheck(args) {
  const { code, output } = await runProgram(projectNode(), args, { cwd: ROOT })
  if (code !== 0) process.stderr.write(output)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

/**
 * Runs the checks whose packages are installed, two at a time.
 * @returns {Promise<import('./suite.mjs').Row[]>} in the order of the table
 */
async function runChecks() {
  /** @type {import('./suite.mjs').Row[]} */
  const rows = []
  const runnable = CHECKS.filter(({ needs = '' }) => existsSync(join(ROOT, needs)))
  const waiting = [...runnable.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, { name, args }] = next
      rows[at] = await runStage(name, () => runCheck(args))
    }
  }
  await Promise.all([lane(), lane()])
  return rows
}

/**
 * Runs everything, also after a failure.
 * @returns {Promise<import('./suite.mjs').Row[]>} one row for each stage, in the order of the table
 */
async function runStages() {
  const ready = await runStage('set-up and build', async () => {
    await setUp()
    checkTestNode()
    await build()
    return { passed: 1, failed: 0 }
  })
  const rows = [ready, ...(await runChecks())]
  for (const { name, config, needsBuild } of SUITES)
    rows.push(
      await runStage(name, () => {
        if (needsBuild && ready.failed > 0)
          throw new Failure('there is no app to test: the build failed (see above).')
        // On the stand-in only a brief part (vitest.e2e.config.ts): npm run test:long runs everything on each target.
        if (needsBuild) log(endToEndTargets(electronAbsence(ROOT)).line)
        return runSuite(config)
      }),
    )
  rows.push(
    await runStage('durability, short form', async () => {
      const { lines, ...counts } = await runDurability(false)
      for (const line of lines) log(`  ${line}`)
      return counts
    }),
  )
  return rows
}

if (isMain(import.meta.url)) await runMain(async () => printSummary(await runStages()))
