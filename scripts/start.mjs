/**
 * `npm start`: sets up, builds and runs Galley in Electron, or in the browser if Electron cannot run here. Ends with the
 * exit code of the app; 2 if the options are wrong.
 *
 * The app must never outlive this script, and it may be ended in several ways: signals are forwarded (steps.mjs), a closed
 * IPC channel ends the browser host (endWithParent.mjs), and a killed npm is noticed by {@link watchParent}.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import util from 'node:util'
import { build } from './build.mjs'
import { earlyExitNote, failedStart, fetchElectron, obstacle } from './electron.mjs'
import { checkNode, Failure, isMain, projectNode, ROOT, runMain, log } from './project.mjs'
import { setUp } from './setup.mjs'
import { stopChildOnExit, exitCode } from './steps.mjs'

const HELP = `Usage: npm start -- [options]

Sets up, builds and runs Galley: in Electron, or in the browser where Electron cannot be had.

  --browser      serve the app to the browser on this machine
  --electron     try Electron even if fetching it failed a short while ago
  --library DIR  the drafts folder (default: the one chosen in the app, else Galley in your documents)
  --port N       the browser host's port (default and 0: the one it had last, else any free one)
  --no-open      open no browser window
  --help         print this
`

/** @typedef {{ browser: boolean, electron: boolean, library: string | undefined, port: number, open: boolean, help: boolean }} Options */

/**
 * Parses the command line.
 * @param {readonly string[]} args without Node and the script
 * @returns {Options}
 * @throws {Failure} on an unknown flag, a wrong value, or flags that exclude each other
 */
export function readOptions(args) {
  const flag = /** @type {const} */ ({ type: 'boolean' })
  const value = /** @type {const} */ ({ type: 'string' })
  const options = { browser: flag, electron: flag, library: value, port: value, 'no-open': flag, help: flag }
  let values
  try {
    values = util.parseArgs({ args: [...args], options }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new Failure(`${reason}. \`npm start -- --help\` lists what there is.`)
  }
  const port = Number(values.port ?? '0')
  if (!Number.isInteger(port) || port < 0 || port > 65535 || values.port?.trim() === '')
    throw new Failure(`--port ${values.port} is no port. Give a number from 0 (any free one) to 65535.`)
  if (values.library?.trim() === '') throw new Failure('--library names no folder. Give one: --library DIR')
  if (values.browser && values.electron)
    throw new Failure('--browser and --electron exclude each other. Give one of them.')
  return {
    browser: values.browser ?? false,
    electron: values.electron ?? false,
    // npm runs the script in the project's folder. INIT_CWD is the folder in which the command was typed.
    library:
      values.library === undefined
        ? undefined
        : resolve(process.env.INIT_CWD ?? process.cwd(), values.library),
    port,
    open: !values['no-open'],
    help: values.help ?? false,
  }
}

/**
 * Runs a host of the app in the foreground, until it ends.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {boolean} stopsWithParent true if the host loads endWithParent.mjs, which needs an IPC channel
 * @returns {Promise<number>} the exit code; 127 if it could not be started
 */
function runHost(file, args, stopsWithParent) {
  // Terminals inside Electron apps (VS Code) set this variable, and with it Electron would run as plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return new Promise((resolve) => {
    const channel = stopsWithParent ? /** @type {const} */ (['ipc']) : []
    const child = spawn(file, args, { env, stdio: ['inherit', 'inherit', 'inherit', ...channel] })
    stopChildOnExit(child)
    watchParent(child)
    child.on('error', () => resolve(127))
    child.on('close', (code, signal) => resolve(code ?? exitCode(signal)))
  })
}

/**
 * Kills the child when npm has been killed without a signal to this script. An orphan gets another parent; npm may run
 * scripts in a shell, so the parent of that shell is compared, too.
 * @param {import('node:child_process').ChildProcess} child
 */
function watchParent(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const parentPids = () => {
    const parent = process.ppid
    return /^(ba|da|z)?sh$/.test(readProcFile(parent, 'comm').trim())
      ? `${parent} ${grandparent(parent)}`
      : `${parent}`
  }
  const first = parentPids()
  setInterval(() => {
    if (parentPids() !== first) child.kill()
  }, 1000).unref()
}

/**
 * Returns the id of a process's parent; '' if it is not known.
 * @param {number} pid
 */
function grandparent(pid) {
  return /^PPid:\s*(\d+)/m.exec(readProcFile(pid, 'status'))?.[1] ?? ''
}

/**
 * Returns a file of /proc/PID; '' on systems that have none.
 * @param {number} pid
 * @param {'comm' | 'status'} what
 */
function readProcFile(pid, what) {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}

/**
 * Serves the app to the browser until it is ended; returns the exit code.
 * @param {Options} options
 */
function runInBrowser({ library, port, open }) {
  const args = [
    // Node 22 warns of its SQLite, which Galley needs for search only.
    '--disable-warning=ExperimentalWarning',
    '--import',
    pathToFileURL(join(ROOT, 'scripts', 'endWithParent.mjs')).href,
    join(ROOT, 'out', 'web', 'index.js'),
  ]
  if (library !== undefined) args.push('--library', library)
  args.push('--port', String(port))
  if (!open) args.push('--no-open')
  return runHost(projectNode(), args, true)
}

/**
 * Runs the app in Electron.
 * @param {Options} options
 * @returns {Promise<number | { reason: string, remedy?: string }>} the exit code, or the reason why Electron cannot run here
 */
async function runInElectron({ library, electron }) {
  const { platform } = process
  const reason = obstacle({ platform, uid: process.getuid?.(), environment: process.env })
  if (reason !== null) return { reason }
  const fetched = await fetchElectron(ROOT, { force: electron })
  if ('reason' in fetched) return fetched
  const since = Date.now()
  const { binary } = fetched
  const code = await runHost(
    binary,
    [ROOT, ...(library === undefined ? [] : [`--library=${library}`])],
    false,
  )
  const end = { code, durationMs: Date.now() - since, platform, binary }
  const failure = failedStart(end)
  if (failure !== null) return failure
  const note = earlyExitNote(end)
  if (note !== null) log(note)
  return code
}

/**
 * Runs the command; returns its exit code.
 * @param {readonly string[]} args
 */
async function start(args) {
  checkNode()
  let options
  try {
    options = readOptions(args)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    log(`galley: ${error.message}`)
    return 2
  }
  if (options.help) {
    process.stdout.write(HELP)
    return 0
  }
  await setUp()
  await build()
  if (options.browser) return runInBrowser(options)
  const ended = await runInElectron(options)
  if (typeof ended === 'number') return ended
  // A smoke run tries the desktop app: the browser is no answer to it.
  if (process.env.GALLEY_SMOKE === '1') throw new Failure(`${ended.reason}, so there is nothing to try.`)
  log(`${ended.reason}, so Galley is served to your browser instead.`)
  if (ended.remedy !== undefined) log(ended.remedy)
  return runInBrowser(options)
}

if (isMain(import.meta.url)) await runMain(() => start(process.argv.slice(2)))
