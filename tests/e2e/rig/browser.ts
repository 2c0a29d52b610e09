import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright-core'

/** A Chromium that starts here. */
export interface BrowserInstallation {
  readonly executable: string
  /** How it was come by, for the log. */
  readonly source: string
  readonly args: string[]
}

/** Quiet and self-contained: no call home, no first-run page, no GPU that a test machine has not. */
const BROWSER_ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Debian's names of Chromium, the preferred first. The headless shell has no windows of its own, so it opens a page in half the
 * processor time: a browser loads its address bar's pages for each.
 */
const DEBIAN_PACKAGES = ['chromium-headless-shell', 'chromium']

/** Where Chrome, Chromium and Edge install themselves, the preferred first. */
function installPaths(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', join(homedir(), 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    )
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Chromium', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ])
  const names = [
    'chrome-headless-shell',
    ...DEBIAN_PACKAGES,
    'google-chrome',
    'google-chrome-stable',
    'chromium-browser',
    'microsoft-edge',
  ]
  return (env.PATH ?? '').split(':').flatMap((folder) => names.map((name) => join(folder, name)))
}

/** Returns true if it really starts: a snap's stub, or a Chromium whose libraries are missing, does not. */
async function canStart(executable: string, args: readonly string[]): Promise<boolean> {
  try {
    const browser = await chromium.launch({ executablePath: executable, args: [...args], timeout: 30_000 })
    await browser.close()
    return true
  } catch {
    return false
  }
}

async function findInstalled(): Promise<BrowserInstallation | null> {
  for (const executable of installPaths(process.platform, process.env))
    if (existsSync(executable) && (await canStart(executable, BROWSER_ARGS)))
      return { executable, source: 'installed', args: BROWSER_ARGS }
  return null
}

/**
 * The Chromium inside the npm package @sparticuz/chromium: Linux on x64, with libnss3 and libnspr4. Its own flags
 * switch web security off, so it gets ours.
 */
async function unpackFromNpm(): Promise<BrowserInstallation | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const folder = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'galley', 'chromium')
  const args = [...BROWSER_ARGS, '--no-zygote', '--font-render-hinting=none']
  const unpackedAndStarts = async (): Promise<BrowserInstallation | null> => {
    const executable = await unpackChromium(folder)
    return (await canStart(executable, args)) ? { executable, source: '@sparticuz/chromium', args } : null
  }
  try {
    const found = await unpackedAndStarts()
    if (found !== null) return found
    // Unpacking that was cut short leaves a file that never starts, and that the package takes for the whole.
    await rm(folder, { recursive: true, force: true })
    return await unpackedAndStarts()
  } catch {
    return null
  }
}

/** It unpacks into the folder for temporary files, and believes whatever lies there: so that is one of ours. */
async function unpackChromium(folder: string): Promise<string> {
  const before = process.env.TMPDIR
  await mkdir(folder, { recursive: true })
  process.env.TMPDIR = folder
  try {
    const { default: sparticuz } = await import('@sparticuz/chromium')
    return await sparticuz.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** Debian's own packages, where we may install them. */
async function installByApt(): Promise<BrowserInstallation | null> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  if (process.getuid?.() !== 0 || !/^ID(?:_LIKE)?=.*\bdebian\b/m.test(release)) return null
  process.stderr.write('installing Chromium from Debian (once, some minutes)\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) =>
    promisify(execFile)('apt-get', args, { env, maxBuffer: 1 << 26, timeout: 600_000 })
  await apt('update', '-qq').catch(() => undefined)
  for (const name of DEBIAN_PACKAGES) {
    try {
      await apt('install', '-y', '-qq', '--no-install-recommends', name)
    } catch (error) {
      process.stderr.write(`apt-get did not install ${name}: ${String(error)}\n`)
      continue
    }
    const found = await findInstalled()
    if (found !== null) return { ...found, source: `apt-get install ${name}` }
  }
  return null
}

/**
 * A Chromium that starts: `GALLEY_BROWSER`, else an installed Chrome, Chromium or Edge, else the one in
 * `@sparticuz/chromium`, else on Debian as root its package.
 * @throws Error that says what to install when there is none
 */
export async function findBrowser(env: NodeJS.ProcessEnv = process.env): Promise<BrowserInstallation> {
  const named = env.GALLEY_BROWSER ?? ''
  if (named !== '') {
    if (await canStart(named, BROWSER_ARGS))
      return { executable: named, source: 'GALLEY_BROWSER', args: BROWSER_ARGS }
    throw new Error(`GALLEY_BROWSER names ${named}, and no Chromium starts from there. Correct or unset it.`)
  }
  const found = (await findInstalled()) ?? (await unpackFromNpm()) ?? (await installByApt())
  if (found !== null) return found
  throw new Error(
    'No Chromium starts here, so nothing end-to-end can be tested. Install Chrome, Chromium or Edge, or name one ' +
      'with GALLEY_BROWSER=/path/to/it. (On Linux x64 a Chromium came with the packages: it only wants the system ' +
      'libraries libnss3 and libnspr4.)',
  )
}

/** Starts the browser that {@link findBrowser} found. Everything it keeps is in a fresh profile that goes with it. */
export async function launch(found: BrowserInstallation): Promise<Browser> {
  return chromium.launch({ executablePath: found.executable, args: found.args, headless: true })
}
