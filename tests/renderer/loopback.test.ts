import { describe, expect, it } from 'vitest'
import { done } from '../../src/desk.ts'
import { Loopback, type Socket } from '../../src/renderer/src/loopback.ts'
import { toWire } from '../../src/wire.ts'
import { FakeClock, settled } from './fakeClock.ts'

type Listener = (event: { readonly data: unknown }) => void

/** A WebSocket whose events the test emits. */
class FakeSocket implements Socket {
  readonly #listeners = new Map<string, Listener[]>()
  isClosed = false

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  emit(type: string, data: unknown = null): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ data })
  }

  close(): void {
    this.isClosed = true
    this.emit('close')
  }
}

/** Sets up a connection over fake sockets. `name` sends the page its id; `posts` are the calls sent so far. */
function setUp() {
  const clock = new FakeClock()
  const sockets: FakeSocket[] = []
  const posts: { path: string; page: string | undefined; sent: string | undefined }[] = []
  /** Ids of the pages that the host knows. */
  const known = new Set<string>()
  /** The status of each response to a known page. */
  const response = { status: 200 }
  let reconnections = 0
  const loopback = new Loopback({
    clock,
    date: () => 1_700_000_000_000 + clock.now(),
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    post: (path, { headers }) => {
      const page = headers['x-galley-page']
      posts.push({ path, page, sent: headers['x-galley-sent'] })
      const isKnown = known.has(page ?? '')
      const { type, bytes } = toWire(done(null))
      return Promise.resolve(
        new Response(bytes, { status: isKnown ? response.status : 410, headers: { 'content-type': type } }),
      )
    },
    onReconnected: () => (reconnections += 1),
  })
  const name = (page: string): void => {
    known.add(page)
    sockets.at(-1)?.emit('message', JSON.stringify({ page }))
  }
  return { clock, sockets, posts, known, response, loopback, name, reconnections: () => reconnections }
}

describe('the connection with the browser host', () => {
  it('waits for the page’s id, and sends it with each call and the time', async () => {
    const { loopback, posts, name } = setUp()
    const call = loopback.call('library', [])
    await settled()
    expect(posts).toEqual([])
    name('a1')
    expect(await call).toEqual(done(null))
    expect(posts).toEqual([{ path: '/desk/library', page: 'a1', sent: '1700000000000' }])
  })

  it('sends the time at which a call was made, however late the page gets its id', async () => {
    const { clock, loopback, posts, name } = setUp()
    const call = loopback.call('trashDraft', ['tea'])
    await clock.advance(60_000)
    name('a1')
    await call
    expect(posts.map(({ sent }) => sent)).toEqual(['1700000000000'])
  })

  it('opens one socket for calls made at once', async () => {
    const { loopback, sockets, name } = setUp()
    const calls = [loopback.call('library', []), loopback.call('readSettings', [])]
    name('a1')
    await Promise.all(calls)
    expect(sockets).toHaveLength(1)
  })

  it('reconnects and repeats a call once if the host no longer knows the page', async () => {
    const { loopback, posts, known, name, sockets, reconnections } = setUp()
    const first = loopback.call('library', [])
    name('a1')
    await first
    known.clear()
    const call = loopback.call('library', [])
    await settled()
    name('b2')
    expect(await call).toEqual(done(null))
    expect(posts.map(({ page }) => page)).toEqual(['a1', 'a1', 'b2'])
    expect(sockets[0]?.isClosed).toBe(true)
    expect(reconnections()).toBe(1)
  })

  it('returns a problem and does not reject while there is no host', async () => {
    const { loopback, sockets } = setUp()
    const call = loopback.call('library', [])
    sockets[0]?.emit('error')
    expect(await call).toMatchObject({ ok: false, problem: { code: 'unreachable' } })
  })

  it.each([400, 413, 415])(
    'says of a call refused with %i that the call is at fault, not Galley',
    async (status) => {
      const { loopback, name, response, sockets } = setUp()
      response.status = status
      const call = loopback.call('listDrafts', [])
      name('a1')
      const outcome = await call
      expect(outcome).toMatchObject({ ok: false, problem: { code: 'invalid', safe: 'Nothing was changed.' } })
      expect(JSON.stringify(outcome)).toContain('too long or too large')
      expect(sockets[0]?.isClosed).toBe(false)
    },
  )

  it('reconnects with growing delays until the host is back', async () => {
    const { loopback, clock, sockets, name, reconnections } = setUp()
    const first = loopback.call('library', [])
    name('a1')
    await first
    sockets[0]?.emit('close')
    await clock.advance(249)
    expect(sockets).toHaveLength(1)
    await clock.advance(1)
    expect(sockets).toHaveLength(2)
    sockets[1]?.emit('close')
    await clock.advance(499)
    expect(sockets).toHaveLength(2)
    await clock.advance(1)
    expect(sockets).toHaveLength(3)
    name('b2')
    expect(reconnections()).toBe(1)
    expect(clock.pending).toBe(0)
  })

  it('ignores messages without a page’s id', async () => {
    const { loopback, sockets, posts, name } = setUp()
    const call = loopback.call('library', [])
    sockets[0]?.emit('message', 'hello')
    sockets[0]?.emit('message', '{"page":7}')
    await settled()
    expect(posts).toEqual([])
    name('a1')
    await call
    expect(posts).toHaveLength(1)
  })
})
