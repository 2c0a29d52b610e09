import { problem, type Outcome } from '../../desk.ts'
import { fromWire, toWire } from '../../wire.ts'
import type { Clock } from './clock.ts'
import { t } from './i18n.ts'

/**
 * The page's connection with the browser host. The page opens one WebSocket at `/page`, with the key of pageKey.ts as a
 * subprotocol; the host's first message tells it its id: `{"page": "4f0c…"}`. Each call is a POST with this id and the time of sending:
 *
 *   POST /desk/openDraft
 *   x-galley-page: 4f0c…
 *   x-galley-sent: 1800000000000
 *
 *   ["tea-at-midnight"]
 *
 * When the socket closes, the host closes the page's drafts. The page then connects again, gets another id, and tells
 * `onReconnected`, so that its draft is reopened.
 */

/** As much of a WebSocket as is used here. */
export interface Socket {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close' | 'error', listener: () => void): void
  close(): void
}

/** The browser's parts, injected for tests. */
export interface LoopbackOptions {
  readonly openSocket: () => Socket
  readonly post: (
    path: string,
    init: { method: 'POST'; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> },
  ) => Promise<Pick<Response, 'ok' | 'status' | 'headers' | 'arrayBuffer'>>
  readonly clock: Clock
  /** Returns the time in milliseconds since 1970. */
  readonly date: () => number
  /** Called after each reconnection: the host does not know then which drafts the page has open. */
  readonly onReconnected: () => void
}

/** How long the page waits before it connects again. The wait doubles with every failure, up to the maximum. */
const FIRST_RETRY_MS = 250
const MAX_RETRY_MS = 8_000

/** The status for a page that the host does not know (any more). */
const HTTP_GONE = 410

/** The statuses of a call whose arguments are refused: 400 wrong or too long, 413 too many bytes, 415 wrong type. */
const HTTP_REFUSED = [400, 413, 415]

function unreachable(what: string, mend: string): Outcome<never> {
  return problem('unreachable', what, t('host.unreachableSafe'), mend)
}

/** Returns the page's id in the host's first message; null for any other message. */
function pageIdIn(data: unknown): string | null {
  try {
    const message: unknown = typeof data === 'string' ? JSON.parse(data) : null
    const page = typeof message === 'object' && message !== null && 'page' in message ? message.page : null
    return typeof page === 'string' && page !== '' ? page : null
  } catch {
    return null
  }
}

/** The connection. It is made at the first call, and made again whenever it is lost. */
export class Loopback {
  readonly #options: LoopbackOptions
  /** The id that the host gave the page; null while the page is not connected. */
  #page: string | null = null
  #socket: Socket | null = null
  #connecting: Promise<string | null> | null = null
  #retryMs = FIRST_RETRY_MS
  #cancelRetry: (() => void) | null = null
  #hasBeenConnected = false

  constructor(options: LoopbackOptions) {
    this.#options = options
  }

  /** Makes a call of the desk. Never rejects: without a host, the outcome is a problem. */
  async call(name: string, values: readonly unknown[]): Promise<unknown> {
    // Read before connecting: a host that was stopped may accept the connection much later.
    const sentMs = this.#options.date()
    const page = await this.#connected()
    if (page === null) return noHost()
    const answer = await this.#post(page, sentMs, name, values)
    if (answer !== 'unknown page') return answer
    // The host was restarted under the same address.
    this.#forget(page)
    const again = await this.#connected()
    if (again === null) return noHost()
    const repeated = await this.#post(again, sentMs, name, values)
    return repeated === 'unknown page' ? noHost() : repeated
  }

  /** Sends a call. Returns its outcome, or 'unknown page' if the host does not know the page any more. */
  async #post(page: string, sentMs: number, name: string, values: readonly unknown[]): Promise<unknown> {
    try {
      const { type, bytes } = toWire(values)
      const response = await this.#options.post(`/desk/${name}`, {
        method: 'POST',
        headers: {
          'content-type': type,
          'x-galley-page': page,
          'x-galley-sent': String(sentMs),
        },
        body: bytes,
      })
      // Read in any case: an unread body keeps its connection busy.
      const body = new Uint8Array(await response.arrayBuffer())
      if (response.ok) return fromWire(response.headers.get('content-type') ?? '', body)
      if (response.status === HTTP_GONE) return 'unknown page'
      if (HTTP_REFUSED.includes(response.status))
        return problem(
          'invalid',
          t('host.refusedCall.what'),
          t('host.refusedCall.safe'),
          t('host.refusedCall.mend'),
        )
      return unreachable(
        t('host.refusedPage.what', { status: String(response.status) }),
        t('host.refusedPage.mend'),
      )
    } catch {
      return noHost()
    }
  }

  /** Returns the page's id, after connecting if needed; null if that fails now. */
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
        const page = pageIdIn(data)
        if (page === null || this.#socket !== socket || this.#page !== null) return
        this.#setPage(page)
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

  #setPage(page: string): void {
    this.#page = page
    this.#retryMs = FIRST_RETRY_MS
    if (this.#hasBeenConnected) this.#options.onReconnected()
    this.#hasBeenConnected = true
  }

  /** Closes the connection of a page that the host does not know. */
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
  return unreachable(t('host.noAnswer.what'), t('host.noAnswer.mend'))
}
