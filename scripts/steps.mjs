/**
 * Runs child processes and reports the progress of long steps. Every child ends with the script that started it: signals
 * are forwarded, and it is killed when the script exits.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { log } from './project.mjs'

/** How often a long step prints a line of progress. */
const HEARTBEAT_MS = 5000

/**
 * Returns the time that has passed, for example "1.2 s".
 * @param {number} since milliseconds, as of Date.now()
 */
export function elapsedSince(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}

/**
 * Prints a line of progress every few seconds, until it is stopped.
 * @param {(elapsed: string) => string} progress returns the line to print
 * @param {number} intervalMs
 * @returns {() => void} stops it
 */
export function startHeartbeat(progress, intervalMs = HEARTBEAT_MS) {
  const since = Date.now()
  const timer = setInterval(() => log(`  … ${progress(elapsedSince(since))}`), intervalMs)
  timer.unref()
  return () => clearInterval(timer)
}

/**
 * Runs a program to its end and collects its output.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { live?: boolean }} options `live` also prints
 *   the output to stderr as it arrives
 * @returns {Promise<{ code: number, output: string }>} stdout and stderr in one text; the code is 127 if the program
 *   could not be started
 */
export function runProgram(file, args, { live = false, env = process.env, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      env: { ...env, ...noColorEnv(env) },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...options,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (/** @type {Buffer} */ data) => {
        output += data.toString()
        if (live) process.stderr.write(data)
      })
    const stop = stopChildOnExit(child)
    child.on('error', (error) => {
      stop()
      resolve({ code: 127, output: `${output}${error.message}\n` })
    })
    child.on('close', (code, signal) => {
      stop()
      if (receivedSignal !== null) process.exit(exitCode(receivedSignal))
      resolve({ code: code ?? exitCode(signal), output })
    })
  })
}

/**
 * Returns the variable that turns colours off, unless stderr is a terminal: some programs do not check that themselves.
 * @param {Readonly<Record<string, string | undefined>>} env
 */
function noColorEnv(env) {
  return process.stderr.isTTY || env.FORCE_COLOR !== undefined ? {} : { NO_COLOR: '1' }
}

/** @type {NodeJS.Signals | null} the signal that this script was asked to end with */
let receivedSignal = null

/**
 * Returns the exit code that shells report for a signal: 128 + its number; 1 if there was none.
 * @param {NodeJS.Signals | null} signal
 */
export function exitCode(signal) {
  return signal === null ? 1 : 128 + constants.signals[signal]
}

/**
 * Forwards the signals that end this script to a child, and kills the child when the script exits for another reason.
 * @param {Pick<import('node:child_process').ChildProcess, 'kill'>} child
 * @returns {() => void} removes the listeners
 */
export function stopChildOnExit(child, platform = process.platform) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    receivedSignal = signal
    // A terminal sends Ctrl+C to the child, too. A second one would be taken for a demand to stop at once.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    // On Windows `kill` ends the child at once, with its drafts still locked. A closed console tells the child itself.
    if (signal === 'SIGHUP' && platform === 'win32') return
    child.kill(signal)
  }
  const killChild = () => {
    child.kill()
  }
  for (const signal of signals) process.on(signal, forward)
  process.on('exit', killChild)
  return () => {
    for (const signal of signals) process.off(signal, forward)
    process.off('exit', killChild)
  }
}
