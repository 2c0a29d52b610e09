import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OpenedDesk } from '../desk/index.ts'
import type { BuiltPage } from '../hosting/builtPage.ts'
import { draftPicture } from '../hosting/draftPicture.ts'
import { PICTURE_POLICY } from '../hosting/pagePolicy.ts'
import { handleCall } from './deskCalls.ts'
import { sendJobFile } from './jobFiles.ts'
import { t } from './messages.ts'
import type { Pages } from './pages.ts'
import {
  cookieName,
  hasCookie,
  hasPageSecret,
  headersFor,
  isOwnHost,
  isOwnOrigin,
  isOwnRequest,
  isSecret,
  namesOwnOrigin,
  secretFrom,
} from './policy.ts'
import { sendError, sendText } from './responses.ts'

/**
 * Handles the requests of one port, in this order: is the Host header our own, is it the first visit with the token, has
 * it the cookie, is it a call of our own page, is it a read. Whatever fails a check is refused before anything is read.
 */

export interface RequestContext {
  readonly desk: Pick<OpenedDesk, 'readImage' | 'jobFile'>
  readonly page: BuiltPage
  readonly pages: Pages
  readonly token: string
  /** The port that the request came in on: cookie name, Host and Origin are checked against it. */
  readonly port: number
  /** Returns the time in milliseconds since 1970. */
  readonly now: () => number
}

/** Named by the hash of their content, files do not change. */
const IMMUTABLE = 'private, max-age=31536000, immutable'

const CALL_PREFIX = '/desk/'

/**
 * Responds to one request: signs a browser in, then serves the page, its pictures, calls and jobs. Refuses another Host and a
 * request without the cookie.
 */
export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<void> {
  const { headers, method = '', url = '' } = request
  const { port, token } = context
  const isOwn = isOwnHost(headers, port)
  for (const [name, value] of Object.entries(headersFor(isOwn ? headers.host : undefined)))
    response.setHeader(name, value)
  if (!isOwn) {
    sendText(response, 421, t('refused.misdirected'))
    return
  }
  const query = url.indexOf('?')
  const path = query < 0 ? url : url.slice(0, query)
  if (method === 'GET' && path === '/' && query >= 0)
    signIn(response, new URLSearchParams(url.slice(query)).get('token') ?? '', context)
  // A browser that followed a link from another site withholds the cookie once: the link in this text sends it.
  else if (!hasCookie(headers, port, token)) sendText(response, 401, noCookieHtml(), true)
  else if (method === 'POST' && path.startsWith(CALL_PREFIX)) {
    if (isOwnOrigin(headers)) await handleCall(request, response, context, path.slice(CALL_PREFIX.length))
    else sendText(response, 403, t('refused.foreignCall'))
  } else if (method === 'GET' || method === 'HEAD') await handleRead(request, response, context, path)
  else {
    response.setHeader('Allow', 'GET, HEAD')
    sendText(response, 405, t('refused.method'))
  }
}

/**
 * Returns the status line to refuse an upgrade to a WebSocket with; null if one of our own pages connects.
 * The address is `/page`, without a query.
 */
export function upgradeRefusal(
  { headers, method, url }: IncomingMessage,
  { port, token }: Pick<RequestContext, 'port' | 'token'>,
): string | null {
  if (!isOwnHost(headers, port)) return '421 Misdirected Request'
  if (!hasCookie(headers, port, token) || !hasPageSecret(headers, token)) return '401 Unauthorized'
  if (method !== 'GET' || url !== '/page') return '404 Not Found'
  return namesOwnOrigin(headers) ? null : '403 Forbidden'
}

function noCookieHtml(): string {
  return `<p>${t('refused.noCookie', { again: `<a href="/">${t('refused.again')}</a>` })}</p>`
}

/** Sends a browser with the cookie what it may read: files of the page, pictures of drafts, files that jobs made. */
async function handleRead(
  { headers, method }: IncomingMessage,
  response: ServerResponse,
  { desk, page }: RequestContext,
  path: string,
): Promise<void> {
  if (!isOwnRequest(headers) && headers['sec-fetch-mode'] !== 'navigate')
    sendText(response, 403, t('refused.foreignRead'))
  else if (path.startsWith('/jobs/')) {
    // Only our own page sends anybody here, so a link from another site is refused too.
    if (isOwnRequest(headers)) await sendJobFile(response, desk, path, method === 'HEAD')
    else sendText(response, 403, t('refused.foreignRead'))
  } else if (path.startsWith('/drafts/')) await sendPicture(response, desk, path)
  else sendPageFile(response, page, path)
}

/**
 * Handles the first visit, which has the printed token in its address: sets the cookie and redirects to `/`, with the page's
 * secret in the fragment, which no server sees. The page stores it and removes it from the address.
 */
function signIn(response: ServerResponse, given: string, { port, token }: RequestContext): void {
  if (!isSecret(given, token)) {
    sendText(response, 401, t('refused.wrongToken'))
    return
  }
  response.writeHead(303, {
    Location: `/#key=${secretFrom(token, 'page')}`,
    'Set-Cookie': `${cookieName(port)}=${secretFrom(token, 'cookie')}; HttpOnly; SameSite=Strict; Path=/`,
    'Cache-Control': 'no-store',
  })
  response.end()
}

async function sendPicture(
  response: ServerResponse,
  desk: Pick<OpenedDesk, 'readImage'>,
  path: string,
): Promise<void> {
  const picture = await draftPicture((id, name) => desk.readImage(id, name), path)
  if (picture === null) {
    sendError(response, 404, t('noPicture'))
    return
  }
  response.writeHead(200, {
    'Content-Type': picture.mime,
    'Content-Length': picture.bytes.length,
    'Content-Security-Policy': PICTURE_POLICY,
    'Cache-Control': IMMUTABLE,
  })
  response.end(picture.bytes)
}

function sendPageFile(response: ServerResponse, page: BuiltPage, path: string): void {
  const file = page.get(path)
  if (file === undefined) {
    sendText(response, 404, t('refused.notFound'))
    return
  }
  response.writeHead(200, {
    'Content-Type': file.mime,
    'Content-Length': file.bytes.length,
    // Built files carry a hash in their name. The page itself does not.
    'Cache-Control': path.startsWith('/assets/') ? IMMUTABLE : 'no-cache',
  })
  response.end(file.bytes)
}
