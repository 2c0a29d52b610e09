import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { contentSecurityPolicy } from '../hosting/pagePolicy.ts'

/**
 * What a request must show before it is answered. Five checks, each a plain function of the headers:
 *
 *   {@link isOwnHost}     Host is this address: protects against DNS rebinding
 *   {@link hasCookie}     the browser has opened the printed address: keeps out other users and programs
 *   {@link hasPageSecret} so has the page that connects: keeps out those to whom the browser sent the cookie
 *   {@link isOwnRequest}  no other page made the request: protects reads, where SameSite cookies do not
 *   {@link isOwnOrigin}   our own page made it: protects calls
 */

/**
 * Returns the headers of every response.
 * @param host the request's Host header once {@link isOwnHost} has accepted it; undefined before
 */
export function headersFor(host?: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(host === undefined ? [] : [`ws://${host}`]),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  }
}

/** Returns true if two secrets are equal. Takes the same time for any two, so that timing reveals nothing. */
export function isSecret(given: string, secret: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(secret))
}

/**
 * Returns a secret made of the token, from which the token and other secrets cannot be computed: 43 characters of base64url.
 *
 *   `cookie`  reads files. Cookies know no ports: a server of another program on this machine is sent it if the browser
 *             visits that server
 *   `page`    connects a page, without which nothing is called. The page keeps it in its own storage, which no other
 *             port's pages can read
 *
 * Guesses are not counted: a secret has 256 bits, and a limit would let any page of this browser lock its writer out.
 */
export function secretFrom(token: string, purpose: 'cookie' | 'page'): string {
  return createHmac('sha256', token).update(purpose).digest('base64url')
}

/** Returns the cookie's name. Cookies are shared by all ports of a machine, so the name carries the port. */
export function cookieName(port: number): string {
  return `galley-${String(port)}`
}

/** Returns true if the request carries the token's cookie. */
export function hasCookie(headers: IncomingHttpHeaders, port: number, token: string): boolean {
  const prefix = `${cookieName(port)}=`
  const secret = secretFrom(token, 'cookie')
  return (headers.cookie ?? '')
    .split(/;\s*/)
    .some((cookie) => cookie.startsWith(prefix) && isSecret(cookie.slice(prefix.length), secret))
}

/** Returns true if a request to upgrade names the page's secret among its subprotocols: `galley, SECRET`. */
export function hasPageSecret(headers: IncomingHttpHeaders, token: string): boolean {
  const secret = secretFrom(token, 'page')
  return (headers['sec-websocket-protocol'] ?? '').split(/,\s*/).some((given) => isSecret(given, secret))
}

/** Returns the names that this host answers to, as a Host header spells them. */
function hostsAt(port: number): string[] {
  const suffix = port === 80 ? '' : `:${String(port)}`
  return [`127.0.0.1${suffix}`, `localhost${suffix}`]
}

/** Returns true if the request names this host. A foreign name that resolves to 127.0.0.1 (DNS rebinding) does not. */
export function isOwnHost(headers: IncomingHttpHeaders, port: number): boolean {
  return hostsAt(port).includes(headers.host ?? '')
}

/**
 * Returns true if no other page caused the request. SameSite cookies are sent from every port of this machine, so the
 * browser's Fetch Metadata decides. A client that sends none is not a current browser.
 */
export function isOwnRequest(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

/** As {@link isOwnRequest}, for requests that change something: they must also name our origin as theirs. */
export function isOwnOrigin(headers: IncomingHttpHeaders): boolean {
  return (
    namesOwnOrigin(headers) &&
    (headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin')
  )
}

/**
 * Returns true if the request names our origin as its own. For a WebSocket this is enough: no page can choose its Origin
 * header, and browsers differ in what Fetch Metadata says about the ws scheme.
 */
export function namesOwnOrigin(headers: IncomingHttpHeaders): boolean {
  return headers.origin === `http://${headers.host ?? ''}`
}
