import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { contentSecurityPolicy } from '../hosting/pagePolicy.ts'

/**
 * The headers of every response.
 * @param host the request's Host header, once it is known to be one of this host's own; undefined before
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

/** Returns true if two secrets are the same, in a time that tells nothing about either. */
export function isSecret(given: string, secret: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(secret))
}

/** Cookies know no ports: the name carries it, or two hosts on one machine would take each other's. */
export function cookieName(port: number): string {
  return `galley-${String(port)}`
}

/** Returns true if the request carries the token's cookie. */
export function hasCookie(headers: IncomingHttpHeaders, port: number, token: string): boolean {
  const prefix = `${cookieName(port)}=`
  return (headers.cookie ?? '')
    .split(/;\s*/)
    .some((cookie) => cookie.startsWith(prefix) && isSecret(cookie.slice(prefix.length), token))
}

/** The names this host answers to, as a Host header spells them: a name rebound to 127.0.0.1 is none of them. */
function hostsAt(port: number): string[] {
  const suffix = port === 80 ? '' : `:${String(port)}`
  return [`127.0.0.1${suffix}`, `localhost${suffix}`]
}

/** Returns true if the request was sent to this host by a name of its own. */
export function isOwnHost(headers: IncomingHttpHeaders, port: number): boolean {
  return hostsAt(port).includes(headers.host ?? '')
}

/**
 * Returns true if no other page had a hand in the request: SameSite cookies go along from every port of this machine, the
 * browser's own word (Fetch Metadata) does not lie. Clients without it are no browsers of today.
 */
export function isOwnRequest(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

/** As {@link isOwnRequest}, for requests that do something: these must name their origin, and it is ours. */
export function isOwnOrigin(headers: IncomingHttpHeaders): boolean {
  return (
    namesOwnOrigin(headers) &&
    (headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin')
  )
}

/**
 * Returns true if the request names our origin as its own. Enough for a WebSocket: no page chooses its Origin header, and
 * browsers do not agree on what Fetch Metadata says of the ws scheme.
 */
export function namesOwnOrigin(headers: IncomingHttpHeaders): boolean {
  return headers.origin === `http://${headers.host ?? ''}`
}
