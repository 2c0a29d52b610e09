import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { OpenedDesk } from '../desk/index.ts'
import { sendJobFile } from './jobFiles.ts'
import type { PageFile } from './pageFiles.ts'
import { connectPages, type Pages, realTimers, type Timers } from './pages.ts'
import {
  cookieName,
  hasCookie,
  headersFor,
  isOwnHost,
  isOwnOrigin,
  isOwnRequest,
  isSecret,
  namesOwnOrigin,
} from './policy.ts'
import { handleCall, sendPicture } from './routes.ts'
import { type SavedAddress, unsavedAddress } from './savedAddress.ts'

/**
 * Serves the page and the desk to this machine's browsers alone: on its port, and on the ports that earlier hosts of the
 * library had, so that a page which was left open there finds the desk again. Each port is an origin of its own, with its
 * own cookie name, and every check goes by the port that the request came in on.
 */
export interface HostOptions {
  readonly desk: Pick<OpenedDesk, 'connectPage' | 'readImage' | 'jobFile'>
  readonly page: ReadonlyMap<string, PageFile>
  /** 0: a port that the library's host had before, else any free one. */
  readonly port: number
  /** Token and ports of earlier starts; without it, this start stands alone. */
  readonly saved?: SavedAddress
  readonly log?: (line: string) => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly timers?: Timers
}

export interface RunningHost {
  /** Where to point a browser: the token is in it. */
  readonly address: string
  readonly port: number
  /** All ports that it listens on, its own first. */
  readonly ports: readonly number[]
  close(): Promise<void>
}

/** What is left of a request or a connection after that time is cut off when the host closes. */
export const CLOSE_MS = 2_000

/** Starts a host. Rejects when the port cannot be had. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const { desk, port, saved = unsavedAddress(), now = Date.now, timers = realTimers } = options
  const pages = connectPages(() => desk.connectPage(), timers)
  const serving = { ...options, token: saved.token, pages, now }
  const listen = (wanted: number): Promise<Server> => listenOn(wanted, serving)
  const main = await mainServer(port, saved.ports, listen).catch((error: unknown) => {
    pages.close()
    throw error
  })
  const own = portOf(main)
  const servers = [main]
  for (const earlier of saved.ports)
    if (earlier !== own) servers.push(...(await listen(earlier).then(one, () => [])))
  await saved.savePort(own)
  return {
    address: `http://127.0.0.1:${String(own)}/?token=${saved.token}`,
    port: own,
    ports: servers.map(portOf),
    close: () => closeAll(servers, pages, timers),
  }
}

function one<T>(value: T): T[] {
  return [value]
}

/** Listens on the port that was asked for; where any will do, on the first earlier one that is free. */
async function mainServer(
  port: number,
  earlier: readonly number[],
  listen: (port: number) => Promise<Server>,
): Promise<Server> {
  if (port === 0)
    for (const known of earlier) {
      const server = await listen(known).catch(() => null)
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
  // A call under way may finish; what is still open after that is a browser that keeps its connection.
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

interface Serving extends Pick<HostOptions, 'desk' | 'page' | 'log'> {
  readonly token: string
  readonly pages: Pages
  readonly now: () => number
}

/** As {@link Serving}, on one of the ports. */
interface ServingAt extends Serving {
  readonly port: number
}

async function listenOn(wanted: number, serving: Serving): Promise<Server> {
  const server = createServer()
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, listening)
  })
  const { log } = serving
  const at = { ...serving, port: portOf(server) }
  server.on('error', (error) => log?.(`the host has trouble on port ${String(at.port)}: ${String(error)}`))
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response, at).catch((error: unknown) => {
      log?.(`could not answer ${request.method ?? ''} request: ${String(error)}`)
      if (response.headersSent) response.destroy()
      else refuse(response, 500, 'The host failed to answer.')
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const status = upgradeRefusal(request, at)
    if (status === null) serving.pages.connect(request, socket, head)
    else refuseUpgrade(socket, status)
  })
  return server
}

