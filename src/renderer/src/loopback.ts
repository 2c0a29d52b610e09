import { problem, type Outcome } from '../../desk.ts'
import { fromWire, toWire } from '../../wire.ts'
import type { Clock } from './clock.ts'

/**
 * The connection of a page with the browser host. The page opens one WebSocket at `/page`; the host's first message names
 * the page: `{"page": "4f0c…"}`. Each call is a POST that carries this name, and the time at which it was made. When the
 * socket closes, the host closes what the page had open; the page then connects again, under another name, and its
 * subscriber goes on with what it shows.
 */

/** As much of a WebSocket as is needed. */
export interface Socket {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close' | 'error', listener: () => void): void
  close(): void
}

export interface LoopbackOptions {
  readonly openSocket: () => Socket
  readonly post: (
    path: string,
    init: { method: 'POST'; headers: Record<string, string>; body: string },
  ) => Promise<Pick<Response, 'ok' | 'status' | 'text'>>
  readonly clock: Clock
  /** Milliseconds since 1970. */
  readonly date: () => number
  /** Told when the page was connected again: the host knows nothing of what it had open. */
  readonly onReconnected: () => void
}

/** How long the page waits before it connects again, at first and at most; it doubles with every failure. */
const FIRST_RETRY_MS = 250
const MAX_RETRY_MS = 8_000
const HTTP_GONE = 410

const unreachable = (what: string, mend: string): Outcome<never> =>
  problem('unreachable', what, 'What was saved is safe on the disk; what you see is still here.', mend)

function pageOf(data: unknown): string | null {
  try {
    const message: unknown = typeof data === 'string' ? JSON.parse(data) : null
    const page = typeof message === 'object' && message !== null && 'page' in message ? message.page : null
    return typeof page === 'string' && page !== '' ? page : null
  } catch {
    return null
  }
}

export class Loopback {
  readonly #options: LoopbackOptions
  #page: string | null = null
  #socket: Socket | null = null
  #connecting: Promise<string | null> | null = null
  #retryMs = FIRST_RETRY_MS
  #cancelRetry: (() => void) | null = null
  #hasBeenConnected = false

  constructor(options: LoopbackOptions) {
    this.#options = options
  }

  /** Makes a call of the desk. Never rejects: where there is no host, the answer is a problem. */
  async call(name: string, values: readonly unknown[]): Promise<unknown> {
    // Not the time at which there is a connection: a host that was stopped may name the page much later.
    const sentMs = this.#options.date()
    const page = await this.#connected()
    if (page === null) return noHost()
    const answer = await this.#post(page, sentMs, name, values)
    if (answer !== 'unknown page') return answer
    // The host was started anew under the same address.
    this.#forget(page)
    const again = await this.#connected()
    if (again === null) return noHost()
    const repeated = await this.#post(again, sentMs, name, values)
    return repeated === 'unknown page' ? noHost() : repeated
  }

  async #post(page: string, sentMs: number, name: string, values: readonly unknown[]): Promise<unknown> {
    try {
      const response = await this.#options.post(`/desk/${name}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-galley-page': page,
          'x-galley-sent': String(sentMs),
        },
        body: toWire(values),
      })
      const text = await response.text()
      if (response.ok) return fromWire(text)
      if (response.status === HTTP_GONE) return 'unknown page'
      return unreachable(
        `Galley’s host refused the page (${String(response.status)}).`,
        'Open the address that Galley printed when it started.',
      )
    } catch {
      return noHost()
    }
  }

  /** The page's name; null when there is no connection to be had now. */
  #connected(): Promise<string | null> {
    if (this.#page !== null) return Promise.resolve(this.#page)
    this.#cancelRetry?.()
    this.#cancelRetry = null
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = null
    })
    return this.#connecting
  }

  #connect(): Promise<string | null> {
    return new Promise((resolve) => {
      let socket: Socket
      try {
        socket = this.#options.openSocket()
      } catch {
        this.#retryLater()
        resolve(null)
        return
      }
      this.#socket = socket
      socket.addEventListener('message', ({ data }) => {
        const page = pageOf(data)
        if (page === null || this.#socket !== socket || this.#page !== null) return
        this.#named(page)
        resolve(page)
      })
      const closed = (): void => {
        resolve(null)
        if (this.#socket !== socket) return
        this.#socket = null
        this.#page = null
        this.#retryLater()
      }
      socket.addEventListener('close', closed)
      socket.addEventListener('error', closed)
    })
  }

  #named(page: string): void {
    this.#page = page
    this.#retryMs = FIRST_RETRY_MS
    if (this.#hasBeenConnected) this.#options.onReconnected()
    this.#hasBeenConnected = true
  }

  #forget(page: string): void {
    if (this.#page !== page) return
    const socket = this.#socket
    this.#page = null
    this.#socket = null
    socket?.close()
  }

  #retryLater(): void {
    if (this.#cancelRetry !== null) return
    this.#cancelRetry = this.#options.clock.schedule(() => {
      this.#cancelRetry = null
      void this.#connected()
    }, this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, MAX_RETRY_MS)
  }
}

function noHost(): Outcome<never> {
  return unreachable('Galley’s host does not answer.', 'Start Galley again; this page goes on trying.')
}
