import { mkdir, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { OpenedDesk } from '../../src/desk/index.ts'
import { type RunningHost, startHost } from '../../src/web/host.ts'
import { readPage } from '../../src/web/pageFiles.ts'
import { deskOver, tempFolder } from '../desk/library.ts'

/** A host over a real library and a small page, and raw requests to it: every header is the test's own. */

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly bytes: Buffer
}

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

export function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Answer> {
  return new Promise((answered, failed) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { ...headers } }, (response) => {
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

/** A folder that looks like a built page. */
export async function smallPage(): Promise<string> {
  const folder = await tempFolder()
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Galley</title>')
  await writeFile(join(folder, 'assets', 'index-abc.js'), 'export {}')
  await writeFile(join(folder, 'assets', 'style-abc.css'), 'body{}')
  await writeFile(join(folder, 'secret.key'), 'not a part of any page')
  return folder
}

export interface Served {
  readonly host: RunningHost
  readonly desk: OpenedDesk
  readonly library: string
  readonly port: number
  readonly origin: string
  /** The cookie that the printed address gives. */
  readonly cookie: string
  /** A call as the page makes it. */
  readonly call: (
    name: string,
    values: readonly unknown[] | string,
    more?: Readonly<Record<string, string>>,
  ) => Promise<Answer>
}

export async function serve(): Promise<Served> {
  const library = await tempFolder()
  const desk = await deskOver(library, { cache: await tempFolder() })
  const host = await startHost({ desk, page: await readPage(await smallPage()), port: 0 })
  onTestFinished(() => host.close())
  const { port } = host
  const first = await ask(port, new URL(host.address).pathname + new URL(host.address).search)
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const origin = `http://127.0.0.1:${String(port)}`
  return {
    host,
    desk,
    library,
    port,
    origin,
    cookie,
    call: (name, values, more = {}) =>
      ask(port, `/desk/${name}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json', ...more },
        body: typeof values === 'string' ? values : JSON.stringify(values),
      }),
  }
}
