import type { BrowserWindow } from 'electron'
import { resolve } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import type { HostEvent } from '../../../src/desk.ts'
import { setupOpening, startArguments } from '../../../src/main/documents/opening.ts'
import { FakeApp, FakeWindow } from '../electron.ts'

const FOLDER = resolve('/home/jo')
const bytes = new TextEncoder().encode('words')

/** A disk on which only texts whose names begin with `real` exist. */
const disk = {
  realpath: (path: string) => Promise.resolve(path),
  readFile: (path: string) =>
    path.includes('real') ? Promise.resolve(bytes) : Promise.reject(new Error('not there')),
}

/** Sets up opening with a double of Electron; `sent` are the events that reached a page. */
function setup(args: readonly string[] = [], isPackaged = true) {
  const app = new FakeApp()
  const registered: unknown[] = []
  const slice = Object.assign(app, {
    isPackaged,
    setAsDefaultProtocolClient: (...values: unknown[]) => {
      registered.push(values)
      return true
    },
  }) as unknown as Parameters<typeof setupOpening>[0]['app']
  const opening = setupOpening({ app: slice, start: { args, folder: FOLDER }, files: disk })
  const sent: HostEvent[] = []
  /** The drafts whose windows were brought to the front. */
  const fronted: string[] = []
  const deliver = (): void => {
    const window = new FakeWindow({}) as unknown as BrowserWindow
    opening.deliverTo(
      {
        show: () => undefined,
        showing: (id) => (id === 'shown-1a2b' ? window : null),
        open: (id) => {
          fronted.push(id ?? '')
          return window
        },
        focused: () => window,
      },
      { send: (_contents, event) => sent.push(event) },
    )
  }
  return { app, registered, sent, fronted, deliver }
}

/** Waits until requests of a moment are collected and read. */
const collected = () => vi.advanceTimersByTimeAsync(300)

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

test('files that come one by one before a window exists are one import', async () => {
  const { app, sent, deliver } = setup()
  expect(app.emit('open-file', {}, '/x/real1.md')).toBe(true)
  app.emit('open-file', {}, '/x/real2.md')
  await collected()
  expect(sent).toEqual([])
  deliver()
  await collected()
  expect(sent).toEqual([
    {
      kind: 'importFiles',
      files: [
        { name: 'real1.md', bytes },
        { name: 'real2.md', bytes },
      ],
    },
  ])
})

test('files that come a moment apart are one import, those that come later another', async () => {
  const { app, sent, deliver } = setup()
  deliver()
  app.emit('open-file', {}, '/x/real1.md')
  await vi.advanceTimersByTimeAsync(150)
  app.emit('open-file', {}, '/x/real2.md')
  await collected()
  app.emit('open-file', {}, '/x/real3.md')
  await collected()
  const names = sent.map((event) => (event.kind === 'importFiles' ? event.files.map(({ name }) => name) : []))
  expect(names).toEqual([['real1.md', 'real2.md'], ['real3.md']])
})

test('the arguments of the start and of a second start are opened', async () => {
  const { app, sent, deliver } = setup(['--open-draft=night-tram-3f9a'])
  deliver()
  await collected()
  app.emit('second-instance', {}, ['ignored.md'], '/', { args: ['real.txt'], folder: FOLDER })
  await collected()
  expect(sent).toEqual([
    { kind: 'openDraft', id: 'night-tram-3f9a' },
    { kind: 'importFiles', files: [{ name: 'real.txt', bytes }] },
  ])
})

test.each([
  undefined,
  null,
  'x',
  { args: 'real.txt', folder: '/' },
  { args: [1], folder: '/' },
  { args: [] },
])('a second start that says %j opens nothing', async (data) => {
  const { app, sent, deliver } = setup()
  deliver()
  app.emit('second-instance', {}, ['real.txt'], '/', data)
  await collected()
  expect(sent).toEqual([])
})

test('files that were not opened are told in one sentence', async () => {
  const { sent, deliver } = setup(Array.from({ length: 60 }, (_, index) => `gone${String(index)}.md`))
  deliver()
  await collected()
  expect(sent).toHaveLength(1)
  const [event] = sent
  expect(event).toMatchObject({ kind: 'problem', problem: { code: 'invalid' } })
  expect(JSON.stringify(event)).toContain('and 55 more')
})

test('a link opens its draft, and a bad link is told', async () => {
  const { app, sent, deliver } = setup()
  deliver()
  app.emit('open-url', {}, 'galley://draft/night-tram-3f9a')
  app.emit('open-url', {}, 'galley://evil/x')
  await collected()
  expect(sent).toMatchObject([
    { kind: 'openDraft', id: 'night-tram-3f9a' },
    { kind: 'problem', problem: { what: 'This link leads to no draft: “galley://evil/x”.' } },
  ])
})

test('a bad link is quoted without signs that turn or hide what follows', async () => {
  const { app, sent, deliver } = setup()
  deliver()
  app.emit('open-url', {}, 'galley://evil/\u202Egpj\u2066\0x\u200Fz')
  await collected()
  expect(sent).toMatchObject([
    { kind: 'problem', problem: { what: 'This link leads to no draft: “galley://evil/�gpj��x�z”.' } },
  ])
})

test('a draft that a window shows already brings that window to the front', async () => {
  const { app, sent, fronted, deliver } = setup()
  deliver()
  app.emit('open-url', {}, 'galley://draft/shown-1a2b')
  await collected()
  expect(fronted).toEqual(['shown-1a2b'])
  expect(sent).toEqual([])
})

test('only a package registers its links with the system, behind -- so that a link is never a flag', () => {
  expect(setup([], true).registered).toEqual([['galley', process.execPath, ['--']]])
  expect(setup([], false).registered).toEqual([])
})

test('a start in development has the project’s folder before its arguments', () => {
  const argv = ['electron', '/project', 'a.md']
  expect(startArguments(argv, false, '/home/jo')).toEqual({ args: ['a.md'], folder: '/home/jo' })
  expect(startArguments(['galley', 'a.md'], true, '/home/jo')).toEqual({ args: ['a.md'], folder: '/home/jo' })
})
