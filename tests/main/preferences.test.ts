import Conf from 'conf'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/desk.ts'
import {
  setupLibraryMemory,
  setupSettings,
  setupWindowMemory,
  windowMemoryWhileOpening,
} from '../../src/main/preferences.ts'

// electron-store is conf in Electron's folders. The tests name the folder themselves, so conf alone does the same.
vi.mock('electron-store', () => ({
  default: class extends Conf {
    constructor({ name, ...options }: { readonly name: string; readonly cwd: string }) {
      super({ ...options, configName: name })
    }
  },
}))

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-preferences-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('settings', () => {
  test('are the defaults at first, and are saved', () => {
    const settings = setupSettings(folder)
    expect(settings.read()).toEqual(DEFAULT_SETTINGS)
    settings.write({ ...DEFAULT_SETTINGS, theme: 'dark', lastDraft: 'a-draft' })
    expect(setupSettings(folder).read()).toMatchObject({ theme: 'dark', lastDraft: 'a-draft' })
  })

  test('are moved aside if they cannot be read, with a notice for the writer', async () => {
    await writeFile(join(folder, 'settings.json'), '{ "theme": "da')
    const settings = setupSettings(folder)
    expect(settings.read()).toEqual(DEFAULT_SETTINGS)
    expect(settings.notices).toHaveLength(1)
    expect((await readdir(folder)).some((name) => name.includes('unreadable'))).toBe(true)
  })
})

describe('the chosen drafts folder', () => {
  test('is empty at first, and is saved', () => {
    expect(setupLibraryMemory(folder).read()).toBe('')
    setupLibraryMemory(folder).write('/the/chosen/one')
    expect(setupLibraryMemory(folder).read()).toBe('/the/chosen/one')
  })

  test('is empty if its file cannot be read', async () => {
    for (const text of ['{ "folder": "/the', '{ "folder": 7 }', 'null']) {
      await writeFile(join(folder, 'library.json'), text)
      expect(setupLibraryMemory(folder).read()).toBe('')
    }
  })
})

describe('the windows of last time', () => {
  const bounds = { x: 1, y: 2, width: 900, height: 600 }
  const states = [
    { bounds, maximized: true, fullScreen: false, draft: 'tea-3f9a' },
    { bounds: null, maximized: false, fullScreen: true, draft: '' },
  ]

  test('are none at first, and are saved', () => {
    expect(setupWindowMemory(folder, '/library').read()).toEqual([])
    setupWindowMemory(folder, '/library').write(states)
    expect(setupWindowMemory(folder, '/library').read()).toEqual(states)
  })

  test('are none if their file is damaged', async () => {
    await writeFile(join(folder, 'window.json'), 'not json')
    const memory = setupWindowMemory(folder, '/library')
    expect(memory.read()).toEqual([])
    memory.write(states)
    expect(memory.read()).toEqual(states)
  })

  test('are read without what cannot be true', async () => {
    const windows = [7, null, { bounds: 'x', maximized: 1, draft: '../etc' }, { bounds, draft: 'tea' }]
    await writeFile(join(folder, 'window.json'), JSON.stringify({ windows }))
    expect(setupWindowMemory(folder, '/library').read()).toEqual([
      { bounds: null, maximized: false, fullScreen: false, draft: null },
      { bounds, maximized: false, fullScreen: false, draft: 'tea' },
    ])
  })

  test('are the one window of an earlier version', async () => {
    await writeFile(join(folder, 'window.json'), JSON.stringify({ state: { bounds, maximized: true } }))
    expect(setupWindowMemory(folder, '/library').read()).toEqual([
      { bounds, maximized: true, fullScreen: false, draft: null },
    ])
  })

  test('are one window without a draft if they showed another library', () => {
    setupWindowMemory(folder, '/library').write([...states].reverse())
    expect(setupWindowMemory(folder, '/other').read()).toEqual([
      { bounds, maximized: true, fullScreen: false, draft: '' },
    ])
    expect(setupWindowMemory(folder, '/library').read()).toHaveLength(2)
  })

  test('are kept while their library is not open yet, and if it cannot be opened', async () => {
    setupWindowMemory(folder, '/library').write(states)
    const { promise, resolve } = Promise.withResolvers<string | null>()
    const memory = windowMemoryWhileOpening(folder, '/library', promise)
    memory.write(states.slice(1))
    expect(memory.read()).toEqual(states)
    resolve(null)
    await promise
    memory.write([])
    const failed = windowMemoryWhileOpening(folder, '/library', Promise.reject(new Error('no disk')))
    await Promise.resolve()
    failed.write([])
    expect(setupWindowMemory(folder, '/library').read()).toEqual(states)
  })

  test('are written for the library that was opened in place of theirs', async () => {
    setupWindowMemory(folder, '/library').write(states)
    const opened = Promise.resolve('/other')
    const memory = windowMemoryWhileOpening(folder, '/library', opened)
    expect(memory.read()).toEqual(states)
    await opened
    expect(memory.read()).toHaveLength(1)
    memory.write(states)
    expect(setupWindowMemory(folder, '/other').read()).toEqual(states)
  })

  test('let windows open and close although they cannot be saved', async () => {
    await writeFile(join(folder, 'file'), '')
    const memory = setupWindowMemory(join(folder, 'file', 'below'), '/library')
    memory.write(states)
    expect(memory.read()).toEqual([])
  })
})
