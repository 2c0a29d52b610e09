/**
 * Finds the Electron binary, and downloads it if it is missing.
 *
 * `npm ci` leaves the binary out, so the first `npm start` runs Electron's own `install.js`. No failure here ends
 * `npm start`: each function returns the reason as text, and Galley is then served to the browser. A failed download is
 * recorded in node_modules/.cache/galley/electron-failure.json, so that the next starts do not wait for it again.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
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

/**
 * Exit codes of a program that ended itself, 128 + signal as shells report it: SIGILL, SIGTRAP, SIGABRT. So ends Chromium
 * where it cannot protect its pages, as on Ubuntu from 23.10 on, which forbids user namespaces.
 */
const ABORT_CODES = new Set([132, 133, 134])
const SEGFAULT_CODE = 139
/** On macOS: what the kernel does to a program whose signature is broken. */
const KILLED_CODE = 137
/** Windows ends a crashed program with an NTSTATUS whose severity is "error", for example 0xC0000135. */
const NTSTATUS_ERROR = 0x8000_0000
const NTSTATUS_DLL_NOT_FOUND = 0xc000_0135
/** Ctrl+C in a Windows console. */
const NTSTATUS_CONTROL_C = 0xc000_013a
/** Exit codes after a signal that a person or a system sends: SIGHUP, SIGINT, SIGTERM. */
const REQUESTED_CODES = new Set([0, 129, 130, 143, NTSTATUS_CONTROL_C])

/** A crash within this time counts as a failed start: nobody can have written anything yet. */
const STARTUP_MS = 10_000

/**
 * How a run of Electron ended.
 * @typedef {object} ElectronEnd
 * @property {number} code the exit code; 127 if the program could not be started
 * @property {number} durationMs from its start to its end
 * @property {string} platform
 * @property {string} binary its path
 */

/**
 * Returns why Electron did not start, judged by how it ended; null if it had started.
 * @param {ElectronEnd} end
 * @returns {{ reason: string, remedy?: string } | null} the reason is a main clause without a full stop; the remedy is a
 *   line for the person at the terminal
 */
export function failedStart({ code, durationMs, platform, binary }) {
  const failed = (/** @type {string} */ cause) => ({ reason: `Electron does not start here (${cause})` })
  if (code === 127 || (platform === 'win32' && code === NTSTATUS_DLL_NOT_FOUND))
    return failed('a system library it needs is missing')
  if (durationMs >= STARTUP_MS || REQUESTED_CODES.has(code)) return null
  if (code >= NTSTATUS_ERROR) return failed(`it crashed with 0x${code.toString(16).toUpperCase()}`)
  if (platform === 'darwin' && code === KILLED_CODE)
    return failed('the system killed it, as it does with a program that is damaged or not signed')
  if (code === SEGFAULT_CODE || (platform !== 'linux' && ABORT_CODES.has(code)))
    return failed(`it crashed with code ${code}`)
  return ABORT_CODES.has(code)
    ? { ...failed('the system does not let its sandbox be made'), remedy: sandboxRemedy(binary) }
    : null
}

/**
 * Returns how to make Chromium's sandbox possible on a Linux that forbids user namespaces: its helper becomes the root's
 * and setuid, which npm cannot do. A packaged Galley brings an AppArmor profile instead.
 * @param {string} binary the path of Electron
 */
function sandboxRemedy(binary) {
  const helper = join(dirname(realPath(binary)), 'chrome-sandbox')
  const quoted = `'${helper.replaceAll("'", String.raw`'\''`)}'`
  return `To open the desktop app here, let its sandbox be made and start again: sudo chown root:root ${quoted} && sudo chmod 4755 ${quoted} (once for each version of Electron).`
}

/**
 * Returns the path with links resolved; the path as given if that fails.
 * @param {string} path
 */
function realPath(path) {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/**
 * Returns a line about an Electron that ended with an error just after its start; null if there is nothing to say.
 * @param {ElectronEnd} end
 */
export function earlyExitNote({ code, durationMs }) {
  if (durationMs >= STARTUP_MS || REQUESTED_CODES.has(code)) return null
  return `Electron ended with code ${code} just after its start. To use Galley in the browser: npm start -- --browser`
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
 * Returns why the desktop app cannot be tested in Electron here, in a few words; null if it can.
 * @param {string} root the project's folder
 */
export function electronAbsence(root) {
  if (electronBinary(root) === null) return 'its binary is not installed'
  return obstacle({ platform: process.platform, uid: process.getuid?.(), environment: process.env })
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

/** Codes of Node for a certificate that it does not trust, as behind a proxy that reads encrypted traffic. */
const CERTIFICATE_CODES =
  /SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_UNTRUSTED|ERR_TLS_CERT|CERT_HAS_EXPIRED/

/**
 * Returns the cause of a failed installation in a few words, for example "the disk is full", and what to do about it where
 * that is known.
 * @param {string} output what the installer printed
 */
export function failureReason(output) {
  if (CERTIFICATE_CODES.test(output))
    return 'the certificate of its release host is not trusted here: set NODE_EXTRA_CA_CERTS to the file of your network’s root certificate'
  if (/Response code 407|\b407\b.*Proxy|Proxy.*\b407\b/i.test(output))
    return 'the proxy asks for a name and a password: set HTTPS_PROXY to http://NAME:PASSWORD@HOST:PORT'
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
 * Returns the installer's environment: proxies of HTTPS_PROXY and NO_PROXY are used, both by Node and by Electron's own
 * package. The installer downloads to its temporary folder; naming that folder lets us measure the progress.
 * @param {string} download the temporary folder
 */
function installerEnvironment(download) {
  return {
    ...process.env,
    TMPDIR: download,
    TMP: download,
    TEMP: download,
    ELECTRON_GET_NO_PROGRESS: '1',
    ELECTRON_GET_USE_PROXY: '1',
    NODE_USE_ENV_PROXY: '1',
  }
}

/**
 * Returns the flag that lets Node trust the certificates that the system trusts, as of a company's proxy; none for a Node
 * that does not know it (before 22.15). The packaged Node knows it.
 * @param {string} node the path of the Node
 */
function certificateFlags(node) {
  const flag = '--use-system-ca'
  return node !== process.execPath || process.allowedNodeEnvironmentFlags.has(flag) ? [flag] : []
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
  const node = projectNode(root)
  const child = spawn(node, [...certificateFlags(node), join(home, 'install.js')], {
    env: installerEnvironment(download),
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
