import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { say } from './project.mjs'

/** How often a long step says that it is still alive. */
const HEARTBEAT = 5000

/** @param {number} since milliseconds */
export function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}

/**
 * Calls `beat` every few seconds while something runs.
 * @param {(elapsed: string) => string} beat answers the line to say
 * @param {number} every milliseconds
 * @returns {() => void} ends it
 */
export function heartbeat(beat, every = HEARTBEAT) {
  const since = Date.now()
  const timer = setInterval(() => say(`  … ${beat(seconds(since))}`), every)
  timer.unref()
  return () => clearInterval(timer)
}

/**
 * Runs a program to its end and keeps what it says.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { live?: boolean }} options `live` passes what it says on to
 *   stderr at once
 * @returns {Promise<{ code: number, output: string }>} code 127 when it could not be started
 */
export function run(file, args, { live = false, env = process.env, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      env: { ...env, ...plain(env) },
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
    const stop = endWithUs(child)
    child.on('error', (error) => {
      stop()
      resolve({ code: 127, output: `${output}${error.message}\n` })
    })
    child.on('close', (code, signal) => {
      stop()
      if (ended !== null) process.exit(exitCode(ended))
      resolve({ code: code ?? exitCode(signal), output })
    })
  })
}

/**
 * No colours in a log: some programs do not ask where their words go.
 * @param {Readonly<Record<string, string | undefined>>} env
 */
function plain(env) {
  return process.stderr.isTTY || env.FORCE_COLOR !== undefined ? {} : { NO_COLOR: '1' }
}

/** @type {NodeJS.Signals | null} the signal that asked us to end */
let ended = null

/**
 * As shells have it.
 * @param {NodeJS.Signals | null} signal
 */
export function exitCode(signal) {
  return signal === null ? 1 : 128 + constants.signals[signal]
}

/**
 * Passes the signals that end us on to a child, and takes the child along when we are gone for any other reason.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops doing so
 */
export function endWithUs(child) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    ended = signal
    // A terminal's Ctrl+C reaches the child by itself; a second one would read as impatience.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  const leave = () => {
    child.kill()
  }
  for (const signal of signals) process.on(signal, pass)
  process.on('exit', leave)
  return () => {
    for (const signal of signals) process.off(signal, pass)
    process.off('exit', leave)
  }
}
