import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectNode, readJson, ROOT } from './project.mjs'
import { run } from './steps.mjs'

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
 */
export async function suite(config, env = process.env) {
  const report = join(ROOT, 'node_modules', '.cache', 'galley', `${config}.json`)
  rmSync(report, { force: true })
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    `--config=${config}`,
    '--reporter=dot',
    '--reporter=json',
  ]
  const { code } = await run(projectNode(), [...args, `--outputFile.json=${report}`], {
    cwd: ROOT,
    live: true,
    env,
  })
  return tally(readJson(report), code)
}
