/**
 * Steps of the workflows in .github, so that they can be run by hand as well:
 *
 *   node scripts/packages/ci.mjs prepare         lets Electron's sandbox be made, and installs a display and rpm's tools (Linux)
 *   node scripts/packages/ci.mjs smoke           runs the built app in Electron, with `GALLEY_SMOKE=1`
 *   node scripts/packages/ci.mjs smoke-package   runs the packaged app with `--smoke`
 */
import { existsSync } from 'node:fs'
import { Failure, isMain, ROOT, runMain } from '../project.mjs'
import { npmCommand } from '../setup.mjs'
import { runProgram } from '../steps.mjs'

const IS_LINUX = process.platform === 'linux'

/**
 * Runs a program and prints what it prints.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, shell?: boolean }} options
 * @throws {Failure} if it fails
 */
async function run(file, args, options = {}) {
  const { code } = await runProgram(file, args, { cwd: ROOT, live: true, ...options })
  if (code !== 0) throw new Failure(`${[file, ...args].join(' ')} failed with exit code ${code}.`)
}

/** Ubuntu forbids the user namespaces that Chromium's sandbox is made of, and its runners have no display. */
async function prepare() {
  if (!IS_LINUX) return
  if (existsSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'))
    await run('sudo', ['sysctl', '-w', 'kernel.apparmor_restrict_unprivileged_userns=0'])
  if (['xvfb-run', 'rpmbuild'].every((name) => existsSync(`/usr/bin/${name}`))) return
  await run('sudo', ['apt-get', 'update'])
  await run('sudo', ['apt-get', 'install', '--yes', 'xvfb', 'rpm'])
}

/**
 * Runs an npm script, on a virtual display where there is none.
 * @param {readonly string[]} script
 * @param {Record<string, string>} variables
 */
async function npmOnDisplay(script, variables = {}) {
  const { file, args, shell } = npmCommand()
  const env = { ...process.env, ...variables }
  const command = [file, ...args, ...script]
  if (!IS_LINUX || env.DISPLAY !== undefined) return run(file, command.slice(1), { env, shell })
  return run('xvfb-run', ['--auto-servernum', ...command], { env })
}

/** @type {Readonly<Record<string, () => Promise<void>>>} */
export const STEPS = {
  prepare,
  smoke: () => npmOnDisplay(['start'], { GALLEY_SMOKE: '1' }),
  'smoke-package': () => npmOnDisplay(['run', 'smoke']),
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const name = process.argv[2] ?? ''
    const step = STEPS[name]
    if (step === undefined)
      throw new Failure(`there is no step ${name}. There are: ${Object.keys(STEPS).join(', ')}.`)
    await step()
    return 0
  })
