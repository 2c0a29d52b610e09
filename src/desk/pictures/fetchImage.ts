import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'
import { webUrl } from '../../text/url.ts'
import { MAX_PICTURE_BYTES } from './examine.ts'
import { DeskProblem } from '../problems.ts'

/** Milliseconds for everything: name, redirects, bytes. */
const LONGEST = 30_000
const MOST_REDIRECTS = 4

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

/** Whether an IP address is one of the public internet: nothing of this machine, its network or its cloud. */
export function isPublicAddress(address: string): boolean {
  if (isIPv6(address)) return GLOBAL.check(address, 'ipv6') && !WITHIN_GLOBAL.check(address, 'ipv6')
  return isIP(address) === 4 && !NOT_PUBLIC.check(address)
}

/** What a test may put in place of the real network. */
export interface Network {
  readonly isAllowed?: (address: string) => boolean
  readonly lookup?: typeof systemLookup
  /** Milliseconds. */
  readonly longest?: number
  readonly mostBytes?: number
}

/** A picture as its server sent it, and what it may be called. */
export interface FetchedPicture {
  readonly name: string
  readonly bytes: Uint8Array
}

function refused(why: string, mend = 'Save the picture with a browser and add the file.'): DeskProblem {
  return new DeskProblem('invalid', `The picture was not fetched: ${why}.`, 'The draft is as it was.', mend)
}

/**
 * A lookup that fails when any of a name's addresses is not public. It is asked at the connection itself, so that a name
 * cannot mean one address when it is checked and another when it is used.
 */
function guardedLookup({ isAllowed = isPublicAddress, lookup = systemLookup }: Network): LookupFunction {
  return (hostname, options: LookupOptions, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses: readonly LookupAddress[] = error === null ? found : []
      const [first] = addresses
      if (error !== null) callback(error, '', 0)
      else if (first === undefined || !addresses.every(({ address }) => isAllowed(address)))
        callback(refused('its address is not on the public internet'), '', 0)
      else if (options.all === true) callback(null, [...addresses])
      else callback(null, first.address, first.family)
    })
  }
}

/** The address of one hop, or a refusal. An IP address is never looked up, so it is checked here. */
function hop(text: string, { isAllowed = isPublicAddress }: Network): URL {
  const url = webUrl(text)
  if (url === null) throw refused('its address is not an http or https address')
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0 && !isAllowed(literal)) throw refused('its address is not on the public internet')
  return new URL(url.href)
}

function get(url: URL, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = {
    // No connection is kept, none is shared: each is made through the guarded lookup.
    agent: false,
    lookup: guardedLookup(network),
    headers: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif', 'user-agent': 'Galley' },
    signal,
  }
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve)
    request.on('error', reject)
    request.end()
  })
}

async function bytesOf(response: IncomingMessage, most: number): Promise<Uint8Array> {
  const tooLarge = refused('it is larger than 50 MB')
  if (Number(response.headers['content-length'] ?? 0) > most) throw tooLarge
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw refused('its server sent it packed, which nobody asked for')
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > most) throw tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Where a redirect leads, '' where nobody can tell. */
function next(location: string, from: URL): string {
  return URL.canParse(location, from.href) ? new URL(location, from).href : ''
}

/** The last name of an address's path. */
function nameOf(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? ''
  return last === '' ? 'picture' : last.slice(0, 100)
}

/**
 * Fetches a picture from the public web: http and https alone, no address of this machine or its network at any hop,
 * capped in bytes, time and redirects. What it is, whoever stores it must examine.
 * @throws DeskProblem that says why not
 */
export async function fetchPicture(address: string, network: Network = {}): Promise<FetchedPicture> {
  const { longest = LONGEST, mostBytes = MAX_PICTURE_BYTES } = network
  const signal = AbortSignal.timeout(longest)
  let url = hop(address, network)
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await get(url, network, signal)
      const { statusCode = 0, headers } = response
      try {
        if (statusCode >= 200 && statusCode < 300)
          return { name: nameOf(url), bytes: await bytesOf(response, mostBytes) }
        if (statusCode < 300 || statusCode >= 400 || headers.location === undefined)
          throw refused(`its server answered ${String(statusCode)}`)
        url = hop(next(headers.location, url), network)
      } finally {
        response.destroy()
      }
    }
  } catch (error) {
    if (error instanceof DeskProblem) throw error
    throw unreached(error, signal)
  }
  throw refused('its server sends from one address to the next without end')
}

function unreached(error: unknown, signal: AbortSignal): DeskProblem {
  if (signal.aborted)
    return refused(
      'its server took too long',
      'Try again, or save the picture with a browser and add the file.',
    )
  const said = error instanceof Error ? error.message : String(error)
  return refused(`its server could not be reached (${said})`, 'Check the connection and try again.')
}
