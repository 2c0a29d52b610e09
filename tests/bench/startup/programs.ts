import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { startStandin } from '../../standin/start.ts'
import { foldersIn, LAST_DRAFT_WORDS, settingsIn, type LibraryPlace } from './libraries.ts'
import type { HostName, LibraryName } from './options.ts'
import type { BarePage } from './peers.ts'

/**
 * The four programs that are started: Galley and the bare page, each on a Node server and on the stand-in for Electron.
 *
 *   on a server      a tab is open in the running Chromium; the server's process starts (0 ms) and prints its address;
 *                    the tab loads it
 *   on the stand-in  Chromium runs; the main process starts (0 ms) and opens a window, which is a new tab
 *
 * Chromium's own start is in none of the times; a new tab is in those of the stand-in.
 */

const ROOT = join(import.meta.dirname, '..', '..', '..')
const VIEW = { viewport: { width: 1440, height: 900 }, locale: 'en-GB' } as const

/** A program that has been started. Its page may still be loading. */
export interface Started {
  readonly page: Page
  /** The moment before its process was started: milliseconds since 1970. */
  readonly startedAt: number
  /** Ends it as a writer does. */
  readonly end: () => Promise<void>
}

/** Starts a program. `prepare` is called with its page before that loads anything. */
export type Start = (browser: Browser, prepare: (page: Page) => Promise<void>) => Promise<Started>

/** Galley and the bare page on one host. */
export interface Programs {
  readonly galley: Start
  readonly peer: Start
}

/** Returns how Galley over that library, and the bare page with as many words, are started on a host. */
export function programsOn(
  host: HostName,
  name: LibraryName,
  place: LibraryPlace,
  { folder, server, main }: BarePage,
): Programs {
  const { library, home } = place
  const words = String(name === 'large' ? LAST_DRAFT_WORDS : 0)
  if (host === 'desktop')
    return {
      galley: onStandin(home, [`--library=${library}`]),
      peer: onStandin(home, [`--page=${folder}`, `--words=${words}`], main),
    }
  const built = join(ROOT, 'out', 'web', 'index.js')
  return {
    galley: onServer(home, [built, '--library', library, '--settings', settingsIn(home), '--no-open']),
    peer: onServer(home, [server, folder, words]),
  }
}

function onServer(home: string, args: readonly string[]): Start {
  return async (browser, prepare) => {
    const context = await browser.newContext(VIEW)
    const page = await context.newPage()
    await prepare(page)
    const startedAt = Date.now()
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...foldersIn(home) },
    })
    const ended = new Promise((resolve) => child.once('close', resolve))
    await page.goto(await firstLine(child), { waitUntil: 'commit' })
    return {
      page,
      startedAt,
      end: async () => {
        await context.close()
        child.kill('SIGTERM')
        await ended
      },
    }
  }
}

/** @throws Error if the process ends before it prints a line */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout !== null) createInterface(child.stdout).once('line', resolve)
    child.once('close', (code) => {
      reject(new Error(`the server ended with ${String(code)} before it printed its address`))
    })
  })
}

/** @param bundle the main module; Galley's by default */
function onStandin(home: string, args: readonly string[], bundle?: string): Start {
  return async (browser, prepare) => {
    const opened = Promise.withResolvers<Page>()
    const app = await startStandin(
      browser,
      { folder: home, args, ...(bundle === undefined ? {} : { bundle }) },
      (page) => {
        // The window loads its page later, by a message that Chromium gets after these.
        prepare(page).then(() => {
          opened.resolve(page)
        }, opened.reject)
      },
      VIEW,
    )
    void app.ended.then((code) => {
      opened.reject(new Error(`the app ended with ${String(code)}: ${app.output()}`))
    })
    const page = await opened.promise
    return {
      page,
      startedAt: app.startedAt,
      end: async () => {
        await app.quit()
      },
    }
  }
}
