/** `npm start`: sets up, builds and runs Galley in Electron, or in the browser where Electron cannot be had. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import util from 'node:util'
import { build } from './build.mjs'
import { failedStart, fetchElectron, obstacle } from './electron.mjs'
import { checkNode, Failure, isMain, projectNode, ROOT, runMain, say } from './project.mjs'
import { setUp } from './setup.mjs'
import { endWithUs, exitCode } from './steps.mjs'

const HELP = `Usage: npm start -- [options]

Sets up, builds and runs Galley: in Electron, or in the browser where Electron cannot be had.

  --browser      serve the app to the browser on this machine
  --electron     try Electron even if fetching it failed a short while ago
  --library DIR  the drafts folder (default: Galley in your documents)
  --port N       the browser host's port (default and 0: the one it had last, else any free one)
  --no-open      open no browser window
  --help         print this
`

/** @typedef {{ browser: boolean, electron: boolean, library: string | undefined, port: number, open: boolean, help: boolean }} Options */

/**
 * @param {readonly string[]} args
 * @returns {Options}
 * @throws {Failure} on a flag or a value that means nothing here
 */
export function readOptions(args) {
  const flag = /** @type {const} */ ({ type: 'boolean' })
  const value = /** @type {const} */ ({ type: 'string' })
  const options = { browser: flag, electron: flag, library: value, port: value, 'no-open': flag, help: flag }
  let given
  try {
    given = util.parseArgs({ args: [...args], options }).values
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new Failure(`${said}. \`npm start -- --help\` lists what there is.`)
  }
  const port = Number(given.port ?? '0')
  if (!Number.isInteger(port) || port < 0 || port > 65535 || given.port?.trim() === '')
    throw new Failure(`--port ${given.port} is no port. Give a number from 0 (any free one) to 65535.`)
  if (given.library?.trim() === '') throw new Failure('--library names no folder. Give one: --library DIR')
  if (given.browser && given.electron)
    throw new Failure('--browser and --electron exclude each other. Give one of them.')
  return {
    browser: given.browser ?? false,
    electron: given.electron ?? false,
    // npm runs us in the project's folder; the folder is meant from where the command was typed.
    library:
      given.library === undefined ? undefined : resolve(process.env.INIT_CWD ?? process.cwd(), given.library),
    port,
    open: !given['no-open'],
    help: given.help ?? false,
  }
}

/**
 * A host in the foreground: its end is ours, our end is its.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {boolean} tied whether it also ends when we are killed outright
 * @returns {Promise<number>} the exit code; 127 when it could not be started
 */
function host(file, args, tied) {
  // Terminals inside Electron apps hand this on; with it our Electron would be a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return new Promise((resolve) => {
    const channel = tied ? /** @type {const} */ (['ipc']) : []
    const child = spawn(file, args, { env, stdio: ['inherit', 'inherit', 'inherit', ...channel] })
    endWithUs(child)
    watchParent(child)
    child.on('error', () => resolve(127))
    child.on('close', (code, signal) => resolve(code ?? exitCode(signal)))
  })
}

/**
 * npm killed outright tells nobody: its orphan sees it by its new parent, or by that of the shell between the two.
 * @param {import('node:child_process').ChildProcess} child
 */
function watchParent(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const above = () => {
    const parent = process.ppid
    return /^(ba|da|z)?sh$/.test(proc(parent, 'comm').trim())
      ? `${parent} ${grandparent(parent)}`
      : `${parent}`
  }
  const first = above()
  setInterval(() => {
    if (above() !== first) child.kill()
  }, 1000).unref()
}

/** @param {number} pid */
function grandparent(pid) {
  return /^PPid:\s*(\d+)/m.exec(proc(pid, 'status'))?.[1] ?? ''
}

/**
 * What Linux tells of a process; '' elsewhere.
 * @param {number} pid
 * @param {'comm' | 'status'} what
 */
function proc(pid, what) {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}

/** @param {Options} options */
function inBrowser({ library, port, open }) {
  const args = [
    '--import',
    pathToFileURL(join(ROOT, 'scripts', 'tie.mjs')).href,
    join(ROOT, 'out', 'web', 'index.js'),
  ]
  if (library !== undefined) args.push('--library', library)
  args.push('--port', String(port))
  if (!open) args.push('--no-open')
  return host(projectNode(), args, true)
}

/**
 * @param {Options} options
 * @returns {Promise<number | string>} the exit code, or why Electron cannot run here
 */
async function inElectron({ library, electron }) {
  const machine = { platform: process.platform, uid: process.getuid?.(), environment: process.env }
  const reason = obstacle(machine)
  if (reason !== null) return reason
  const fetched = await fetchElectron(ROOT, { insist: electron })
  if ('reason' in fetched) return fetched.reason
  const since = Date.now()
  const code = await host(
    fetched.binary,
    [ROOT, ...(library === undefined ? [] : [`--library=${library}`])],
    false,
  )
  return failedStart(code, Date.now() - since) ?? code
}

/** @param {readonly string[]} args */
async function start(args) {
  checkNode()
  let options
  try {
    options = readOptions(args)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    say(`galley: ${error.message}`)
    return 2
  }
  if (options.help) {
    process.stdout.write(HELP)
    return 0
  }
  await setUp()
  await build()
  if (options.browser) return inBrowser(options)
  const ended = await inElectron(options)
  if (typeof ended === 'number') return ended
  say(`${ended}, so Galley is served to your browser instead.`)
  return inBrowser(options)
}

if (isMain(import.meta.url)) await runMain(() => start(process.argv.slice(2)))
