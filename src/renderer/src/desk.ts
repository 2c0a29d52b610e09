import { DESK_CALLS, HOST_CALLS } from '../../calls.ts'
import {
  done,
  problem,
  type Desk,
  type ExportedFile,
  type HostEvents,
  type HostServices,
  type Outcome,
} from '../../desk.ts'
import { CallWatch, type CallsByName, watchedDesk } from './callWatch.ts'
import { systemClock } from './clock.ts'
import { redacted, stackFrames } from '../../text/redact.ts'
import { addressOf } from './dom/address.ts'
import { t } from './i18n.ts'
import { Loopback } from './loopback.ts'
import { takePageKey } from './pageKey.ts'
import { plainCopy } from './plainCopy.ts'

/**
 * The page's sole access to the machine. In Electron, the preload has put both halves of the contract on `window.galley`.
 * In a browser, the desk's calls go to the browser host over loopback (loopback.ts), and the host's services are the
 * browser's own. Either way no call rejects: what fails is a `Problem` in an `Outcome`.
 */

declare global {
  interface Window {
    readonly galley?: Desk & HostServices & HostEvents
  }
}

/** The state of the connection with the desk. Stores subscribe to it. */
export const connection = new CallWatch()

const reconnectionListeners = new Set<() => void>()

/** Calls `listener` after each reconnection: the host does not know then which drafts the page has open. */
export function onReconnected(listener: () => void): void {
  reconnectionListeners.add(listener)
}

/** Returns the desk's calls over loopback. */
function loopbackCalls(): CallsByName {
  const key = takePageKey()
  const loopback = new Loopback({
    openSocket: () =>
      new WebSocket(
        new URL('/page', window.location.origin.replace(/^http/, 'ws')),
        key === '' ? ['galley'] : ['galley', key],
      ),
    post: (path, init) => fetch(path, init),
    clock: systemClock,
    date: () => Date.now(),
    onReconnected: () => {
      for (const listener of reconnectionListeners) listener()
    },
  })
  return Object.fromEntries(
    Object.keys(DESK_CALLS).map((name) => [name, (...values: unknown[]) => loopback.call(name, values)]),
  )
}

/** How long a download's data is kept: the browser reads it after this turn of the event loop. */
const DOWNLOAD_LIFETIME_MS = 60_000

/** The errors of this page in a browser, the oldest first. */
const pageErrors: string[] = []
const MAX_PAGE_ERRORS = 100

/** The host services of a browser: downloads, the clipboard, a new tab. */
const browserServices: HostServices = {
  // A browser's page hears no events of its host.
  pageReady: () => Promise.resolve(done(null)),
  saveFile: ({ name, mime, bytes }: ExportedFile): Promise<Outcome<string | null>> => {
    const url = URL.createObjectURL(new Blob([bytes.slice()], { type: mime }))
    const link = Object.assign(document.createElement('a'), { href: url, download: name })
    link.click()
    setTimeout(() => {
      URL.revokeObjectURL(url)
    }, DOWNLOAD_LIFETIME_MS)
    return Promise.resolve(done(name))
  },
  copyText: async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      return done(null)
    } catch {
      return problem(
        'denied',
        t('host.clipboardDenied.what'),
        t('host.clipboardDenied.safe'),
        t('host.clipboardDenied.mend'),
      )
    }
  },
  saveJobFile: async (job) => {
    const outcome = await desk.readJob(job)
    if (!outcome.ok) return outcome
    const { file = '' } = outcome.value
    // The host streams the file: a backup may be larger than the page's memory.
    const href = `/jobs/${encodeURIComponent(job)}/${encodeURIComponent(file)}`
    Object.assign(document.createElement('a'), { href, download: file }).click()
    return done(file)
  },
  chooseLibrary: () =>
    Promise.resolve(
      problem(
        'denied',
        t('host.libraryFixed.what'),
        t('host.libraryFixed.safe'),
        t('host.libraryFixed.mend'),
      ),
    ),
  // A browser shows no folders; no file has a button for it there.
  showFile: () => Promise.resolve(done(null)),
  showProgress: () => Promise.resolve(done(null)),
  announceEnd: () => Promise.resolve(done(null)),
  // Rows cannot be dragged in a browser: a page cannot drag a file that it must make first.
  prepareDrag: () => Promise.resolve(done('')),
  startDrag: () => Promise.resolve(done(null)),
  openExternal: (url) => {
    window.open(url, '_blank', 'noopener,noreferrer')
    return Promise.resolve(done(null))
  },
  // No browser lets a page add words to its spelling checker.
  checkSpelling: () => Promise.resolve(done({ acceptsNames: false, missing: [] })),
  // A browser has one title and no list of windows: the page sets the title itself.
  showsDraft: () => Promise.resolve(done(null)),
  // No page can bring another tab to the front. A draft that another tab writes is read only here.
  claimDraft: () => Promise.resolve(done('here' as const)),
  // The browser has asked already, in its own words; notices say why a save failed.
  askBeforeClosing: (state) => Promise.resolve(done(state === 'saving' ? 'wait' : 'stay')),
  openInNewWindow: (id) => {
    window.open(addressOf(id), '_blank', 'noopener')
    return Promise.resolve(done(null))
  },
  // The page's own errors: the host's log is on its terminal.
  logError: (message, stack) => {
    pageErrors.push([`${new Date().toISOString()} ${redacted(message)}`, ...stackFrames(stack)].join(' | '))
    if (pageErrors.length > MAX_PAGE_ERRORS) pageErrors.shift()
    return Promise.resolve(done(null))
  },
  // Electron and Node are not in a browser, which is itself not Galley's.
  appInfo: () => Promise.resolve(done({ electron: '', chromium: '', node: '' })),
  readLog: () => Promise.resolve(done([`Galley, ${navigator.userAgent}`, '', ...pageErrors].join('\n'))),
  setMenus: () => Promise.resolve(done(null)),
  print: () => {
    window.print()
    return Promise.resolve(done(null))
  },
  // The browser's print dialog has "Save as PDF" among its printers.
  savePdf: () => {
    window.print()
    return Promise.resolve(done(null))
  },
  // The browser host is run from its source.
  checkForUpdates: () => Promise.resolve(done({ status: 'none', version: '', notes: '' })),
  installUpdate: () => Promise.resolve(done(null)),
}

/** Returns the bridge's host services. Arguments are copied to plain data, and an error becomes a problem. */
function bridgeServices(bridge: HostServices): HostServices {
  const calls = bridge as unknown as CallsByName
  const names = Object.keys(HOST_CALLS)
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (...values: unknown[]) => {
        try {
          return await calls[name]?.(...values.map(plainCopy))
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error)
          return problem(
            'failed',
            t('host.failed.what', { reason }),
            t('host.failed.safe'),
            t('host.failed.mend'),
          )
        }
      },
    ]),
  ) as unknown as HostServices
}

const bridge = window.galley

/** True in the desktop app, false in a browser. */
export const isDesktop = bridge !== undefined

/** The desk's calls. */
export const desk: Desk = watchedDesk(
  (bridge as unknown as CallsByName | undefined) ?? loopbackCalls(),
  connection,
  systemClock,
)

/** The host's services. */
export const host: HostServices = bridge === undefined ? browserServices : bridgeServices(bridge)

/**
 * Returns the address of a draft's own picture. Both hosts serve it.
 * @param src as a figure names it: `images/…`
 */
export function draftImageUrl(id: string, src: string): string {
  return `/drafts/${encodeURIComponent(id)}/${src.split('/').map(encodeURIComponent).join('/')}`
}
