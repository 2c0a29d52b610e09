import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { DESK_CALLS, HOST_CALLS } from '../../src/calls.ts'

/** Globals of the page by name, and the messages sent to the main process. */
const exposed = new Map<string, Record<string, (...values: unknown[]) => unknown>>()
const invoked: unknown[][] = []
const channels = new Map<string, (event: unknown, sent: unknown) => void>()

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: Record<string, (...values: unknown[]) => unknown>) => {
      exposed.set(name, value)
    },
  },
  ipcRenderer: {
    invoke: (...values: unknown[]) => {
      invoked.push(values)
      return Promise.resolve('answer')
    },
    on: (channel: string, listener: (event: unknown, sent: unknown) => void) => {
      channels.set(channel, listener)
    },
  },
}))

beforeAll(async () => {
  await import('../../src/preload/index.ts')
})

test('the page gets one global, with exactly the calls of the contract and one function for events', () => {
  expect([...exposed.keys()]).toEqual(['galley'])
  expect(Object.keys(exposed.get('galley') ?? {}).toSorted()).toEqual(
    ['onHostEvent', ...Object.keys(DESK_CALLS), ...Object.keys(HOST_CALLS)].toSorted(),
  )
})

test('each call is sent on a channel of its own with its arguments, a desk call with the time first', async () => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const galley = exposed.get('galley') ?? {}
  expect(await galley.saveDraft?.('a-draft', '{}', 'base')).toBe('answer')
  await galley.copyText?.('words')
  expect(invoked).toEqual([
    ['desk:saveDraft', 1_800_000_000_000, 'a-draft', '{}', 'base'],
    ['host:copyText', 'words'],
  ])
})

test('the page hears an event of the host, and nothing of Electron’s own with it', () => {
  const heard: unknown[][] = []
  exposed.get('galley')?.onHostEvent?.((...values: unknown[]) => heard.push(values))
  channels.get('host:event')?.({ sender: 'ipcRenderer' }, { kind: 'openDraft', id: 'a-draft' })
  expect(heard).toEqual([[{ kind: 'openDraft', id: 'a-draft' }]])
})
