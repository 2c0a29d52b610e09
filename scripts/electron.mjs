/**
 * Finds the Electron binary, and downloads it if it is missing.
 *
 * `npm ci` leaves the binary out, so the first `npm start` runs Electron's own `install.js`. No failure here ends
 * `npm start`: each function returns the reason as text, and Galley is then served to the browser. A failed download is
 * recorded in node_modules/.cache/galley/electron-failure.json, so that the next starts do not wait for it again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectNode, readJson, log, writeJson } from './project.mjs'
import { stopChildOnExit, startHeartbeat } from './steps.mjs'

/** A download that receives no bytes for this long is cancelled. */
const STALL_TIMEOUT_MS = 45_000

/** After a failed download, starts without `--electron` do not retry for this long. */
const RETRY_DELAY_MS = 60 * 60 * 1000

/**
 * Returns where Electron's package is, where its download goes, and where a failed download is recorded.
 * @param {string} root the project's folder
 */
function electronPaths(root) {
  const home = join(root, 'node_modules', 'electron')
  const cache = join(root, 'node_modules', '.cache', 'galley')
  return {
    home,
    cache,
    download: join(cache, 'electron-download'),
    failure: join(cache, 'electron-failure.json'),
  }
}

/**
 * Returns why Electron cannot open a window on this machine, whether or not its binary is installed; null if it can.
 * @param {{ platform: string, uid: number | undefined, environment: Readonly<Record<string, string | undefined>> }} machine
 */
export function obstacle({ platform, uid, environment }) {
  if (platform !== 'linux') return null
  if (uid === 0) return 'Electron does not run as root'
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY)
    return 'Electron needs a display and there is none here'
  return null
}

/** Exit codes of a program that crashed, 128 + signal as shells report it: SIGILL, SIGTRAP, SIGABRT, SIGSEGV. */
const CRASH_CODES = new Set([132, 133, 134, 139])

/** A crash within this time counts as a failed start: nobody can have written anything yet. */
const STARTUP_MS = 10_000

/**
 * Returns why Electron did not start, judged by how it ended; null if it had started.
 * @param {number} code the exit code; 127 if the program could not be started
 * @param {number} durationMs from its start to its end
 */
export function failedStart(code, durationMs) {
  if (code === 127) return 'Electron does not start here (a system library it needs is missing)'
  // Where a system forbids user namespaces (Ubuntu from 23.10 on), Chromium ends itself rather than run unprotected.
  return CRASH_CODES.has(code) && durationMs < STARTUP_MS
    ? 'Electron does not start here (the system does not let its sandbox be made)'
    : null
}

/**
 * Returns the path of the binary, or null if it is not installed in the version of the package. Checks what Electron's
 * own installer checks: dist/version, path.txt, and the file itself.
 * @param {string} root the project's folder
 */
export function electronBinary(root, environment = process.env) {
  const { home } = electronPaths(root)
  const path = readText(join(home, 'path.txt'))
  const version = readText(join(home, 'dist', 'version'))
  if (path === null || version?.replace(/^v/, '') !== readJson(join(home, 'package.json'))?.version)
    return null
  const binary = join(environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'), path)
  return existsSync(binary) ? binary : null
}

/**
 * Returns the text of a file, or null if it cannot be read.
 * @param {string} file
 */
function readText(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/**
 * Returns the bytes of all files under a folder, which is how the progress of a download is measured.
 * @param {string} folder
 * @returns {number}
 */
function folderBytes(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => {
        const path = join(folder, entry.name)
        return entry.isDirectory() ? folderBytes(path) : statSync(path).size
      })
      .reduce((sum, size) => sum + size, 0)
  } catch {
    return 0
  }
}

/**
 * Returns the cause of a failed installation in a few words, for example "the disk is full".
 * @param {string} output what the installer printed
 */
export function failureReason(output) {
  const host =
    /(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\S*(?: (\S+))?/.exec(
      output,
    )
  if (host !== null || /fetch failed|UND_ERR/.test(output))
    return 'its release host cannot be reached from here'
  const status = /Response code (\d+)[^\n]*/.exec(output)
  if (status !== null) return `its release host answered ${status[1]}`
  if (/ENOSPC/.test(output)) return 'the disk is full'
  return output.trim().split('\n', 1)[0]?.slice(0, 160) || 'its installer failed without a word'
}

/**
 * Runs Electron's installer, prints its progress, and kills it when nothing more arrives.
 * @param {string} root
 * @param {number} stallTimeoutMs
 * @returns {Promise<string | null>} why it failed; null if it succeeded
 */
function runInstaller(root, stallTimeoutMs) {
  const { home, download } = electronPaths(root)
  rmSync(download, { recursive: true, force: true })
  mkdirSync(download, { recursive: true })
  const receivedBytes = () => folderBytes(download) + folderBytes(join(home, 'dist'))
  // The installer downloads to its temporary folder. Naming that folder lets us measure the progress.
  const env = {
    ...process.env,
    TMPDIR: download,
    TMP: download,
    TEMP: download,
    ELECTRON_GET_NO_PROGRESS: '1',
  }
  const child = spawn(projectNode(root), [join(home, 'install.js')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  return new Promise((resolve) => {
    let output = ''
    let [lastBytes, lastReceivedAt] = [0, Date.now()]
    const removeListeners = stopChildOnExit(child)
    const stop = startHeartbeat(
      (elapsed) => `fetching Electron, ${elapsed}, ${(receivedBytes() / 1e6).toFixed(0)} MB so far`,
    )
    const stallTimer = setInterval(
      () => {
        const now = receivedBytes()
        if (now !== lastBytes) [lastBytes, lastReceivedAt] = [now, Date.now()]
        else if (Date.now() - lastReceivedAt > stallTimeoutMs) {
          output = `nothing arrived for ${Math.round(stallTimeoutMs / 1000)} seconds`
          child.kill('SIGKILL')
        }
      },
      Math.min(1000, stallTimeoutMs),
    )
    const finish = (/** @type {string | null} */ reason) => {
      clearInterval(stallTimer)
      stop()
      removeListeners()
      rmSync(download, { recursive: true, force: true })
      resolve(reason)
    }
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ data) => (output += data.toString()))
    child.on('error', (error) => finish(error.message))
    child.on('close', (code) => finish(code === 0 ? null : failureReason(output)))
  })
}

/**
 * Returns the binary, and downloads it first if it is missing.
 * @param {string} root the project's folder
 * @param {{ force?: boolean, stallTimeoutMs?: number }} options `force`: download even if that failed a short while ago
 * @returns {Promise<{ binary: string } | { reason: string }>} the reason is a main clause without a full stop
 */
export async function fetchElectron(root, { force = false, stallTimeoutMs = STALL_TIMEOUT_MS } = {}) {
  const installed = electronBinary(root)
  if (installed !== null) return { binary: installed }
  const { failure } = electronPaths(root)
  const lastFailure = readJson(failure)
  if (!force && typeof lastFailure?.at === 'number' && Math.abs(Date.now() - lastFailure.at) < RETRY_DELAY_MS)
    return {
      reason: `Electron could not be fetched a short while ago (${lastFailure.reason}; --electron tries again)`,
    }
  log('Galley: fetching Electron (once, about 120 MB)')
  const reason = await runInstaller(root, stallTimeoutMs)
  const binary = reason === null ? electronBinary(root) : null
  if (binary !== null) {
    rmSync(failure, { force: true })
    return { binary }
  }
  writeJson(failure, { at: Date.now(), reason: reason ?? 'its installer left no binary' })
  return { reason: `Electron could not be fetched (${reason ?? 'its installer left no binary'})` }
}
