import { describe, expect, it } from 'vitest'
import { DESK_CALLS } from '../../src/calls.ts'
import type { ConnectedPage } from '../../src/desk/index.ts'
import { CLOSE_MS } from '../../src/web/host.ts'
import { HEARTBEAT_MS } from '../../src/web/pages.ts'
import { article, value } from '../desk/library.ts'
import { connectPage, serve, type TestPage, upgradeStatus, valueIn } from './served.ts'

/** Returns timers that the test fires, and the running ones. */
function manualTimers() {
  const running: { ms: number; run: () => void }[] = []
  const start = (ms: number, run: () => void) => {
    const timer = { ms, run }
    running.push(timer)
    return () => void running.splice(running.indexOf(timer), 1)
  }
  return {
    running,
    timers: { every: start, after: start },
    /** Runs the timers of that duration. */
    fire: (durationMs: number) => {
      for (const { run } of running.filter(({ ms }) => ms === durationMs)) run()
    },
  }
}

/** Records the names of the pages that ended, in order; `nextEnd` resolves at the next one. */
function recordEnds() {
  const ends: string[] = []
  let connected = 0
  let waiting: (() => void)[] = []
  return {
    ends,
    connectPage: (): ConnectedPage => {
      connected += 1
      const name = `page ${String(connected)}`
      return {
        desk: {} as ConnectedPage['desk'],
        end: () => {
          ends.push(name)
          for (const resolve of waiting) resolve()
          waiting = []
          return Promise.resolve()
        },
      }
    },
    nextEnd: () => new Promise<void>((resolve) => waiting.push(resolve)),
  }
}

describe('a page', () => {
  it('has another id for each connection', async () => {
    const { port, cookie, key, origin, page } = await serve()
    const other = await connectPage(port, { cookie, key, origin })
    expect(page.id).toMatch(/^[0-9a-f]{32}$/)
    expect(other.id).not.toBe(page.id)
  })

  it.each([
    ['another page of this browser', { origin: 'https://evil.example' }, '/page', 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, '/page', 403],
    ['our other name', { origin: 'http://localhost:PORT' }, '/page', 403],
    ['the same name under https', { origin: 'https://127.0.0.1:PORT' }, '/page', 403],
    ['an empty origin', { origin: '' }, '/page', 403],
    ['somebody without a cookie', { cookie: '' }, '/page', 401],
    ['somebody with a made-up cookie', { cookie: `galley-PORT=${'A'.repeat(43)}` }, '/page', 401],
    ['a program that has the browser’s cookie and no key', { key: '' }, '/page', 401],
    ['a program that takes the cookie for the key', { key: 'COOKIE' }, '/page', 401],
    ['somebody with a made-up key', { key: 'A'.repeat(43) }, '/page', 401],
    ['a name rebound to this machine', { host: 'evil.example:PORT' }, '/page', 421],
    ['a page that asks for something else', {}, '/desk/library', 404],
    ['a page that adds a question', {}, '/page?x', 404],
  ])('is not accepted from %s', async (_who, headers, path, status) => {
    const { port, cookie, key, origin } = await serve()
    const secret = cookie.split('=')[1] ?? ''
    const named = Object.entries(headers).map(([name, text]) => [
      name,
      text.replace('PORT', String(port)).replace('COOKIE', secret),
    ])
    const sent = { cookie, key, origin, ...(Object.fromEntries(named) as Record<string, string>) }
    expect(await upgradeStatus(port, sent, path)).toBe(status)
  })

  it('connects under localhost as well', async () => {
    const { port, cookie, key } = await serve()
    const host = `localhost:${String(port)}`
    expect(await upgradeStatus(port, { cookie, key, host, origin: `http://${host}` })).toBe(101)
  })

  it('is not offered compression', async () => {
    const { port, cookie, key, origin } = await serve()
    const { socket } = await connectPage(port, { cookie, key, origin })
    expect(socket.extensions).toBe('')
  })

  it('is disconnected if it sends a message', async () => {
    const { page } = await serve()
    page.socket.send('hello')
    expect(await page.closed).toBe(1008)
  })

  it('is disconnected by the size of a large message, before that is read', async () => {
    const { page } = await serve()
    page.socket.send('x'.repeat(100_000))
    expect(await page.closed).toBe(1009)
  })
})

describe('a connection', () => {
  it('ends its page when it closes, properly or not', async () => {
    const { ends, connectPage: connect, nextEnd } = recordEnds()
    const { opened } = await serve()
    const { page, port, cookie, key, origin } = await serve({ desk: { ...opened, connectPage: connect } })
    const other = await connectPage(port, { cookie, key, origin })
    const first = nextEnd()
    page.socket.close()
    await first
    expect(ends).toEqual(['page 1'])
    const second = nextEnd()
    other.socket.terminate()
    await second
    expect(ends).toEqual(['page 1', 'page 2'])
  })

  it('stays open while the page answers heartbeats, and ends after two missed ones', async () => {
    const { timers, running, fire } = manualTimers()
    const { page } = await serve({ timers })
    expect(running.map(({ ms }) => ms)).toEqual([HEARTBEAT_MS])
    for (let beat = 0; beat < 5; beat += 1) {
      const asked = new Promise((resolve) => page.socket.once('ping', resolve))
      fire(HEARTBEAT_MS)
      await asked
      // Once the host has answered a later message, it has read the answer to the ping.
      await messagesRead(page)
    }
    expect(page.socket.readyState).toBe(page.socket.OPEN)
    page.socket.pause()
    for (let beat = 0; beat < 3; beat += 1) fire(HEARTBEAT_MS)
    page.socket.resume()
    expect(await page.closed).toBe(1006)
  })

  it('closes with its host, and its timers stop', async () => {
    const { timers, running } = manualTimers()
    const { host, page } = await serve({ timers })
    const closed = host.close()
    expect(await page.closed).toBe(1001)
    await closed
    expect(running).toEqual([])
  })

  it('is terminated if the page does not answer while its host closes', async () => {
    const { timers, fire } = manualTimers()
    const { host, page } = await serve({ timers })
    page.socket.pause()
    const closed = host.close()
    fire(CLOSE_MS)
    await closed
    page.socket.resume()
    await page.closed
  })
})

