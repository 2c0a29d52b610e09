import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, projectNode, readJson, ROOT, say } from './project.mjs'
import { heartbeat, run, seconds } from './steps.mjs'

/**
 * What a vitest run came to, by its JSON report: a file that could not be collected is a failure, and so is a run
 * that died, found no test, or ended badly for a reason of its own.
 * @param {any} report undefined when there is none
 * @param {number} code
 */
export function tally(report, code) {
  const passed = report?.numPassedTests ?? 0
  const inTests = report?.numFailedTests ?? 0
  const files = (report?.testResults ?? []).filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  ).length
  const failed = inTests + files
  const unexplained = failed === 0 && (code !== 0 || passed === 0)
  return {
    passed,
    failed: unexplained ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  }
}

/**
 * Runs the tests of a vitest configuration.
 * @param {string} config
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} files parts of the paths of the test files to run; all of them if there are none
 */
export async function suite(config, env = process.env, files = []) {
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
  const { code } = await run(projectNode(), [...args, `--outputFile.json=${report}`], {
    cwd: ROOT,
    live: true,
    env,
  })
  return tally(readJson(report), code)
}

/** @typedef {{ name: string, passed: number, failed: number, skipped?: number, time: string }} Row */

/**
 * Runs one part of a check; a part that throws counts as one failure.
 * @param {string} name
 * @param {() => Promise<Omit<Row, 'name' | 'time'>>} work
 * @returns {Promise<Row>}
 */
export async function stage(name, work) {
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

/** @param {readonly Row[]} rows */
export function table(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length))
  return rows.map(({ name, passed, failed, skipped = 0, time }) => {
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`
    return `  ${name.padEnd(width)} ${counts} ${time.padStart(8)}${skipped > 0 ? `  (${skipped} skipped)` : ''}`
  })
}

/**
 * Prints the table and, as the last line, the sum.
 * @param {readonly Row[]} rows
 * @returns {number} the exit code
 */
export function conclude(rows) {
  const sum = (/** @type {'passed' | 'failed'} */ key) => rows.reduce((total, row) => total + row[key], 0)
  const last = `${sum('passed')} passed, ${sum('failed')} failed`
  process.stdout.write(['', ...table(rows), '', last, ''].join('\n'))
  return sum('failed') === 0 ? 0 : 1
}
