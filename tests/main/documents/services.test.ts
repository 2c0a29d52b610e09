import type { BrowserWindow, NativeImage, WebContents } from 'electron'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acceptsArguments, HOST_CALLS } from '../../../src/calls.ts'
import { done, type Outcome, problem } from '../../../src/desk.ts'
import { type DocumentServicesParts, setupDocumentServices } from '../../../src/main/documents/services.ts'
import { noteSaved } from '../../../src/main/windows/saveDialog.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-dragged-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const bytes = new TextEncoder().encode('zip')
const ICON = { isEmpty: () => false } as unknown as NativeImage
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.problem.what)
  return outcome.value
}

/** Sets up the services of one page over doubles. */
async function setup(overrides: Partial<DocumentServicesParts['desk']> = {}) {
  const made = join(folder, 'library.zip')
  await writeFile(made, bytes)
  const shown: string[] = []
  const bars: number[] = []
  const dragged: { file: string }[] = []
  const cancelled: string[] = []
  let polls = 0
  const servicesFor = setupDocumentServices({
    shell: { showItemInFolder: (path) => shown.push(path) },
    Notification: { isSupported: () => false } as unknown as DocumentServicesParts['Notification'],
    settingsFile: join(folder, 'settings.json'),
    draftFolder: (id) => Promise.resolve(join(folder, id)),
    windows: () => [],
    windowOf: () => ({ setProgressBar: (value: number) => bars.push(value) }) as unknown as BrowserWindow,
    folder: join(folder, 'dragged'),
    icon: () => ICON,
    jobFile: () => Promise.resolve(done({ name: 'tram.galley', path: made, size: 3 })),
    desk: {
      startBackup: () => Promise.resolve(done({ id: 'job00001', state: 'running', done: 0, total: 2 })),
      readJob: (id) => {
        polls += 1
        return Promise.resolve(done({ id, state: polls < 3 ? 'running' : 'done', done: 0, total: 2 }))
      },
      cancelJob: (id) => {
        cancelled.push(id)
        return Promise.resolve(done(null))
      },
      exportDraft: () => Promise.resolve(done({ name: 'tram.md', mime: 'text/markdown', bytes })),
      ...overrides,
    },
  })
  const contents = { startDrag: (item: { file: string }) => dragged.push(item) } as unknown as WebContents
  return { services: servicesFor(contents), shown, bars, dragged, cancelled }
}

test('the folder of a draft is shown in the file manager, and one that is gone is not', async () => {
  const { services, shown } = await setup()
  await mkdir(join(folder, 'tram-000001'))
  expect(await services.showDraft('tram-000001')).toMatchObject({ ok: true })
  expect(shown).toEqual([join(folder, 'tram-000001')])
  expect(await services.showDraft('ferry-000001')).toMatchObject({ problem: { code: 'not-found' } })
  expect(shown).toHaveLength(1)
})

test('only a file that this process saved is shown in the file manager', async () => {
  const { services, shown } = await setup()
  const path = join(folder, 'tram.md')
  await writeFile(path, 'Tram')
  noteSaved(path, 'tram.md')
  expect(await services.showFile('\\\\evil\\share\\x')).toMatchObject({
    ok: false,
    problem: { code: 'denied' },
  })
  expect(await services.showFile(path)).toMatchObject({ ok: true })
  expect(shown).toEqual([path])
})

test('a saved file that was deleted since is not shown, and the writer is told', async () => {
  const { services, shown } = await setup()
  const path = join(folder, 'tram.md')
  noteSaved(path, 'tram.md')
  expect(await services.showFile(path)).toMatchObject({
    ok: false,
    problem: { code: 'not-found', what: '“tram.md” is no longer where it was saved.' },
  })
  expect(shown).toEqual([])
})

test('the file with the settings has its place told, and is shown in the file manager', async () => {
  const { services, shown } = await setup()
  const path = value(await services.settingsFile())
  expect(path).toBe(join(folder, 'settings.json'))
  await writeFile(path, '{}')
  expect(await services.showFile(path)).toMatchObject({ ok: true })
  expect(shown).toEqual([path])
})

test('progress goes to the page’s own window', async () => {
  const { services, bars } = await setup()
  await services.showProgress(0.5)
  await services.showProgress(-1)
  expect(bars).toEqual([0.5, -1])
})

test('a draft is dragged as a Galley file that the desk made, and the job is cleared', async () => {
  const { services, dragged, cancelled } = await setup()
  const token = value(await services.prepareDrag('tram-1a', 'galley'))
  expect(value(await services.startDrag(token))).toBe(null)
  const [item] = dragged
  expect(item?.file).toMatch(/tram\.galley$/)
  expect(await readFile(item?.file ?? '')).toEqual(Buffer.from(bytes))
  expect(cancelled).toEqual(['job00001'])
})

test('a draft is dragged as Markdown', async () => {
  const { services, dragged } = await setup()
  await services.startDrag(value(await services.prepareDrag('tram-1a', 'markdown')))
  expect(dragged[0]?.file).toMatch(/tram\.md$/)
})

test('a draft that cannot be packed is not dragged, and its job is cleared', async () => {
  const failed = problem('not-found', 'There is no such draft.', '', '').problem
  const { services, cancelled } = await setup({
    readJob: (id) => Promise.resolve(done({ id, state: 'failed', done: 0, total: 2, problem: failed })),
  })
  expect(await services.prepareDrag('gone-1a', 'galley')).toEqual({ ok: false, problem: failed })
  expect(cancelled).toEqual(['job00001'])
})

test('a token that was not given out drags nothing', async () => {
  const { services, dragged } = await setup()
  expect(await services.startDrag('0123456789abcdef')).toMatchObject({ ok: false })
  expect(dragged).toEqual([])
})

test('files of an earlier start are removed', async () => {
  await mkdir(join(folder, 'dragged', 'old'), { recursive: true })
  const { services } = await setup()
  await services.prepareDrag('tram-1a', 'markdown')
  await expect(stat(join(folder, 'dragged', 'old'))).rejects.toThrow('ENOENT')
})

test('the guards refuse wrong fractions, formats, ids and paths', () => {
  const refused: readonly (readonly [keyof typeof HOST_CALLS, readonly unknown[]])[] = [
    ['showProgress', [1.1]],
    ['showProgress', [NaN]],
    ['showProgress', [-0.5]],
    ['prepareDrag', ['../x', 'galley']],
    ['prepareDrag', ['tram-1a', 'exe']],
    ['startDrag', ['../../etc/passwd']],
    ['showFile', ['']],
    ['showFile', ['a\0b']],
    ['announceEnd', ['', 'x']],
    ['announceEnd', ['x', 'y'.repeat(400)]],
  ]
  for (const [name, values] of refused)
    expect([name, values, acceptsArguments(HOST_CALLS[name], values)]).toEqual([name, values, false])
  expect(acceptsArguments(HOST_CALLS.showProgress, [0.25])).toBe(true)
})
