import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OpenedDesk } from '../desk/index.ts'
import { cookieName, hasCookie, HEADERS, isOwnHost, isOwnOrigin, isOwnRequest, isSecret } from './policy.ts'
import type { PageFile } from './pageFiles.ts'
import { answerJobFile } from './jobFiles.ts'
import { answerCall, answerPicture } from './routes.ts'

export interface HostOptions {
  readonly desk: OpenedDesk
  readonly page: ReadonlyMap<string, PageFile>
  /** 0: any free one. */
  readonly port: number
  readonly log?: (line: string) => void
}

export interface RunningHost {
  /** Where to point a browser: the token is in it. */
  readonly address: string
  readonly port: number
  close(): Promise<void>
}

/** Serves the page and the desk to this machine's browsers alone. Rejects when the port cannot be had. */
export async function startHost({ desk, page, port, log }: HostOptions): Promise<RunningHost> {
  const token = randomBytes(32).toString('base64url')
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    answer(request, response, { desk, page, token, port: portOf(server) }).catch((error: unknown) => {
      log?.(`could not answer ${request.method ?? ''} request: ${String(error)}`)
      if (response.headersSent) response.destroy()
      else refuse(response, 500, 'The host failed to answer.')
    })
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, listening)
  })
  const own = portOf(server)
  return {
    address: `http://127.0.0.1:${String(own)}/?token=${token}`,
    port: own,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed()
        })
        server.closeIdleConnections()
        // A call under way may finish; what is still open after that is a browser that keeps its line.
        setTimeout(() => {
          server.closeAllConnections()
        }, 2_000).unref()
      }),
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

interface Serving {
  readonly desk: OpenedDesk
  readonly page: ReadonlyMap<string, PageFile>
  readonly token: string
  readonly port: number
}

async function answer(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const { headers, method = '', url = '' } = request
  const { port, token } = serving
  if (!isOwnHost(headers, port)) {
    refuse(response, 421, 'This host answers to its own address alone.')
    return
  }
  const query = url.indexOf('?')
  const path = query < 0 ? url : url.slice(0, query)
  if (method === 'GET' && path === '/' && query >= 0) {
    letIn(response, new URLSearchParams(url.slice(query)).get('token') ?? '', serving)
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
    if (isOwnOrigin(headers)) await answerCall(request, response, serving.desk, path.slice('/desk/'.length))
    else refuse(response, 403, 'Calls come from the page alone.')
    return
  }
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    refuse(response, 405, 'This can only be read.')
  } else if (!isOwnRequest(headers) && headers['sec-fetch-mode'] !== 'navigate')
    refuse(response, 403, 'This is for the page alone.')
  else if (path.startsWith('/jobs/')) {
    // Nothing but our own page sends anybody here, not even by a link.
    if (isOwnRequest(headers)) await answerJobFile(response, serving.desk, path, method === 'HEAD')
    else refuse(response, 403, 'This is for the page alone.')
  } else if (path.startsWith('/drafts/')) await answerPicture(response, serving.desk, path)
  else answerFile(response, serving.page, path)
}

/** The first visit, with the token out of the printed address: a cookie, and on to the page without it. */
function letIn(response: ServerResponse, given: string, { port, token }: Serving): void {
  if (!isSecret(given, token)) {
    refuse(response, 401, 'This address is from an earlier start. Open the one Galley printed last.')
    return
  }
  response.writeHead(303, {
    Location: '/',
    'Set-Cookie': `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`,
    'Cache-Control': 'no-store',
  })
  response.end()
}

function answerFile(response: ServerResponse, page: ReadonlyMap<string, PageFile>, path: string): void {
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
