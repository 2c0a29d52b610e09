import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'
import type { SecureContextOptions } from 'node:tls'
import { webUrl } from '../../text/url.ts'
import { systemAuthorities } from './authorities.ts'
import { MAX_PICTURE_BYTES } from './cleanPicture.ts'
import { t } from '../messages.ts'
import { DeskProblem, deskProblem } from '../problems.ts'

/** For everything together: look-up, redirects, bytes. */
const TIMEOUT_MS = 30_000
const MAX_REDIRECTS = 4

/** Addresses that are no place on the public internet (IANA's special-purpose registry for IPv4). */
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

/** A picture as its server sent it, and what it may be called. */
export interface FetchedPicture {
  readonly name: string
  readonly bytes: Uint8Array
}

/** @param why a clause about the picture. */
function fetchProblem(why: string, mend = t('pictures.mend.saveWithBrowser')): DeskProblem {
  return deskProblem('invalid', 'pictureNotFetched', { why, mend })
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
        callback(fetchProblem(t('pictures.fetch.notPublic')), '', 0)
      else if (options.all === true) callback(null, [...addresses])
      else callback(null, first.address, first.family)
    })
  }
}

/**
 * Returns an address, of the picture or of a redirect, as a URL. An IP address is never looked up, so it is checked here.
 * @throws DeskProblem when it is not on the public web.
 */
function allowedUrl(text: string, { isAllowed = isPublicAddress }: Network): URL {
  const url = webUrl(text)
  if (url === null) throw fetchProblem(t('pictures.fetch.notWeb'))
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0 && !isAllowed(literal)) throw fetchProblem(t('pictures.fetch.notPublic'))
  return new URL(url.href)
}

function request(url: URL, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  const { authorities = systemAuthorities } = network
  const isSecure = url.protocol === 'https:'
  const ca = isSecure ? authorities() : undefined
  const options: RequestOptions & SecureContextOptions = {
    ...(ca === undefined ? {} : { ca }),
    // No connection is kept, none is shared: each is made through the guarded lookup.
    agent: false,
    lookup: guardedLookup(network),
    headers: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif', 'user-agent': 'Galley' },
    signal,
  }
  return new Promise((resolve, reject) => {
    const request = (isSecure ? httpsRequest : httpRequest)(url, options, resolve)
    request.on('error', reject)
    request.end()
  })
}

/** Reads a response, counting. @throws DeskProblem when it is more than `maxBytes`, or compressed. */
async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = fetchProblem(t('pictures.fetch.tooLarge'))
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw fetchProblem(t('pictures.fetch.packed'))
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Returns the address that a redirect leads to; '' when it is not one. */
function redirectTarget(location: string, from: URL): string {
  return URL.canParse(location, from.href) ? new URL(location, from).href : ''
}

/** Returns the last segment of an address's path, at most 100 characters; `picture` for none. */
function fileNameOf(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? ''
  return last === '' ? 'picture' : last.slice(0, 100)
}

/**
 * Fetches a picture from the public web: by http or https, from no address of this machine or its network at any
 * redirect, within limits of bytes, time and redirects. The bytes are not checked: storing them does that. Certificates
 * of the operating system are accepted. Proxies are not used: through one, the address that is connected to could not be
 * checked.
 * @throws DeskProblem that says why it was not fetched.
 */
export async function fetchPicture(address: string, network: Network = {}): Promise<FetchedPicture> {
  const { timeoutMs = TIMEOUT_MS, maxBytes = MAX_PICTURE_BYTES } = network
  const signal = AbortSignal.timeout(timeoutMs)
  let url = allowedUrl(address, network)
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const response = await request(url, network, signal)
      const { statusCode = 0, headers } = response
      try {
        if (statusCode >= 200 && statusCode < 300)
          return { name: fileNameOf(url), bytes: await bodyOf(response, maxBytes) }
        if (statusCode < 300 || statusCode >= 400 || headers.location === undefined)
          throw fetchProblem(t('pictures.fetch.status', { status: String(statusCode) }))
        url = allowedUrl(redirectTarget(headers.location, url), network)
      } finally {
        response.destroy()
      }
    }
  } catch (error) {
    if (error instanceof DeskProblem) throw error
    throw connectionProblem(error, signal)
  }
  throw fetchProblem(t('pictures.fetch.redirects'))
}

function connectionProblem(error: unknown, signal: AbortSignal): DeskProblem {
  if (signal.aborted) return fetchProblem(t('pictures.fetch.timeout'), t('pictures.mend.tryAgain'))
  const reason = error instanceof Error ? error.message : String(error)
  return fetchProblem(t('pictures.fetch.unreachable', { reason }), t('pictures.mend.checkConnection'))
}
