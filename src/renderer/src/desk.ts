import { DESK_CALLS, HOST_CALLS } from '../../calls.ts'
import { done, problem, type Desk, type ExportedFile, type HostServices, type Outcome } from '../../desk.ts'
import { CallWatch, type CallsByName, watchedDesk } from './callWatch.ts'
import { systemClock } from './clock.ts'
import { Loopback } from './loopback.ts'
import { plainCopy } from './plainCopy.ts'

/** The page's sole access to the machine: Electron's bridge where there is one, else the browser host over loopback. */

declare global {
  interface Window {
    readonly galley?: Desk & HostServices
  }
}

/** Whether the desk answers; stores subscribe. */
export const connection = new CallWatch()

const reconnected = new Set<() => void>()

/** Calls `act` whenever the host was started anew, or the connection was: it knows nothing of what the page has open. */
export function onReconnected(act: () => void): void {
  reconnected.add(act)
}

function overLoopback(): CallsByName {
  const loopback = new Loopback({
    openSocket: () => new WebSocket(new URL('/page', window.location.href.replace(/^http/, 'ws'))),
    post: (path, init) => fetch(path, init),
    clock: systemClock,
    date: () => Date.now(),
    onReconnected: () => {
      for (const act of reconnected) act()
    },
  })
  return Object.fromEntries(
    Object.keys(DESK_CALLS).map((name) => [name, (...values: unknown[]) => loopback.call(name, values)]),
  )
}

/** What the browser itself does for its writer: downloads, the clipboard, a new tab. */
const inBrowser: HostServices = {
  saveFile: ({ name, mime, bytes }: ExportedFile): Promise<Outcome<string | null>> => {
    const url = URL.createObjectURL(new Blob([bytes.slice()], { type: mime }))
    const link = Object.assign(document.createElement('a'), { href: url, download: name })
    link.click()
    // The download reads the blob after this turn of the event loop; a minute is ample.
    setTimeout(() => {
      URL.revokeObjectURL(url)
    }, 60_000)
    return Promise.resolve(done(name))
  },
  copyText: async (text) => {
    try {
      await navigator.clipboard.writeText(text)
      return done(null)
    } catch {
      return problem(
        'denied',
        'The browser did not let Galley use the clipboard.',
        'Nothing was changed.',
        'Save to a file instead.',
      )
    }
  },
  saveJobFile: async (job) => {
    const outcome = await desk.readJob(job)
    if (!outcome.ok) return outcome
    const { file = '' } = outcome.value
    // The host streams it: a back-up may be larger than a page can hold.
    const href = `/jobs/${encodeURIComponent(job)}/${encodeURIComponent(file)}`
    Object.assign(document.createElement('a'), { href, download: file }).click()
    return done(file)
  },
  chooseLibrary: () =>
    Promise.resolve(
      problem(
        'denied',
        'In the browser Galley cannot change its drafts folder.',
        'Your drafts are where they were.',
        'Stop Galley and start it with the folder you want: npm start -- --library DIR',
      ),
    ),
  openExternal: (url) => {
    window.open(url, '_blank', 'noopener,noreferrer')
    return Promise.resolve(done(null))
  },
  // A browser lets no page teach its spelling checker.
  checkSpelling: () => Promise.resolve(done(false)),
}

/** The bridge's host calls: arguments are copied plainly, and what it throws becomes a problem. */
function overBridge(bridge: HostServices): HostServices {
  const calls = bridge as unknown as CallsByName
  const names = Object.keys(HOST_CALLS)
  return Object.fromEntries(
    names.map((name) => [
      name,
      async (...values: unknown[]) => {
        try {
          return await calls[name]?.(...values.map(plainCopy))
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error)
          return problem('failed', `Galley could not do that: ${why}.`, 'Nothing was changed.', 'Try again.')
        }
      },
    ]),
  ) as unknown as HostServices
}

const bridge = window.galley

export const desk: Desk = watchedDesk(
  (bridge as unknown as CallsByName | undefined) ?? overLoopback(),
  connection,
  systemClock,
)
export const host: HostServices = bridge === undefined ? inBrowser : overBridge(bridge)

/** Where the page shows a draft's own picture from; both hosts serve this path. */
export function draftImageUrl(id: string, src: string): string {
  return `/drafts/${encodeURIComponent(id)}/${src.split('/').map(encodeURIComponent).join('/')}`
}
