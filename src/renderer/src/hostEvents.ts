import type { HostEvent } from '../../desk.ts'
import { host } from './desk.ts'

/**
 * The host's events (`HostEvent`): a native menu's item, a draft to show. Each kind is handled by the part of the page that
 * can do it; the browser host sends none.
 *
 * Example: `onHostEvent('command', ({ id }) => run(id))` in a setup, and `startHostEvents()` when all parts listen.
 */

type Kind = HostEvent['kind']
type EventOf<K extends Kind> = Extract<HostEvent, { readonly kind: K }>

const listeners = new Map<Kind, Set<(event: HostEvent) => void>>()

/** Calls `listener` with each event of a kind. Returns a function that stops that. */
export function onHostEvent<K extends Kind>(kind: K, listener: (event: EventOf<K>) => void): () => void {
  const ofKind = listeners.get(kind) ?? new Set()
  listeners.set(kind, ofKind)
  const entry = listener as (event: HostEvent) => void
  ofKind.add(entry)
  return () => {
    ofKind.delete(entry)
  }
}

/** Listens to the host, and asks it for the events that it has kept. Call it once, when the page's parts listen. */
export function startHostEvents(): void {
  window.galley?.onHostEvent((event) => {
    for (const listener of listeners.get(event.kind) ?? []) listener(event)
  })
  void host.pageReady()
}
