import { describe, expect, test, vi } from 'vitest'
import { DESK_CALLS, HOST_CALLS } from '../../src/calls.ts'
import { done, type Desk, type HostServices } from '../../src/desk.ts'
import { setupIpc } from '../../src/main/ipc.ts'
import { FakeIpc, messageFrom } from './electron.ts'

/** A desk and host services that answer every call with its own name. */
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

function served() {
  const ipc = new FakeIpc()
  const { desk, services, called } = echoing()
  setupIpc(ipc, desk, services)
  return { ipc, desk, called }
}

describe('the channels', () => {
  test('are the calls of the contract and no others', () => {
    const { ipc } = served()
    expect([...ipc.handlers.keys()]).toEqual([
      ...Object.keys(DESK_CALLS).map((name) => `desk:${name}`),
      ...Object.keys(HOST_CALLS).map((name) => `host:${name}`),
    ])
  })

  test('pass a call on with its arguments and answer what it answers', async () => {
    const { ipc, called } = served()
    expect(await ipc.invoke('desk:openDraft', messageFrom(), 'a-draft')).toEqual(done('openDraft'))
    expect(called).toEqual(['openDraft(a-draft)'])
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
      const { ipc, called } = served()
      const answer = await ipc.invoke('desk:library', event)
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
      const { ipc, called } = served()
      const answer = await ipc.invoke('desk:openDraft', messageFrom(), ...values)
      expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid' } })
      expect(called).toEqual([])
    })
})

test('a call that throws answers with a problem, for none of them rejects', async () => {
  const { ipc, desk } = served()
  vi.mocked(desk).library.mockRejectedValue(new Error('the disk is upside down'))
  const answer = await ipc.invoke('desk:library', messageFrom())
  expect(answer).toMatchObject({ ok: false, problem: { code: 'failed' } })
  expect(JSON.stringify(answer)).toContain('upside down')
})
