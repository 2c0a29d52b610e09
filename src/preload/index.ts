import { contextBridge, ipcRenderer } from 'electron'
import { DESK_CALLS, HOST_CALLS } from '../calls.ts'

type Call = (...values: unknown[]) => Promise<unknown>

/** One function for each call of the contract, each on its own fixed channel: the page can name no other. */
function callsOn(side: 'desk' | 'host', names: readonly string[], first: () => unknown[]): [string, Call][] {
  return names.map((name) => [
    name,
    (...values) => ipcRenderer.invoke(`${side}:${name}`, ...first(), ...values),
  ])
}

contextBridge.exposeInMainWorld(
  'galley',
  Object.fromEntries([
    // The time says later how old a call is: a click that waited for minutes is not carried out.
    ...callsOn('desk', Object.keys(DESK_CALLS), () => [Date.now()]),
    ...callsOn('host', Object.keys(HOST_CALLS), () => []),
  ]),
)