/** Waits until the host has read everything that the page sent: it answers a later ping. */
async function messagesRead({ socket }: Pick<TestPage, 'socket'>): Promise<void> {
  const pong = new Promise((resolve) => socket.once('pong', resolve))
  socket.ping()
  await pong
}

describe('a call', () => {
  it.each([
    ['without a page', ''],
    ['for a page that never was', '0'.repeat(32)],
    ['for something in every object', 'constructor'],
  ])('%s is answered with 410, and nothing is done', async (_what, page) => {
    const { call, desk } = await serve()
    const answer = await call('createDraft', [article('Tram')], { 'x-galley-page': page })
    expect(answer.status).toBe(410)
    expect(answer.headers['content-type']).toContain('application/json')
    expect(valueIn(answer)).toEqual({ error: expect.stringContaining('not connected') as string })
    expect(value(await desk.library()).drafts).toEqual([])
  })

  it('is answered with 410 after its page is gone, until it connects again', async () => {
    const { call, page, port, cookie, key, origin } = await serve()
    page.socket.close()
    await page.closed
    expect((await call('library', [])).status).toBe(410)
    const again = await connectPage(port, { cookie, key, origin })
    expect((await call('library', [], { 'x-galley-page': again.id })).status).toBe(200)
  })

  it('belongs to its own page: the draft it opened is locked for another page', async () => {
    const { call, port, cookie, key, origin } = await serve()
    const made = valueIn(await call('createDraft', [article('Tram')])) as {
      value: { summary: { id: string } }
    }
    const { id } = made.value.summary
    const other = await connectPage(port, { cookie, key, origin })
    const read = await call('openDraft', [id], { 'x-galley-page': other.id })
    expect(valueIn(read)).toMatchObject({ ok: true, value: { lockedBy: expect.any(String) as string } })
  })

  it('is carried out although its page goes meanwhile', async () => {
    const { opened } = await serve()
    let finish = (): void => undefined
    const did: string[] = []
    const done = new Promise<void>((resolve) => (finish = resolve))
    const started = Promise.withResolvers<undefined>()
    const ended = Promise.withResolvers<undefined>()
    const desk = {
      readSettings: async () => {
        started.resolve(undefined)
        await done
        did.push('read')
        return { ok: true, value: null }
      },
    } as unknown as ConnectedPage['desk']
    const end = () => {
      ended.resolve(undefined)
      return Promise.resolve()
    }
    const { call, page } = await serve({ desk: { ...opened, connectPage: () => ({ desk, end }) } })
    const answer = call('readSettings', [])
    await started.promise
    page.socket.terminate()
    await ended.promise
    finish()
    expect((await answer).status).toBe(200)
    expect(did).toEqual(['read'])
  })
})

describe('a call that comes late', () => {
  const NOW = 1_800_000_000_000
  const now = () => NOW
  const { slowAfterMs } = DESK_CALLS.createDraft
  const sent = (ms: number) => ({ 'x-galley-sent': String(ms) })

  it('is refused and does nothing if it is a click', async () => {
    const { call, desk } = await serve({ now })
    const late = await call('createDraft', [article('Tram')], sent(NOW - slowAfterMs - 1))
    expect(late.status).toBe(200)
    expect(valueIn(late)).toEqual({
      ok: false,
      problem: {
        code: 'too-late',
        what: 'The draft was not created: Galley received the request too late.',
        safe: 'Nothing was done. What is on the screen is still there.',
        mend: 'Try again if you still want it.',
      },
    })
    expect(value(await desk.library()).drafts).toEqual([])
  })

  it('is carried out within its limit, with a time in the future, and without a time', async () => {
    const { call, desk } = await serve({ now })
    for (const headers of [sent(NOW - slowAfterMs), sent(NOW + 60_000), {}])
      expect(valueIn(await call('createDraft', [article('Tram')], headers))).toMatchObject({
        ok: true,
      })
    expect(value(await desk.library()).drafts).toHaveLength(3)
  })

  it('is carried out however late it is if it saves words', async () => {
    const { call } = await serve({ now })
    const made = valueIn(await call('createDraft', [article('Tram')])) as {
      value: { summary: { id: string }; revision: string; nextLine: number }
    }
    const { summary, revision, nextLine } = made.value
    const values = [summary.id, article('Tram', 'It leaves.'), revision, nextLine, 'a-key']
    const saved = await call('saveDraft', values, sent(NOW - 3_600_000))
    expect(valueIn(saved)).toMatchObject({ ok: true })
  })

  it.each(['', 'now', '-1', '1e9', '1.5', '9'.repeat(16)])(
    'must state its time in milliseconds: %j is refused',
    async (time) => {
      const { call } = await serve({ now })
      expect((await call('library', [], { 'x-galley-sent': time })).status).toBe(400)
    },
  )
})
