import { contextBridge, ipcRenderer } from 'electron'
import { DESK_CALLS, HOST_CALLS } from '../calls.ts'
import type { HostEvents } from '../desk.ts'

/**
 * The page's only access to the machine: `window.galley`, with one function for each call of calls.ts and one that listens
 * for the host's events. Runs sandboxed beside the page, and exposes nothing of Electron itself.
 */

type Call = (...values: unknown[]) => Promise<unknown>

/**
 * Returns a function for each call, by name. Each uses its own fixed channel (`desk:openDraft`), so that the page cannot
 * choose another.
 * @param leading returns the arguments that precede the page's own
 */
function callsOn(
  side: 'desk' | 'host',
  names: readonly string[],
  leading: () => unknown[],
): [string, Call][] {
  return names.map((name) => [
    name,
    (...values) => ipcRenderer.invoke(`${side}:${name}`, ...leading(), ...values),
  ])
}

/** Listens on the one channel by which the main process sends events. The page sees the event, never Electron's own. */
const events: HostEvents = {
  onHostEvent: (listener) => {
    ipcRenderer.on('host:event', (_event, hostEvent) => {
      listener(hostEvent as Parameters<typeof listener>[0])
    })
  },
}

contextBridge.exposeInMainWorld('galley', {
  ...events,
  ...Object.fromEntries([
    // The host compares the time of sending with its own: a click that is minutes old is not carried out.
    ...callsOn('desk', Object.keys(DESK_CALLS), () => [Date.now()]),
    ...callsOn('host', Object.keys(HOST_CALLS), () => []),
  ]),
})
