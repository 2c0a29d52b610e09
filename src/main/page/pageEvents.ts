import type { WebContents } from 'electron'
import type { HostEvent } from '../../desk.ts'

/** As much of web contents as events need. */
export type EventTarget = Pick<WebContents, 'send' | 'on' | 'isDestroyed'>

/**
 * Sends events to pages. A page that is still loading has no listener yet, so its events are kept until it calls
 * `pageReady`; when another document is loaded (also by a reload), events are kept again.
 */
export class PageEvents {
  /** The pages that listen. */
  readonly #ready = new Set<EventTarget>()
  /** Events for pages that do not listen yet, in the order in which they were sent. */
  readonly #kept = new WeakMap<EventTarget, HostEvent[]>()
  /** The web contents with listeners. They outlive their documents. */
  readonly #watched = new WeakSet<EventTarget>()

  /** Sends an event to the page that the web contents show, at once or when it listens. */
  send(contents: EventTarget, event: HostEvent): void {
    if (contents.isDestroyed()) return
    if (this.#ready.has(contents)) contents.send('host:event', event)
    else this.#kept.set(contents, [...(this.#kept.get(contents) ?? []), event])
  }

  /** Sends an event to every page that listens. A page that is still loading reads what is new by itself. */
  broadcast(event: HostEvent): void {
    for (const contents of this.#ready) this.send(contents, event)
  }

  /** Notes that the page listens now, and sends what was kept for it. */
  pageReady(contents: EventTarget): void {
    this.#watch(contents)
    this.#ready.add(contents)
    const events = this.#kept.get(contents) ?? []
    this.#kept.delete(contents)
    for (const event of events) this.send(contents, event)
  }

  #watch(contents: EventTarget): void {
    if (this.#watched.has(contents)) return
    this.#watched.add(contents)
    const forget = (): void => {
      this.#ready.delete(contents)
    }
    contents.on('did-navigate', forget)
    contents.on('render-process-gone', forget)
    contents.on('destroyed', forget)
  }
}
