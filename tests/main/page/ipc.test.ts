import { describe, expect, test, vi } from 'vitest'
import { DESK_CALLS, HOST_CALLS } from '../../../src/calls.ts'
import { done, type Desk, type HostServices } from '../../../src/desk.ts'
import { setupIpc } from '../../../src/main/page/ipc.ts'
import { FakeIpc, messageFrom } from '../electron.ts'

/** Returns a desk and host services whose calls return their own name, and the calls made so far. */
function echoing(): { desk: Desk; services: HostServices; called: string[] } {
  const called: string[] = []
  const echo = (names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        vi.fn((...values: unknown[]) => {
          called.push(`${name}(${values.map(String).join(', ')})`)
          return Promise.resolve(done(name))
        }),
      ]),
    )
  return {
    desk: echo(Object.keys(DESK_CALLS)) as unknown as Desk,
    services: echo(Object.keys(HOST_CALLS)) as unknown as HostServices,
    called,
  }
}

const NOW = 1_800_000_000_000

/** Sets up the channels over such a desk, at the time NOW. */
function setup() {
  const ipc = new FakeIpc()
  const { desk, services, called } = echoing()
  setupIpc(ipc, { deskFor: () => desk, servicesFor: () => services }, () => NOW)
  return { ipc, desk, called }
}

describe('the channels', () => {
  test('are exactly the calls of the contract', () => {
    const { ipc } = setup()
    expect([...ipc.handlers.keys()]).toEqual([
      ...Object.keys(DESK_CALLS).map((name) => `desk:${name}`),
      ...Object.keys(HOST_CALLS).map((name) => `host:${name}`),
    ])
  })

  test('pass a call to the desk of the web contents that it comes from', async () => {
    const ipc = new FakeIpc()
    const senders: unknown[] = []
    const { desk, services } = echoing()
    const deskFor = (contents: unknown) => {
      senders.push(contents)
      return desk
    }
    setupIpc(ipc, { deskFor, servicesFor: () => services })
    const event = messageFrom()
    await ipc.invoke('desk:library', event, Date.now())
    await ipc.invoke('host:copyText', event, 'words')
    expect(senders).toEqual([event.sender])
  })

  test('pass on a call’s arguments and return its outcome', async () => {
    const { ipc, called } = setup()
    expect(await ipc.invoke('desk:openDraft', messageFrom(), NOW, 'a-draft')).toEqual(done('openDraft'))
    expect(await ipc.invoke('host:copyText', messageFrom(), 'words')).toEqual(done('copyText'))
    expect(called).toEqual(['openDraft(a-draft)', 'copyText(words)'])
  })
})

describe('a message is refused', () => {
  for (const [from, event] of [
    ['a frame inside the page', messageFrom({ nested: true })],
    ['the top frame of something else in the same window', messageFrom({ foreign: true })],
    ['a frame that is gone', messageFrom({ detached: true })],
    ['another origin', messageFrom({ url: 'https://app/' })],
    ['another host of our scheme', messageFrom({ url: 'galley://evil/' })],
    ['an origin that begins like ours', messageFrom({ url: 'galley://app.evil/' })],
    ['our origin with a name before it', messageFrom({ url: 'galley://evil@app/' })],
    ['a blank page', messageFrom({ url: 'about:blank' })],
  ] as const)
    test(`from ${from}`, async () => {
      const { ipc, called } = setup()
      const answer = await ipc.invoke('desk:library', event, NOW)
      expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid' } })
      expect(called).toEqual([])
    })

  for (const [what, values] of [
    ['a path for an id', ['../../etc']],
    ['a number for an id', [1]],
    ['an argument too few', []],
    ['an argument too many', ['a-draft', 'b']],
  ] as const)
    test(`with ${what}`, async () => {
      const { ipc, called } = setup()
      const answer = await ipc.invoke('desk:openDraft', messageFrom(), NOW, ...values)
      expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid' } })
      expect(called).toEqual([])
    })
})

describe('a call that comes late', () => {
  const { slowAfterMs } = DESK_CALLS.trashDraft

  test('is refused before it reaches the desk if it is a click', async () => {
    const { ipc, called } = setup()
    const event = messageFrom()
    const late = await ipc.invoke('desk:trashDraft', event, NOW - slowAfterMs - 1, 'a-draft')
    expect(late).toMatchObject({ ok: false, problem: { code: 'too-late' } })
    expect(JSON.stringify(late)).toContain('Nothing was done.')
    expect(called).toEqual([])
    expect(await ipc.invoke('desk:trashDraft', event, NOW - slowAfterMs, 'a-draft')).toEqual(
      done('trashDraft'),
    )
  })

  test('is carried out however late it is if it saves words', async () => {
    const { ipc } = setup()
    const values = [NOW - 3_600_000, 'a-draft', '{}', 'a'.repeat(64)]
    expect(await ipc.invoke('desk:saveDraft', messageFrom(), ...values)).toEqual(done('saveDraft'))
  })

  test.each([
    ['a-draft'],
    [undefined, 'a-draft'],
    ['1', 'a-draft'],
    [Number.NaN, 'a-draft'],
    [Infinity, 'a-draft'],
  ])('must say when it was made: %j is refused', async (...values) => {
    const { ipc, called } = setup()
    const answer = await ipc.invoke('desk:openDraft', messageFrom(), ...values)
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid' } })
    expect(called).toEqual([])
  })
})

test('a call that throws returns a problem and does not reject', async () => {
  const { ipc, desk } = setup()
  vi.mocked(desk).library.mockRejectedValue(new Error('the disk is upside down'))
  const answer = await ipc.invoke('desk:library', messageFrom(), NOW)
  expect(answer).toMatchObject({ ok: false, problem: { code: 'failed' } })
  expect(JSON.stringify(answer)).toContain('upside down')
})
