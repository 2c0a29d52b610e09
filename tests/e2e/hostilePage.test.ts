import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { WebSocket as Client } from 'ws'
import { launch } from './rig/browser.ts'
import { Galley } from './rig/galley.ts'
import { startHost, type Host } from './rig/host.ts'

/**
 * A hostile page in the writer's own browser, served by another program of the same machine, while Galley is open beside
 * it: the browser sends Galley's cookie from there, too. Whatever the page tries, it reads nothing and changes nothing.
 */

/** A name that resolves to this machine, as an attacker's DNS server would have it. */
const REBOUND = 'rebound.example'

let folder = ''
let host: Host
let browser: Browser
let stranger: Server
let galley: Galley
/** The cookie that the browser sends to the stranger's server: cookies know no ports. */
let stolen = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-e2e-'))
  host = await startHost(join(folder, 'library'), join(folder, 'settings'))
  const found = inject('browser')
  browser = await launch({
    ...found,
    args: [...found.args, `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`],
  })
  stranger = createServer((request, response) => {
    stolen = request.headers.cookie ?? stolen
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>Stranger</title><body></body>')
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  galley = await Galley.open(browser, host)
  await galley.button('New draft').click()
  await galley.field('Headline').fill('Mine alone')
  await galley.waitUntilSaved()
})

afterAll(async () => {
  await browser.close()
  stranger.close()
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

const origin = (): string => new URL(host.address).origin

/** Returns the random ends of the drafts' folders: what stands before them follows the title. */
async function draftIds(): Promise<(string | undefined)[]> {
  const folders = (await readdir(join(folder, 'library'))).filter((name) => !name.startsWith('.'))
  return folders.map((name) => name.split('-').at(-1))
}

/** Opens the stranger's page in the writer's browser, under one of this machine's names. */
async function openStranger(name: '127.0.0.1' | 'localhost'): Promise<Page> {
  const page = await galley.context.newPage()
  await page.goto(`http://${name}:${String((stranger.address() as AddressInfo).port)}/`)
  return page
}

/** Checks that Galley's page goes on, and that its library has the one draft. */
async function expectUnharmed(): Promise<void> {
  const before = await draftIds()
  expect(before).toHaveLength(1)
  await galley.page.bringToFront()
  await galley.field('Article body').click()
  await galley.page.keyboard.type('More. ')
  await galley.waitUntilSaved()
  expect(await draftIds()).toEqual(before)
}

describe.each(['127.0.0.1', 'localhost'] as const)('a hostile page at another port of %s', (name) => {
  test('calls nothing: not by a fetch, a form or a beacon', async () => {
    const page = await openStranger(name)
    const outcomes = await page.evaluate(async (galleyOrigin) => {
      const url = `${galleyOrigin}/desk/createDraft`
      const body = '["{}"]'
      const attempt = (init: RequestInit): Promise<string> =>
        fetch(url, { method: 'POST', credentials: 'include', body, ...init }).then(
          ({ type, ok }) => (type === 'opaque' ? 'opaque' : `read, ${String(ok)}`),
          () => 'refused',
        )
      const form = Object.assign(document.createElement('form'), {
        action: url,
        method: 'post',
        enctype: 'text/plain',
        target: 'sink',
      })
      const sink = Object.assign(document.createElement('iframe'), { name: 'sink' })
      form.append(Object.assign(document.createElement('input'), { name: '["{}"]//', value: '' }))
      document.body.append(sink, form)
      const sent = new Promise<void>((resolve) => {
        sink.addEventListener('load', () => {
          resolve()
        })
      })
      form.submit()
      await sent
      navigator.sendBeacon(url, body)
      return Promise.all([
        attempt({}),
        attempt({ headers: { 'content-type': 'application/json' } }),
        attempt({ headers: { 'x-galley-page': '0'.repeat(32) } }),
        attempt({ mode: 'no-cors' }),
        attempt({ mode: 'no-cors', keepalive: true }),
      ])
    }, origin())
    expect(new Set(outcomes)).toEqual(new Set(['refused']))
    await expectUnharmed()
    await page.close()
  })

  test('reads nothing: no file, no picture, no frame, no window', async () => {
    const page = await openStranger(name)
    const [id = ''] = await draftIds()
    const outcomes = await page.evaluate(
      async ({ galleyOrigin, picture }) => {
        const loads = (tag: 'img' | 'script' | 'link', url: string): Promise<string> =>
          new Promise((resolve) => {
            const element = document.createElement(tag)
            element.onload = () => {
              resolve('loaded')
            }
            element.onerror = () => {
              resolve('refused')
            }
            Object.assign(element, tag === 'link' ? { rel: 'stylesheet', href: url } : { src: url })
            document.body.append(element)
          })
        const reads = (url: string): Promise<string> =>
          fetch(url, { credentials: 'include' }).then(
            (answer) => answer.text(),
            () => 'refused',
          )
        const frame = document.createElement('iframe')
        frame.src = galleyOrigin
        document.body.append(frame)
        await new Promise((resolve) => {
          frame.addEventListener('load', resolve)
        })
        let framed = 'refused'
        try {
          framed = frame.contentWindow?.document.title ?? 'refused'
        } catch {
          // Another origin.
        }
        return [
          await reads(`${galleyOrigin}/`),
          await reads(`${galleyOrigin}/index.html`),
          await loads('img', `${galleyOrigin}${picture}`),
          await loads('script', `${galleyOrigin}/index.html`),
          framed,
        ]
      },
      { galleyOrigin: origin(), picture: `/drafts/${encodeURIComponent(id)}/images/none.png` },
    )
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
    const frames = page.frames().filter((frame) => frame !== page.mainFrame())
    for (const frame of frames) expect(await frame.getByRole('button', { name: 'New draft' }).count()).toBe(0)
    await expectUnharmed()
    await page.close()
  })

  test('opens no connection to the desk', async () => {
    const page = await openStranger(name)
    const outcome = await page.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(url)
          socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
            resolve(`told ${data}`)
          })
          socket.addEventListener('error', () => {
            resolve('refused')
          })
        }),
      `${origin().replace('http', 'ws')}/page`,
    )
    expect(outcome).toBe('refused')
    await expectUnharmed()
    await page.close()
  })

  test('guesses no token, and its guesses leave the writer’s cookie as it is', async () => {
    const page = await openStranger(name)
    const answers = await page.evaluate(async (galleyOrigin) => {
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
      const guess = (): string =>
        Array.from(crypto.getRandomValues(new Uint8Array(43)), (byte) => letters[byte % 64]).join('')
      const tried: string[] = []
      for (let round = 0; round < 4; round += 1) {
        const guesses = Array.from({ length: 20 }, () =>
          fetch(`${galleyOrigin}/?token=${guess()}`, { mode: 'no-cors', credentials: 'include' }).then(
            ({ type }) => type,
            () => 'refused',
          ),
        )
        tried.push(...(await Promise.all(guesses)))
      }
      return [...new Set(tried)]
    }, origin())
    // It may not even see whether it was right.
    expect(answers.every((answer) => answer === 'opaque' || answer === 'refused')).toBe(true)
    await galley.page.reload()
    await galley.button('New draft').waitFor()
    await expectUnharmed()
    await page.close()
  })
})

