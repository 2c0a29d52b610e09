/** Whether the app can run in Electron here, and the binary for it: fetched by Electron's own `install-electron`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectNode, readJson, say, writeJson } from './project.mjs'
import { endWithUs, heartbeat } from './steps.mjs'

/** A download of which nothing more arrives for this long is given up. */
const PATIENCE = 45_000

/** After a failure the next starts do not try again for this long (`--electron` does). */
const REST = 60 * 60 * 1000

/** @param {string} root */
function places(root) {
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
 * Why Electron could not open a window here even if its binary were; null when it could.
 * @param {{ platform: string, uid: number | undefined, environment: Readonly<Record<string, string | undefined>> }} machine
 */
export function obstacle({ platform, uid, environment }) {
  if (platform !== 'linux') return null
  if (uid === 0) return 'Electron does not run as root'
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY)
    return 'Electron needs a display and there is none here'
  return null
}

/** Signals of a program that gave up by itself: SIGILL, SIGTRAP, SIGABRT, SIGSEGV, as shells number them. */
const CRASHES = new Set([132, 133, 134, 139])

/** So soon after its start nobody has written anything yet: what ends then never began. */
const START = 10_000

/**
 * Why Electron did not start, judged by how it ended; null when it had started.
 * @param {number} code
 * @param {number} lasted milliseconds
 */
export function failedStart(code, lasted) {
  if (code === 127) return 'Electron does not start here (a system library it needs is missing)'
  // Where a system forbids user namespaces (Ubuntu from 23.10 on), Chromium ends itself rather than run unprotected.
  return CRASHES.has(code) && lasted < START
    ? 'Electron does not start here (the system does not let its sandbox be made)'
    : null
}

/**
 * Where the binary is, or null. By the same signs as Electron's own installer: version, path, file.
 * @param {string} root
 */
export function electronBinary(root, environment = process.env) {
  const { home } = places(root)
  const path = textOf(join(home, 'path.txt'))
  const version = textOf(join(home, 'dist', 'version'))
  if (path === null || version?.replace(/^v/, '') !== readJson(join(home, 'package.json'))?.version)
    return null
  const binary = join(environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'), path)
  return existsSync(binary) ? binary : null
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/**
 * Bytes that have arrived under a folder: what a download has to show for itself.
 * @param {string} folder
 * @returns {number}
 */
function weight(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => {
        const path = join(folder, entry.name)
        return entry.isDirectory() ? weight(path) : statSync(path).size
      })
      .reduce((sum, size) => sum + size, 0)
  } catch {
    return 0
  }
}

/**
 * The cause in what the installer printed, in a few words.
 * @param {string} output
 */
export function reasonIn(output) {
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
 * Runs `install-electron`; says how far it is; gives up when nothing more arrives.
 * @param {string} root
 * @param {number} patience milliseconds
 * @returns {Promise<string | null>} why it failed, or null
 */
function install(root, patience) {
  const { home, download } = places(root)
  rmSync(download, { recursive: true, force: true })
  mkdirSync(download, { recursive: true })
  const arrived = () => weight(download) + weight(join(home, 'dist'))
  // Its temporary folder is ours, so that what arrives can be seen.
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
    let [last, since] = [0, Date.now()]
    const release = endWithUs(child)
    const stop = heartbeat(
      (elapsed) => `fetching Electron, ${elapsed}, ${(arrived() / 1e6).toFixed(0)} MB so far`,
    )
    const watch = setInterval(
      () => {
        const now = arrived()
        if (now !== last) [last, since] = [now, Date.now()]
        else if (Date.now() - since > patience) {
          output = `nothing arrived for ${Math.round(patience / 1000)} seconds`
          child.kill('SIGKILL')
        }
      },
      Math.min(1000, patience),
    )
    const end = (/** @type {string | null} */ reason) => {
      clearInterval(watch)
      stop()
      release()
      rmSync(download, { recursive: true, force: true })
      resolve(reason)
    }
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ data) => (output += data.toString()))
    child.on('error', (error) => end(error.message))
    child.on('close', (code) => end(code === 0 ? null : reasonIn(output)))
  })
}

/**
 * The binary, fetched when it is not there.
 * @param {string} root
 * @param {{ insist?: boolean, patience?: number }} options `insist`: try although it failed a short while ago
 * @returns {Promise<{ binary: string } | { reason: string }>} the reason is a main clause without a full stop
 */
export async function fetchElectron(root, { insist = false, patience = PATIENCE } = {}) {
  const there = electronBinary(root)
  if (there !== null) return { binary: there }
  const { failure } = places(root)
  const last = readJson(failure)
  if (!insist && typeof last?.at === 'number' && Math.abs(Date.now() - last.at) < REST)
    return {
      reason: `Electron could not be fetched a short while ago (${last.reason}; --electron tries again)`,
    }
  say('Galley: fetching Electron (once, about 120 MB)')
  const reason = await install(root, patience)
  const binary = reason === null ? electronBinary(root) : null
  if (binary !== null) {
    rmSync(failure, { force: true })
    return { binary }
  }
  writeJson(failure, { at: Date.now(), reason: reason ?? 'its installer left no binary' })
  return { reason: `Electron could not be fetched (${reason ?? 'its installer left no binary'})` }
}
