import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Desk } from '../desk.ts'
import type { ConnectedPage } from '../desk/index.ts'

/**
 * The connected pages. Each keeps one WebSocket open. The host's first and only message tells the page its id:
 *
 *   {"page":"5f0c6a0e9d1b4c27a3f8e6d2b1907c4e"}
 *
 * and the page sends this id with every call, in `x-galley-page`. When the socket closes, the page was closed, reloaded or
 * has crashed: the host closes its drafts, after the calls in progress. A page must not send messages.
 */
export interface Pages {
  /** Connects a page over an upgrade request that has passed all checks. */
  connect(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Returns the desk of a connected page, by the page's id; undefined for any other id. */
  desk(id: string): Desk | undefined
  /** Asks every page to close its connection, and accepts no more of them. */
  close(): void
  /** Closes every connection without asking. */
  terminate(): void
}

/** Timers, injected for tests. Both return a function that cancels; neither keeps the process alive. */
export interface Timers {
  /** Calls `run` every `ms` milliseconds. */
  readonly every: (ms: number, run: () => void) => () => void
  /** Calls `run` once, after `ms` milliseconds. */
  readonly after: (ms: number, run: () => void) => () => void
}

/** How often each page is pinged. A browser answers by itself, also for a busy page. */
export const HEARTBEAT_MS = 15_000
/** A page that missed this many heartbeats in a row is disconnected: its machine sleeps or its process hangs. */
const MAX_MISSED_HEARTBEATS = 2

/** Admits control frames alone, whose limit is 125 bytes (RFC 6455, section 5.5). */
const MAX_PAYLOAD_BYTES = 125

/** Close codes of RFC 6455, section 7.4.1. */
const POLICY_VIOLATION = 1008
const GOING_AWAY = 1001

/** The timers of Node. */
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

/**
 * Returns the pages of a host, none of them connected.
 * @param connectPage makes the desk of one page; its `end` is called when the page's socket closes
 */
export function connectPages(connectPage: () => ConnectedPage, { every }: Pick<Timers, 'every'>): Pages {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_PAYLOAD_BYTES,
  })
  const connections = new Map<string, Connection>()
  const stopHeartbeat = every(HEARTBEAT_MS, () => {
    for (const connection of connections.values()) sendHeartbeat(connection)
  })
  let isClosed = false
  return {
    connect: (request, socket, head) => {
      if (isClosed) socket.destroy()
      else
        server.handleUpgrade(request, socket, head, (upgraded) => {
          open(connections, { socket: upgraded, page: connectPage(), missed: 0 })
        })
    },
    desk: (id) => connections.get(id)?.page.desk,
    close: () => {
      isClosed = true
      stopHeartbeat()
      for (const { socket } of connections.values()) socket.close(GOING_AWAY)
    },
    terminate: () => {
      for (const { socket } of connections.values()) socket.terminate()
    },
  }
}

/** A page and its socket. */
interface Connection {
  readonly socket: WebSocket
  readonly page: ConnectedPage
  /** How many heartbeats in a row the page has not answered. */
  missed: number
}

/** Gives a connection its id, tells the page, and ends the page with its socket. */
function open(connections: Map<string, Connection>, connection: Connection): void {
  const { socket, page } = connection
  const id = randomBytes(16).toString('hex')
  connections.set(id, connection)
  socket.on('pong', () => {
    connection.missed = 0
  })
  socket.on('message', () => {
    socket.close(POLICY_VIOLATION)
  })
  // An error is followed by `close`.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    connections.delete(id)
    void page.end()
  })
  socket.send(JSON.stringify({ page: id }))
}

function sendHeartbeat(connection: Connection): void {
  if (connection.missed >= MAX_MISSED_HEARTBEATS) connection.socket.terminate()
  else {
    connection.missed += 1
    connection.socket.ping()
  }
}