test('the cookie that the browser sends to another port connects nobody', async () => {
  await (await openStranger('127.0.0.1')).close()
  expect(stolen).toMatch(/galley-\d+=/)
  const [, secret = ''] = stolen.split('=')
  for (const protocols of [['galley'], ['galley', secret]]) {
    const socket = new Client(`${origin().replace('http', 'ws')}/page`, protocols, {
      headers: { cookie: stolen, origin: origin() },
    })
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, { statusCode }) => {
        resolve(statusCode)
      })
      socket.on('open', () => {
        resolve('open')
      })
    })
    expect(status).toBe(401)
  }
})

test('a name that was rebound to this machine gets nothing, not even with the right token', async () => {
  const { port, search } = new URL(host.address)
  const page = await galley.context.newPage()
  const answer = await page.goto(`http://${REBOUND}:${port}/${search}`)
  expect(answer?.status()).toBe(421)
  expect(answer?.headers()['set-cookie']).toBeUndefined()
  const statuses = await page.evaluate(async () => {
    const paths = ['/', '/index.html', '/desk/library']
    return Promise.all(
      paths.map((path) => fetch(path, { method: path === '/desk/library' ? 'POST' : 'GET' })),
    ).then((answers) => answers.map(({ status }) => status))
  })
  expect(statuses).toEqual([421, 421, 421])
  await page.close()
})
