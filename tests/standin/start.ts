import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { Chromium } from './chromium.ts'
import type { AppSide, MachineOptions, Note } from './contract.ts'
import { routeRequests, Sites, type Site } from './routes.ts'
import { connect, type Remote } from './wire.ts'

/**
 * The stand-in for Electron: runs the built app, `out/main/index.js` and `out/preload/index.cjs` as they are, and shows
 * each of its windows as a page of Chromium. Two processes:
 *
 *   this one (a test)                                  the app's (app/main.ts, Node)
 *   Chromium, by Playwright  ── ipc calls, events ──►  out/main/index.js on a double of `electron`
 *                            ◄── open, load, close ──
 *
 * It cannot show what only Electron has: its sandbox, its loading of modules, real menus, dialogs and spelling.
 */

const MAIN = join(import.meta.dirname, 'app', 'main.ts')
const BUNDLE = join(import.meta.dirname, '..', '..', 'out', 'main', 'index.js')

const DISPLAY = { x: 0, y: 0, width: 1920, height: 1080 }

/** A machine and the folders of the app on it; what is missing has a default. */
export type StandinOptions = Partial<MachineOptions> & {
  /** Holds `userData`, and documents without drafts. */
  readonly folder: string
  /** The library folder, as `--library=`. */
  readonly library?: string
}

/** A running app. */
export interface Standin {
  /** The app's process, to ask and to drive. */
  readonly app: Remote<AppSide>
  readonly process: ChildProcess
  /** The moment before its process was started: milliseconds since 1970. */
  readonly startedAt: number
  /** Where the app keeps its settings. */
  readonly userData: string
  /** The pages of the open windows, the oldest first. */
  readonly pages: () => readonly Page[]
  /** Returns the first window's page, once it is loaded. */
  readonly firstPage: () => Promise<Page>
  /** Returns the calls of one name, as `shell.openExternal`. */
  readonly notes: (name: string) => Promise<readonly Note[]>
  /** What the app printed. */
  readonly output: () => string
  /** Sets what answers at an address outside the app. */
  readonly site: (address: string, site: Site) => void
  readonly requests: Sites['requests']
  /** Ends the process of the first window's page, as a crash does. */
  readonly crashPage: () => Promise<void>
  /** Quits as the menu does. Returns the exit code. */
  readonly quit: () => Promise<number | null>
  /** Resolves with the exit code when the app has ended. */
  readonly ended: Promise<number | null>
  /** Ends the app as a power cut does. */
  readonly kill: () => Promise<void>
}

/** How long an app may take to open its window or to end, in milliseconds: a busy machine takes its time. */
const TIMEOUT_MS = 90_000

function machineOf({ folder, library, args = [], ...given }: StandinOptions): MachineOptions {
  return {
    platform: 'linux',
    userData: join(folder, 'userData'),
    documents: join(folder, 'Documents'),
    displays: [DISPLAY],
    isDark: false,
    isFirst: true,
    isPackaged: false,
    locale: 'en-GB',
    osWords: [],
    openFiles: [],
    bundle: BUNDLE,
    ...given,
    args: [...(library === undefined ? [] : [`--library=${library}`]), ...args],
  }
}

/** Starts the app's process. Its caches and its home are in the test's folder, and no cache of the tests is its own. */
function forkApp(machine: MachineOptions, folder: string): ChildProcess {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: folder,
    USERPROFILE: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    LOCALAPPDATA: join(folder, 'cache'),
    NODE_NO_WARNINGS: '1',
  }
  delete env.NODE_OPTIONS
  delete env.NODE_COMPILE_CACHE
  return fork(MAIN, [JSON.stringify(machine)], {
    env,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

/**
 * Starts the built app in a context of its own. Its first window may still be loading when this returns.
 * @param onPage called with the page of each window before it loads anything
 * @throws Error if the app is not built
 */
export async function startStandin(
  browser: Browser,
  options: StandinOptions,
  onPage: (page: Page) => void = () => undefined,
  context: Parameters<Browser['newContext']>[0] = {},
): Promise<Standin> {
  const machine = machineOf(options)
  if (!existsSync(machine.bundle)) throw new Error(`${machine.bundle} is missing. Build first: npm run build`)
  const pages = await browser.newContext({ locale: machine.locale, ...context })
  const chromium = new Chromium(pages, context.viewport !== undefined)
  chromium.onPage = onPage
  const startedAt = Date.now()
  const child = forkApp(machine, options.folder)
  const app = connect<AppSide>(child, chromium)
  chromium.app = app
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (output += data.toString()))
  const sites = new Sites()
  await routeRequests(pages, chromium, app, sites)
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      void pages.close().then(
        () => {
          resolve(code)
        },
        () => {
          resolve(code)
        },
      )
    })
  })
  const notes = (name: string): Promise<readonly Note[]> => app.notes(name)
  return {
    app,
    process: child,
    startedAt,
    userData: machine.userData,
    pages: () => chromium.pages,
    firstPage: () => waitForPage(chromium, child, () => output),
    notes,
    output: () => output,
    site: (address, site) => {
      sites.set(address, site)
    },
    requests: sites.requests,
    crashPage: () => chromium.crash(Math.min(...chromium.ids)),
    ended,
    quit: async () => {
      await app.quit().catch(() => undefined)
      return withinTime(ended, () => `the app does not end: ${output}`)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function withinTime<T>(promise: Promise<T>, why: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(why()))
    }, TIMEOUT_MS)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** @throws Error with what the app printed, if it ends or opens no window in time */
async function waitForPage(chromium: Chromium, child: ChildProcess, output: () => string): Promise<Page> {
  const started = Date.now()
  for (;;) {
    const [page] = chromium.pages
    if (page !== undefined && page.url() !== 'about:blank') {
      await page.waitForLoadState('load', { timeout: TIMEOUT_MS })
      return page
    }
    if (child.exitCode !== null) throw new Error(`the app ended with ${String(child.exitCode)}: ${output()}`)
    if (Date.now() - started > TIMEOUT_MS) throw new Error(`the app opens no window: ${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
