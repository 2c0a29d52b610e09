import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { DesktopHost } from './desktopHost.ts'
import { ElectronHost } from './electronHost.ts'
import { skipFirstStart } from './firstStart.ts'
import type { KeptPage } from './keptPage.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const BUILT = join(ROOT, 'out', 'web', 'index.js')

/** A file that the app handed over. */
export interface SavedFile {
  /** The name that the app suggested. */
  readonly name: string
  readonly path: string
}

/** The name of the file of settings, in the settings folder, on the target of this run. */
export const SETTINGS_FILE =
  (process.env.GALLEY_TARGET ?? 'browser') === 'browser' ? 'config.json' : 'settings.json'

/** A running Galley over a library, on the target of this run. */
export interface Host {
  /** Where a page finds it; of the browser host as printed, with the token that lets a page in. */
  readonly address: string
  /** True if its spelling checker learns the names of the cast. Where it does not, the page hides them from it. */
  readonly learnsNames: boolean
  /**
   * Opens a page on it, in a context of its own, but for the first one on a kept page. The desktop opens its window: a second
   * page needs the first one closed.
   * @param onPage called with the page before it loads anything
   */
  readonly openPage: (
    browser: Browser,
    options: BrowserContextOptions,
    onPage: (page: Page) => void,
  ) => Promise<Page>
  /** Does what makes the app hand over a file; returns the file, which is complete. */
  readonly savedBy: (page: Page, act: () => Promise<void>) => Promise<SavedFile>
  /** Returns the text that the app copied last. */
  readonly copied: (page: Page) => Promise<string>
  /** Returns what the app copied last as formatted text, and the plain text beside it. */
  readonly copiedRich: (page: Page) => Promise<{ readonly text: string; readonly html: string }>
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>
  /** Asks it to end and waits until it has. */
  readonly stop: () => Promise<void>
}

/** How a host is started. Of these the desktop app takes nothing. */
export interface HostOptions {
  /** The user id to run the browser host as (only root can), for root may write where others may not. */
  readonly user?: number | undefined
  /** A page to open first, and whose port to listen on. */
  readonly kept?: KeptPage | undefined
}

/**
 * Starts the built app over a library and a folder for its settings, past the first start's pages, on the target that
 * `GALLEY_TARGET` names.
 */
export async function startHost(library: string, settings: string, options: HostOptions = {}): Promise<Host> {
  if (process.env.GALLEY_TARGET === 'desktop') return new DesktopHost(library, settings)
  if (process.env.GALLEY_TARGET === 'electron') return new ElectronHost(library, settings)
  const port = options.kept?.port ?? 0
  try {
    return await startBrowserHost(library, settings, options, port)
  } catch (error) {
    if (port === 0) throw error
    // Meanwhile another program uses the port: a new page, on any port.
    await options.kept?.close()
    return startBrowserHost(library, settings, options, 0)
  }
}

/** Starts the built browser host on a port; 0 for any free one. */
async function startBrowserHost(
  library: string,
  settings: string,
  { user, kept }: HostOptions,
  port: number,
): Promise<Host> {
  if (!existsSync(BUILT)) throw new Error(`${BUILT} is missing. Build first: npm run build`)
  if (user === undefined) skipFirstStart(settings)
  const args = [BUILT, '--library', library, '--settings', settings, '--port', String(port), '--no-open']
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Caches beside the settings: a test leaves nothing in the home of whoever runs it.
    env: { ...process.env, XDG_CACHE_HOME: join(settings, 'cache'), LOCALAPPDATA: join(settings, 'cache') },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  })
  let errorOutput = ''
  child.stderr.on('data', (data: Buffer) => (errorOutput += data.toString()))
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve()
    }),
  )
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('error', reject)
    child.once('close', (code) => {
      reject(new Error(`the host ended with ${String(code)} before it printed its address: ${errorOutput}`))
    })
  })
  const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return {
    address,
    learnsNames: false,
    ...browserPages(address, kept),
    kill: end('SIGKILL'),
    stop: end('SIGTERM'),
  }
}

/** What a browser does with a page: tabs, downloads and its clipboard. */
function browserPages(
  address: string,
  kept: KeptPage | undefined,
): Pick<Host, 'openPage' | 'savedBy' | 'copied' | 'copiedRich'> {
  let isFirst = true
  return {
    openPage: async (browser, options, onPage) => {
      if (isFirst && kept !== undefined) {
        isFirst = false
        return kept.open(address, onPage, options)
      }
      const context = await browser.newContext(options)
      const page = await context.newPage()
      onPage(page)
      await page.goto(address)
      return page
    },
    savedBy: async (page, act) => {
      const download = page.waitForEvent('download')
      await act()
      const file = await download
      return { name: file.suggestedFilename(), path: await file.path() }
    },
    copied: (page) => page.evaluate(() => navigator.clipboard.readText()),
    copiedRich: (page) =>
      page.evaluate(async () => {
        const [item] = await navigator.clipboard.read()
        const read = async (type: string): Promise<string> =>
          (await (await item?.getType(type))?.text()) ?? ''
        return { text: await read('text/plain'), html: await read('text/html') }
      }),
  }
}
