import { DESK_CALLS, HOST_CALLS } from '../../calls.ts'
import { problem, type Desk, type HostEvents, type HostServices } from '../../desk.ts'
import { browserServices } from './browserServices.ts'
import { CallWatch, type CallsByName, watchedDesk } from './callWatch.ts'
import { systemClock } from './clock.ts'
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
export const host: HostServices = bridge === undefined ? browserServices(desk) : bridgeServices(bridge)

/**
 * Returns the address of a draft's own picture. Both hosts serve it.
 * @param src as a figure names it: `images/…`
 */
export function draftImageUrl(id: string, src: string): string {
  return `/drafts/${encodeURIComponent(id)}/${src.split('/').map(encodeURIComponent).join('/')}`
}