/** The status to refuse a request to upgrade with; null for a page of ours that connects. */
function upgradeRefusal(
  { headers, method, url }: IncomingMessage,
  { port, token }: ServingAt,
): string | null {
  if (!isOwnHost(headers, port)) return '421 Misdirected Request'
  if (!hasCookie(headers, port, token)) return '401 Unauthorized'
  if (method !== 'GET' || url !== '/page') return '404 Not Found'
  return namesOwnOrigin(headers) ? null : '403 Forbidden'
}

function refuseUpgrade(socket: Duplex, status: string): void {
  // Whoever leaves before the refusal is written is gone all the same.
  socket.on('error', () => undefined)
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

async function handle(request: IncomingMessage, response: ServerResponse, at: ServingAt): Promise<void> {
  const { headers, method = '', url = '' } = request
  const { port, token } = at
  const isOwn = isOwnHost(headers, port)
  for (const [name, value] of Object.entries(headersFor(isOwn ? headers.host : undefined)))
    response.setHeader(name, value)
  if (!isOwn) {
    refuse(response, 421, 'This host answers to its own address alone.')
    return
  }
  const query = url.indexOf('?')
  const path = query < 0 ? url : url.slice(0, query)
  if (method === 'GET' && path === '/' && query >= 0) {
    signIn(response, new URLSearchParams(url.slice(query)).get('token') ?? '', at)
    return
  }
  if (!hasCookie(headers, port, token)) {
    // A browser that followed a link from elsewhere holds its cookie back once: a click on our own page sends it.
    refuse(
      response,
      401,
      '<p>Open Galley with the address it printed, or <a href="/">try again</a>.</p>',
      true,
    )
    return
  }
  if (method === 'POST' && path.startsWith('/desk/')) {
    if (isOwnOrigin(headers)) await handleCall(request, response, at, path.slice('/desk/'.length))
    else refuse(response, 403, 'Calls come from the page alone.')
    return
  }
  if (method === 'GET' || method === 'HEAD') await handleRead(request, response, at, path)
  else {
    response.setHeader('Allow', 'GET, HEAD')
    refuse(response, 405, 'This can only be read.')
  }
}

/** What a browser that was let in reads: the page's files, pictures of drafts, files that jobs made. */
async function handleRead(
  { headers, method }: IncomingMessage,
  response: ServerResponse,
  { desk, page }: ServingAt,
  path: string,
): Promise<void> {
  if (!isOwnRequest(headers) && headers['sec-fetch-mode'] !== 'navigate')
    refuse(response, 403, 'This is for the page alone.')
  else if (path.startsWith('/jobs/')) {
    // Nothing but our own page sends anybody here, not even by a link.
    if (isOwnRequest(headers)) await sendJobFile(response, desk, path, method === 'HEAD')
    else refuse(response, 403, 'This is for the page alone.')
  } else if (path.startsWith('/drafts/')) await sendPicture(response, desk, path)
  else sendFile(response, page, path)
}

/** The first visit, with the token out of the printed address: a cookie, and on to the page without it. */
function signIn(response: ServerResponse, given: string, { port, token }: ServingAt): void {
  if (!isSecret(given, token)) {
    refuse(
      response,
      401,
      'This address is from another library or an earlier start. Open the one Galley printed last.',
    )
    return
  }
  response.writeHead(303, {
    Location: '/',
    'Set-Cookie': `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`,
    'Cache-Control': 'no-store',
  })
  response.end()
}

function sendFile(response: ServerResponse, page: ReadonlyMap<string, PageFile>, path: string): void {
  const file = page.get(path)
  if (file === undefined) {
    refuse(response, 404, 'There is nothing here.')
    return
  }
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': file.bytes.length,
    // Built files carry a hash in their name; the page itself does not.
    'Cache-Control': path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
  })
  response.end(file.bytes)
}

/** One sentence; `text` is ours, nothing of the request is in it. */
export function refuse(response: ServerResponse, status: number, text: string, isHtml = false): void {
  response.writeHead(status, {
    'Content-Type': isHtml ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
  })
  response.end(`${text}\n`)
}
