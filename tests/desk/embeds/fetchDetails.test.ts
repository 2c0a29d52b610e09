import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { type Fetch, fetchDetails } from '../../../src/desk/embeds/fetchDetails.ts'
import { WebError } from '../../../src/desk/web/fetchWeb.ts'
import { providers } from '../../../src/blocks/embed/index.ts'
import { OPEN, testWebServers } from '../webServer.ts'

const serve = testWebServers()
const never = new AbortController().signal
const page =
  (html: string, type = 'text/html'): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(html)
  }

describe('what a known address is', () => {
  it.each([
    [
      'https://youtu.be/aB3-_xyz890?si=tracker&t=43',
      'https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DaB3-_xyz890',
    ],
    [
      'https://twitter.com/daon/status/1234567890123?s=20',
      'https://publish.x.com/oembed?omit_script=true&dnt=true&url=https%3A%2F%2Fx.com%2Fi%2Fstatus%2F1234567890123',
    ],
    ['https://weverse.io/bts/artist/1-2345?x=1', 'https://weverse.io/bts/artist/1-2345'],
    ['https://pier.example/gulls?a=1', 'https://pier.example/gulls?a=1'],
  ])('is asked of its provider, with nothing but the id: %s', async (address, asked) => {
    const urls: string[] = []
    const fetch: Fetch = (url) => {
      urls.push(url)
      const isJson = url.includes('oembed')
      const text = isJson ? '{"title":"The reel"}' : '<title>The reel</title>'
      return Promise.resolve({
        url: new URL(url),
        type: isJson ? 'application/json' : 'text/html; charset=utf-8',
        bytes: Buffer.from(text),
      })
    }
    const details = await fetchDetails(address, never, {}, fetch)
    expect([urls, details.title]).toEqual([[asked], 'The reel'])
  })

  it('is asked at an https address of the provider itself', () => {
    for (const provider of providers) {
      const ids = ['aB3-_xyz890', '198765432', '1234567890123', 'track/4uLU6hMCjMI75M1A2tKUQC']
      for (const id of ids)
        expect(provider.oEmbedUrl(id) ?? 'https://none', provider.name).toMatch(/^https:\/\/[\w.]+/)
    }
  })

  it('says why it was not fetched, and what to do', async () => {
    const fetch: Fetch = () => Promise.reject(new WebError('status', '404'))
    await expect(fetchDetails('https://youtu.be/aB3-_xyz890', never, {}, fetch)).rejects.toMatchObject({
      problem: {
        what: 'Title and picture were not fetched from YouTube: it says that there is nothing to see (404): it may be private, deleted or behind a login.',
        safe: 'The card and the draft are as they were.',
        mend: 'Type the title in the card, or open the link in a browser to see whether it is there.',
      },
    })
  })
})

describe('what a page of the web is', () => {
  it('is read from the page, in its own encoding', async () => {
    const bytes = Buffer.from([0xba, 0xd2]) // 불 in EUC-KR
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(
        Buffer.concat([Buffer.from('<meta charset="euc-kr"><title>'), bytes, Buffer.from('</title>')]),
      )
    })
    expect((await fetchDetails(`${origin}/a`, never, OPEN)).title).toBe('불')
  })

  it('is read from the beginning of a page without end', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.write('<title>Gulls</title>')
      const more = (): void => {
        if (response.write('x'.repeat(65_536))) setImmediate(more)
        else response.once('drain', more)
      }
      more()
    })
    expect((await fetchDetails(origin, never, OPEN)).title).toBe('Gulls')
  })

  it.each([
    ['a file', page('%PDF', 'application/pdf'), 'none that Galley can read'],
    ['a page without words', page('<p>a'), 'neither a title nor a picture'],
    [
      'a redirect into this machine',
      ((_request, response) => {
        response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
      }) satisfies RequestListener,
      'not on the public internet',
    ],
  ])('is nothing where there is %s', async (_what, listener, why) => {
    await expect(fetchDetails(await serve(listener), never, OPEN)).rejects.toThrow(why)
  })

  it('is not asked of this machine or its network', async () => {
    const asked: string[] = []
    const origin = await serve((request) => asked.push(request.url ?? ''))
    for (const address of [origin, 'http://[::1]/', 'http://10.0.0.1/', 'file:///etc/passwd'])
      await expect(fetchDetails(address, never)).rejects.toThrow('were not fetched')
    expect(asked).toEqual([])
  })

  it('is not waited for once it was cancelled', async () => {
    const origin = await serve(() => undefined)
    const cancelling = new AbortController()
    const fetching = fetchDetails(origin, cancelling.signal, OPEN)
    setTimeout(() => {
      cancelling.abort(new Error('cancelled'))
    }, 50)
    await expect(fetching).rejects.toThrow('cancelled')
  })
})
