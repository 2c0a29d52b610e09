import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'
import type { SecureContextOptions } from 'node:tls'
import { webUrl } from '../../text/url.ts'
import { systemAuthorities } from './authorities.ts'

/**
 * Reads from the public web, when a writer has asked for it: pictures, and what embeds are called. All that is refused for
 * safety is refused here: addresses of this machine and its network, at every redirect and at the connection itself, and
 * answers without end. No cookie and no word of a draft is sent.
 */

/** For everything together: look-up, redirects, bytes. */
const TIMEOUT_MS = 30_000
const MAX_REDIRECTS = 4

/** Addresses that are not on the public internet (IANA's special-purpose registry for IPv4). */
const NOT_PUBLIC = new BlockList()
for (const range of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]) {
  const [net = '', bits = ''] = range.split('/')
  NOT_PUBLIC.addSubnet(net, Number(bits))
}

/** IPv6: global unicast alone, less what only carries IPv4 (Teredo, 6to4) or is for examples. */
const GLOBAL = new BlockList()
GLOBAL.addSubnet('2000::', 3, 'ipv6')
const WITHIN_GLOBAL = new BlockList()
WITHIN_GLOBAL.addSubnet('2001::', 23, 'ipv6')
WITHIN_GLOBAL.addSubnet('2001:db8::', 32, 'ipv6')
WITHIN_GLOBAL.addSubnet('2002::', 16, 'ipv6')
WITHIN_GLOBAL.addSubnet('3fff::', 20, 'ipv6')

/** Returns true for an IP address of the public internet: nothing of this machine, its network or its cloud. */
export function isPublicAddress(address: string): boolean {
  if (isIPv6(address)) return GLOBAL.check(address, 'ipv6') && !WITHIN_GLOBAL.check(address, 'ipv6')
  return isIP(address) === 4 && !NOT_PUBLIC.check(address)
}

/** The network and its limits, for tests to replace. */
export interface Network {
  readonly isAllowed?: (address: string) => boolean
  readonly lookup?: typeof systemLookup
  /** Returns the certificate authorities for https, as PEM; undefined for Node's own. */
  readonly authorities?: () => string[] | undefined
  /** Milliseconds. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
}

/** What is asked for. */
export interface WebRequest {
  /** The media types that are wanted, as the header `Accept`. */
  readonly accept: string
  readonly maxBytes: number
  /** `refuse` makes an answer of more than `maxBytes` an error, `cut` cuts it there. Default: `refuse`. */
  readonly ifLonger?: 'refuse' | 'cut'
  /** Cancels; the reason is thrown as it is. */
  readonly signal?: AbortSignal | undefined
}

/** What a server sent. */
export interface WebAnswer {
  /** The address after redirects. */
  readonly url: URL
  /** The header `Content-Type`; '' without one. */
  readonly type: string
  readonly bytes: Uint8Array
}

/** Why nothing was read. The names are those of the sentences in locales/en.json, under `web`. */
export type WebReason =
  'notPublic' | 'notWeb' | 'tooLarge' | 'packed' | 'status' | 'redirects' | 'timeout' | 'unreachable'

/** Nothing was read from the web. */
export class WebError extends Error {
  readonly reason: WebReason
  /** For the sentence: the status, or the system's own words. */
  readonly detail: string

  constructor(reason: WebReason, detail = '') {
    super(`${reason} ${detail}`.trim())
    this.name = 'WebError'
    this.reason = reason
    this.detail = detail
  }
}

/**
 * Returns a look-up that fails when any of a name's addresses is not public. It runs for the connection itself, so that a
 * name cannot have one address when it is checked and another when it is used (DNS rebinding).
 */
function guardedLookup({ isAllowed = isPublicAddress, lookup = systemLookup }: Network): LookupFunction {
  return (hostname, options: LookupOptions, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses: readonly LookupAddress[] = error === null ? found : []
      const [first] = addresses
      if (error !== null) callback(error, '', 0)
      else if (first === undefined || !addresses.every(({ address }) => isAllowed(address)))
        callback(new WebError('notPublic'), '', 0)
      else if (options.all === true) callback(null, [...addresses])
      else callback(null, first.address, first.family)
    })
  }
}

/**
 * Returns an address, the one asked for or a redirect's, as a URL. An IP address is never looked up, so it is checked here.
 * @throws WebError when it is not on the public web.
 */
function allowedUrl(text: string, { isAllowed = isPublicAddress }: Network): URL {
  const url = webUrl(text)
  if (url === null) throw new WebError('notWeb')
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0 && !isAllowed(literal)) throw new WebError('notPublic')
  return new URL(url.href)
}

function request(url: URL, accept: string, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  const { authorities = systemAuthorities } = network
  const isSecure = url.protocol === 'https:'
  const ca = isSecure ? authorities() : undefined
  const options: RequestOptions & SecureContextOptions = {
    ...(ca === undefined ? {} : { ca }),
    // No connection is kept, none is shared: each is made through the guarded lookup.
    agent: false,
    lookup: guardedLookup(network),
    headers: { accept, 'user-agent': 'Galley' },
    signal,
  }
  return new Promise((resolve, reject) => {
    const request = (isSecure ? httpsRequest : httpRequest)(url, options, resolve)
    request.on('error', reject)
    request.end()
  })
}

/** Reads a response, counting. @throws WebError when it is too long, or compressed. */
async function bodyOf(
  response: IncomingMessage,
  { maxBytes, ifLonger = 'refuse' }: WebRequest,
): Promise<Uint8Array> {
  const { headers } = response
  if (ifLonger === 'refuse' && Number(headers['content-length'] ?? 0) > maxBytes)
    throw new WebError('tooLarge')
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new WebError('packed')
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length
    chunks.push(chunk)
    if (size <= maxBytes) continue
    if (ifLonger === 'refuse') throw new WebError('tooLarge')
    break
  }
  return Buffer.concat(chunks).subarray(0, maxBytes)
}

/** Returns the address that a redirect leads to; '' when it is not one. */
function redirectTarget(location: string, from: URL): string {
  return URL.canParse(location, from.href) ? new URL(location, from).href : ''
}

/**
 * Reads an address of the public web: by http or https, from no address of this machine or its network at any redirect,
 * within limits of bytes, time and redirects. What was read is not checked. Certificates of the operating system are accepted.
 * Proxies are not used: through one, the address that is connected to could not be checked.
 * @throws WebError that says why nothing was read; the reason of the caller's signal.
 */
export async function fetchFromWeb(
  address: string,
  wanted: WebRequest,
  network: Network = {},
): Promise<WebAnswer> {
  const { timeoutMs = TIMEOUT_MS, maxBytes = wanted.maxBytes } = network
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = wanted.signal === undefined ? timeout : AbortSignal.any([timeout, wanted.signal])
  let url = allowedUrl(address, network)
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const response = await request(url, wanted.accept, network, signal)
      const { statusCode = 0, headers } = response
      try {
        if (statusCode >= 200 && statusCode < 300) {
          const bytes = await bodyOf(response, { ...wanted, maxBytes })
          return { url, type: headers['content-type'] ?? '', bytes }
        }
        if (statusCode < 300 || statusCode >= 400 || headers.location === undefined)
          throw new WebError('status', String(statusCode))
        url = allowedUrl(redirectTarget(headers.location, url), network)
      } finally {
        response.destroy()
      }
    }
  } catch (error) {
    wanted.signal?.throwIfAborted()
    if (error instanceof WebError) throw error
    if (timeout.aborted) throw new WebError('timeout')
    throw new WebError('unreachable', error instanceof Error ? error.message : String(error))
  }
  throw new WebError('redirects')
}
