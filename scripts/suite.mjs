/** Runs vitest and other checks one stage after the other, counts their results, and prints them as one table. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, projectNode, readJson, ROOT, log } from './project.mjs'
import { startHeartbeat, runProgram, elapsedSince } from './steps.mjs'

/**
 * Returns the counts of a vitest run from its JSON report. A file that could not be collected counts as one failure; so
 * does a run that crashed, found no test, or ended with an error although every test passed.
 * @param {any} report undefined if there is none
 * @param {number} code the exit code of vitest
 */
export function countResults(report, code) {
  const passed = report?.numPassedTests ?? 0
  const inTests = report?.numFailedTests ?? 0
  const uncollected = (report?.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  ).length
  const failed = inTests + uncollected
  const unexplained = failed === 0 && (code !== 0 || passed === 0)
  return {
    passed,
    failed: unexplained ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  }
}

/**
 * Where Node keeps what it has compiled. Tests start some hundred processes, many from TypeScript files: with it the command
 * starts in half of the processor time.
 */
const COMPILE_CACHE = join(ROOT, 'node_modules', '.cache', 'galley', 'compiled')

/**
 * Runs the tests of a vitest configuration and returns their counts.
 * @param {string} config its file, relative to the project
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} files parts of the paths of the test files to run; if empty, all are run
 */
export async function runSuite(config, env = process.env, files = []) {
  const report = join(ROOT, 'node_modules', '.cache', 'galley', `${config}.json`)
  rmSync(report, { force: true })
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    `--config=${config}`,
    '--reporter=dot',
    '--reporter=json',
    ...files,
  ]
  const { code } = await runProgram(projectNode(), [...args, `--outputFile.json=${report}`], {
    cwd: ROOT,
    live: true,
    env: { NODE_COMPILE_CACHE: COMPILE_CACHE, ...env },
  })
  return countResults(readJson(report), code)
}

/**
 * Returns the targets of the whole set of end-to-end tests, and a line that says which run and why one does not.
 * @param {string | null} electronAbsence why Electron is not here; null if it is
 */
export function endToEndTargets(electronAbsence) {
  const here = ['browser', 'desktop']
  return electronAbsence === null
    ? { targets: [...here, 'electron'], line: 'targets: browser host, stand-in for Electron, Electron' }
    : {
        targets: here,
        line: `targets: browser host, stand-in for Electron; not Electron: ${electronAbsence}`,
      }
}

/** A stage's row in the table; `time` is for example "1.2 s".
 * @typedef {{ name: string, passed: number, failed: number, skipped?: number, time: string }} Row */

/**
 * Runs one stage and times it. A stage that throws counts as one failure; the error is printed.
 * @param {string} name
 * @param {() => Promise<Omit<Row, 'name' | 'time'>>} work
 * @returns {Promise<Row>}
 */
export async function runStage(name, work) {
  const since = Date.now()
  log(`Galley: ${name}`)
  const stop = startHeartbeat((elapsed) => `${name}, ${elapsed}`, 15_000)
  try {
    return { name, ...(await work()), time: elapsedSince(since) }
  } catch (error) {
    log(
      error instanceof Failure
        ? `galley: ${error.message}`
        : String(error instanceof Error ? error.stack : error),
    )
    return { name, passed: 0, failed: 1, time: elapsedSince(since) }
  } finally {
    stop()
  }
}

/**
 * Returns the lines of the table.
 * @param {readonly Row[]} rows
 */
export function summaryTable(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length))
  return rows.map(({ name, passed, failed, skipped = 0, time }) => {
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`
    return `  ${name.padEnd(width)} ${counts} ${time.padStart(8)}${skipped > 0 ? `  (${skipped} skipped)` : ''}`
  })
}

/**
 * Prints the table and, as the last line, the sum: `7 passed, 1 failed`.
 * @param {readonly Row[]} rows
 * @returns {number} the exit code: 0 if nothing failed, else 1
 */
export function printSummary(rows) {
  const sum = (/** @type {'passed' | 'failed'} */ key) => rows.reduce((total, row) => total + row[key], 0)
  const last = `${sum('passed')} passed, ${sum('failed')} failed`
  process.stdout.write(['', ...summaryTable(rows), '', last, ''].join('\n'))
  return sum('failed') === 0 ? 0 : 1
}
