import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { OpenedDesk } from '../desk/index.ts'
import type { BuiltPage } from '../hosting/builtPage.ts'
import { t } from './messages.ts'
import { connectPages, type Pages, realTimers, type Timers } from './pages.ts'
import { handleRequest, type RequestContext, upgradeRefusal } from './requests.ts'
import { sendText } from './responses.ts'
import { type SavedAddress, unsavedAddress } from './savedAddress.ts'

/**
 * The browser host serves the page and the desk to browsers of this machine alone, over HTTP on 127.0.0.1.
 *
 * It listens on its own port, and on the ports that earlier hosts of the library had, so that a page left open there finds
 * the desk again. Each port is an origin of its own, with its own cookie name; every check uses the port that the request
 * came in on. A request passes policy.ts's checks in requests.ts, then goes to deskCalls.ts (calls), jobFiles.ts (files of
 * jobs), or is looked up (files of the page, pictures). Each page keeps a WebSocket open (pages.ts), and its drafts are
 * closed with it. No request reaches the desk or the disk without the cookie.
 */

export interface HostOptions {
  readonly desk: Pick<OpenedDesk, 'connectPage' | 'readImage' | 'jobFile'>
  readonly page: BuiltPage
  /** The port to listen on. 0: a port that the library's host had before, else any free one. */
  readonly port: number
  /** Token and ports of earlier starts. Left out, nothing is read or kept. */
  readonly saved?: SavedAddress
  readonly log?: (line: string) => void
  /** Returns the time in milliseconds since 1970. */
  readonly now?: () => number
  readonly timers?: Timers
}

export interface RunningHost {
  /** The address to open in a browser. The token is in it. */
  readonly address: string
  readonly port: number
  /** All ports that it listens on, its own first. */
  readonly ports: readonly number[]
  /** Stops listening, ends the pages, and resolves when every connection is closed: after {@link CLOSE_MS} at most. */
  close(): Promise<void>
}

/** How long requests and connections may go on after the host is closed. */
export const CLOSE_MS = 2_000

/**
 * Starts a host.
 * @throws the system's error (`EADDRINUSE`, `EACCES`) if the port cannot be used
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const { desk, page, port, log, saved = unsavedAddress(), now = Date.now, timers = realTimers } = options
  const pages = connectPages(() => desk.connectPage(), timers)
  const context = { desk, page, pages, token: saved.token, now }
  const listen = (wanted: number): Promise<Server> => listenOn(wanted, context, log)
  const main = await listenOnMainPort(port, saved.ports, listen).catch((error: unknown) => {
    pages.close()
    throw error
  })
  const own = portOf(main)
  const servers = [main]
  for (const earlier of saved.ports) {
    if (earlier === own) continue
    // Another program may use it by now: then a page left open there does not find its host.
    const server = await listen(earlier).catch(() => null)
    if (server !== null) servers.push(server)
  }
  await saved.savePort(own)
  return {
    address: `http://127.0.0.1:${String(own)}/?token=${saved.token}`,
    port: own,
    ports: servers.map(portOf),
    close: () => closeAll(servers, pages, timers),
  }
}

/** Listens on `port`; where any port will do (0), on the first of the earlier ones that is free, else on a new one. */
async function listenOnMainPort(
  port: number,
  earlierPorts: readonly number[],
  listen: (port: number) => Promise<Server>,
): Promise<Server> {
  if (port === 0)
    for (const earlier of earlierPorts) {
      const server = await listen(earlier).catch(() => null)
      if (server !== null) return server
    }
  return listen(port)
}

async function closeAll(servers: readonly Server[], pages: Pages, { after }: Timers): Promise<void> {
  const closed = servers.map(
    (server) =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeIdleConnections()
      }),
  )
  pages.close()
  // A call in progress may finish. Whatever is open after that is a browser that keeps its connection.
  const cancel = after(CLOSE_MS, () => {
    pages.terminate()
    for (const server of servers) server.closeAllConnections()
  })
  await Promise.all(closed)
  cancel()
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

async function listenOn(
  wanted: number,
  shared: Omit<RequestContext, 'port'>,
  log: HostOptions['log'],
): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, resolve)
  })
  const context = { ...shared, port: portOf(server) }
  server.on('error', (error) => log?.(t('log.portTrouble', { port: context.port, reason: String(error) })))
  server.on('request', (request, response) => {
    handleRequest(request, response, context).catch((error: unknown) => {
      log?.(t('log.unanswered', { method: request.method ?? '', reason: String(error) }))
      if (response.headersSent) response.destroy()
      else sendText(response, 500, t('refused.failed'))
    })
  })
  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    const status = upgradeRefusal(request, context)
    if (status === null) context.pages.connect(request, socket, head)
    else refuseUpgrade(socket, status)
  })
  return server
}

/** @param status a status line without its version: `404 Not Found` */
function refuseUpgrade(socket: Duplex, status: string): void {
  // The client may leave before the refusal is written.
  socket.on('error', () => undefined)
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
