import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Desk } from '../desk.ts'
import type { ConnectedPage } from '../desk/index.ts'

/**
 * The pages that are connected. Each keeps one WebSocket open; the host's first and only message names the page:
 *
 *   {"page":"5f0c6a0e9d1b4c27a3f8e6d2b1907c4e"}
 *
 * and every call names it in `x-galley-page`. When the socket closes, the page's drafts are closed: it was closed, loaded
 * anew or has crashed. A call that is under way then is carried out first. Nothing a page sends is read.
 */
export interface Pages {
  /** Connects a page over a request to upgrade that the host has let in. */
  connect(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** The desk of a connected page. */
  desk(id: string): Desk | undefined
  /** Asks every page to close its connection; {@link terminate} does not ask. */
  close(): void
  terminate(): void
}

/** Both call `run` after `ms` milliseconds, and return a function that ends it. Neither keeps the process alive. */
export interface Timers {
  readonly every: (ms: number, run: () => void) => () => void
  readonly after: (ms: number, run: () => void) => () => void
}

export const HEARTBEAT_MS = 15_000
/** A page that answered none of so many heartbeats is gone: its machine slept or its process hangs. */
const MISSED_HEARTBEATS = 2

/** Room for nothing but control frames, whose limit is 125 bytes. */
const MAX_PAYLOAD_BYTES = 125

const POLICY_VIOLATION = 1008
const GOING_AWAY = 1001

export const realTimers: Timers = {
  every: (ms, run) => {
    const timer = setInterval(run, ms).unref()
    return () => {
      clearInterval(timer)
    }
  },
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref()
    return () => {
      clearTimeout(timer)
    }
  },
}

export function connectPages(connectPage: () => ConnectedPage, { every }: Pick<Timers, 'every'>): Pages {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_PAYLOAD_BYTES,
  })
  const lines = new Map<string, Line>()
  const stopHeartbeat = every(HEARTBEAT_MS, () => {
    for (const line of lines.values()) beat(line)
  })
  let isClosed = false
  return {
    connect: (request, socket, head) => {
      if (isClosed) socket.destroy()
      else
        server.handleUpgrade(request, socket, head, (upgraded) => {
          greet(lines, { socket: upgraded, page: connectPage(), missed: 0 })
        })
    },
    desk: (id) => lines.get(id)?.page.desk,
    close: () => {
      isClosed = true
      stopHeartbeat()
      for (const { socket } of lines.values()) socket.close(GOING_AWAY)
    },
    terminate: () => {
      for (const { socket } of lines.values()) socket.terminate()
    },
  }
}

/** A page and its kept connection. */
interface Line {
  readonly socket: WebSocket
  readonly page: ConnectedPage
  /** Heartbeats in a row that the page has not answered. */
  missed: number
}

function greet(lines: Map<string, Line>, line: Line): void {
  const { socket, page } = line
  const id = randomBytes(16).toString('hex')
  lines.set(id, line)
  socket.on('pong', () => {
    line.missed = 0
  })
  socket.on('message', () => {
    socket.close(POLICY_VIOLATION)
  })
  // An error is followed by `close`.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    lines.delete(id)
    void page.end()
  })
  socket.send(JSON.stringify({ page: id }))
}

function beat(line: Line): void {
  if (line.missed >= MISSED_HEARTBEATS) line.socket.terminate()
  else {
    line.missed += 1
    line.socket.ping()
  }
}
