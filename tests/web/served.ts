import { mkdir, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Desk } from '../../src/desk.ts'
import type { OpenedDesk } from '../../src/desk/index.ts'
import { type HostOptions, type RunningHost, startHost } from '../../src/web/host.ts'
import { readBuiltPage } from '../../src/hosting/builtPage.ts'
import { fromWire, JSON_TYPE, toWire } from '../../src/wire.ts'
import { deskOver, tempFolder } from '../desk/library.ts'

/** Starts a host over a real library and a small page, and sends raw requests to it: tests set every header themselves. */

/** A response that was read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly bytes: Buffer
}

/** The parts of a request that are not its default: GET without headers or body. */
export interface RequestParts {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** Sends a request to a port of this machine. */
export function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: RequestParts = {},
): Promise<Answer> {
  return new Promise((answered, failed) => {
    // No keep-alive: a connection that a host has closed must not be used for the next host on its port.
    const options = { host: '127.0.0.1', port, path, method, headers: { ...headers }, agent: false }
    const sent = request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const { statusCode = 0, headers: given } = response
        answered({ status: statusCode, headers: given, body: bytes.toString(), bytes })
      })
    })
    sent.on('error', failed)
    sent.end(body)
  })
}

/** Decodes the value in a response's body. */
export function valueIn({ headers, bytes }: Answer): unknown {
  return fromWire(headers['content-type'] ?? '', bytes)
}

/** Makes a folder that looks like a built page, with a file that belongs to none; returns its path. */
export async function smallPage(): Promise<string> {
  const folder = await tempFolder()
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Galley</title>')
  await writeFile(join(folder, 'assets', 'index-abc.js'), 'export {}')
  await writeFile(join(folder, 'assets', 'style-abc.css'), 'body{}')
  await writeFile(join(folder, 'secret.key'), 'not a part of any page')
  return folder
}

/** A page as the browser host sees one: its socket, and the id that the host gave it. */
export interface TestPage {
  readonly id: string
  readonly socket: WebSocket
  /** The code that the socket is closed with. */
  readonly closed: Promise<number>
}

/** Returns the subprotocols with which a page connects: ours, and its key if it has one. */
function protocols(key: string): string[] {
  return key === '' ? ['galley'] : ['galley', key]
}

/** Returns the status that a request to upgrade is refused with; 101 if it is accepted. `key` is the page's key. */
export function upgradeStatus(
  port: number,
  { key = '', ...headers }: Readonly<Record<string, string>>,
  path = '/page',
): Promise<number> {
  return new Promise((answered, failed) => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}${path}`, protocols(key), {
      headers,
      perMessageDeflate: true,
    })
    socket.on('unexpected-response', (_request, { statusCode = 0 }) => {
      answered(statusCode)
    })
    socket.on('open', () => {
      answered(101)
      socket.close()
    })
    socket.on('error', failed)
  })
}

/** Connects a page with the browser's headers. */
export async function connectPage(
  port: number,
  { cookie, key, origin }: { readonly cookie: string; readonly key: string; readonly origin: string },
): Promise<TestPage> {
  const headers = { cookie, origin }
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/page`, protocols(key), { headers })
  onTestFinished(() => {
    socket.terminate()
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const greeting = await new Promise<string>((received, failed) => {
    socket.on('message', (data: Buffer) => {
      received(data.toString())
    })
    socket.on('error', failed)
  })
  return { id: (JSON.parse(greeting) as { page: string }).page, socket, closed }
}

/** What a browser has after it opened the printed address. */
interface Entered {
  /** The cookie, name and value. */
  readonly cookie: string
  /** The page's key, from the fragment of the address that it was redirected to. */
  readonly key: string
  readonly origin: string
  readonly port: number
}

/** Opens the printed address as a browser does. */
export async function enter(address: string): Promise<Entered> {
  const { origin, port, pathname, search } = new URL(address)
  const { headers } = await ask(Number(port), pathname + search)
  const [, key = ''] = (headers.location ?? '').split('#key=')
  return { cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '', key, origin, port: Number(port) }
}

/** A running host, with one page connected. */
export interface Served {
  readonly host: RunningHost
  readonly opened: OpenedDesk
  /** The desk of another page, to read the library without the host. */
  readonly desk: Desk
  readonly library: string
  readonly port: number
  readonly origin: string
  /** The cookie that the printed address sets. */
  readonly cookie: string
  /** The key with which a page connects. */
  readonly key: string
  /** The page whose id {@link call} sends. */
  readonly page: TestPage
  /** Makes a call as the page does; `values` in text form are sent as they are. */
  readonly call: (
    name: string,
    values: readonly unknown[] | string,
    more?: Readonly<Record<string, string>>,
  ) => Promise<Answer>
}

/** Starts a host on a free port; it closes after the test. */
export async function serve(options: Partial<HostOptions> = {}): Promise<Served> {
  const library = await tempFolder()
  const opened = await deskOver(library, { cache: await tempFolder() })
  const host = await startHost({
    desk: opened,
    page: await readBuiltPage(await smallPage()),
    port: 0,
    ...options,
  })
  onTestFinished(() => host.close())
  const { cookie, key, origin, port } = await enter(host.address)
  const page = await connectPage(port, { cookie, key, origin })
  const { desk } = opened.connectPage()
  return {
    host,
    opened,
    desk,
    library,
    port,
    origin,
    cookie,
    key,
    page,
    call: (name, values, more = {}) => {
      const { type, bytes } = typeof values === 'string' ? { type: JSON_TYPE, bytes: values } : toWire(values)
      return ask(port, `/desk/${name}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': type, 'x-galley-page': page.id, ...more },
        body: bytes,
      })
    },
  }
}
