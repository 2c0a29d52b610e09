import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../src/desk.ts'
import { switchLibrary, libraryFolder, setupDesk } from '../../../src/main/library/library.ts'
import { setupSingleInstance } from '../../../src/main/singleInstance.ts'
import { setupTheme } from '../../../src/main/windows/theme.ts'
import { FakeApp } from '../electron.ts'

const settings = { read: () => DEFAULT_SETTINGS, write: () => undefined, notices: [] }

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-library-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('the library', () => {
  test('is in the documents folder that Electron names unless the command line names one', async () => {
    const standard = join(folder, 'Galley')
    await mkdir(join(standard, 'tram-9-znnkoq'), { recursive: true })
    await writeFile(join(standard, 'tram-9-znnkoq', 'article.json'), '{}')
    expect(await libraryFolder(['galley', '.'], '', folder)).toBe(standard)
    expect(await libraryFolder(['galley', '.', '--library=/some/where'], '', folder)).toBe(
      resolve('/some/where'),
    )
    expect(await libraryFolder(['galley', '--library='], '', folder)).toBe(standard)
    expect(await libraryFolder(['galley', '.'], 'not/a/whole/path', folder)).toBe(standard)
  })

  test('is the chosen folder unless the command line names one', async () => {
    const chosen = resolve('/chosen')
    expect(await libraryFolder(['galley', '.'], chosen, folder)).toBe(chosen)
    expect(await libraryFolder(['galley', '.', '--library=/some/where'], chosen, folder)).toBe(
      resolve('/some/where'),
    )
  })

  test('is saved when the writer chooses it, and Galley restarts with it', () => {
    const actions: unknown[] = []
    const app = { quit: () => actions.push('quit') }
    const saved: string[] = []
    const memory = { read: () => '', write: (chosen: string) => void saved.push(chosen) }
    const relaunch = (args?: readonly string[]) => actions.push(args)
    switchLibrary({ app, memory, args: ['galley', '.', '--library=/old'], relaunch }, '/new')
    expect(saved).toEqual(['/new'])
    expect(actions).toEqual([['.'], 'quit'])
  })

  test('can be replaced by another if the chosen one cannot be opened', async () => {
    const app = new FakeApp()
    const messages: string[] = []
    const saved: string[] = []
    const other = join(folder, 'other')
    const file = join(folder, 'no-folder')
    await writeFile(file, '')
    const dialog = {
      showErrorBox: () => undefined,
      showMessageBox: (options: unknown) => {
        messages.push((options as { detail: string }).detail)
        return Promise.resolve({ response: 0, checkboxChecked: false })
      },
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [other] }),
    }
    const memory = { read: () => file, write: (chosen: string) => void saved.push(chosen) }
    const desk = await setupDesk({ app: app.slice, dialog, memory }, file, settings)
    expect(await desk?.connectPage().desk.library()).toMatchObject({ ok: true, value: { folder: other } })
    expect(messages.join()).toContain('no-folder')
    expect(saved).toEqual([other])
    expect(app.did).toEqual([])
    await desk?.close()
  })

  test('opens and closes', async () => {
    const app = new FakeApp()
    const desk = await setupDesk(
      { app: app.slice, dialog: { showErrorBox: () => undefined } },
      folder,
      settings,
    )
    expect(await desk?.connectPage().desk.library()).toMatchObject({ ok: true, value: { drafts: [] } })
    await desk?.close()
    expect(app.did).toEqual([])
  })

  test('opens although another Galley has it open, because drafts are locked one by one', async () => {
    const app = new FakeApp()
    const boxes: string[] = []
    const dialog = { showErrorBox: (title: string, text: string) => boxes.push(`${title}: ${text}`) }
    const first = await setupDesk({ app: app.slice, dialog }, folder, settings)
    const second = await setupDesk({ app: app.slice, dialog }, folder, settings)
    expect(second).not.toBeNull()
    expect(boxes).toEqual([])
    await first?.close()
    await second?.close()
  })

  test('is reported if it cannot be opened, and Galley exits', async () => {
    const app = new FakeApp()
    const boxes: string[] = []
    const dialog = { showErrorBox: (title: string, text: string) => boxes.push(`${title}: ${text}`) }
    const file = join(folder, 'no-folder')
    await writeFile(file, '')
    expect(await setupDesk({ app: app.slice, dialog }, file, settings)).toBeNull()
    expect(boxes.join()).toContain('could not be opened')
    expect(app.did).toEqual(['exit 1'])
  })

  test('applies its theme to the system’s windows at the start and at every change', () => {
    const nativeTheme: { themeSource: 'system' | 'light' | 'dark' } = { themeSource: 'system' }
    const listeners: ((settings: Settings) => void)[] = []
    setupTheme(nativeTheme, {
      read: () => ({ ...DEFAULT_SETTINGS, theme: 'dark' }),
      onChange: (listener) => listeners.push(listener),
    })
    expect(nativeTheme.themeSource).toBe('dark')
    for (const listener of listeners) listener({ ...DEFAULT_SETTINGS, theme: 'light' })
    expect(nativeTheme.themeSource).toBe('light')
  })
})

describe('the single instance', () => {
  const START = { args: ['tram.md'], folder: '/home/jo' }

  test('starts if it is the first', () => {
    const app = new FakeApp()
    expect(setupSingleInstance(app.slice, START)).toBe(true)
    expect(app.did).toEqual(['lock'])
  })

  test('exits at once if it is not the first', () => {
    const app = new FakeApp()
    app.first = false
    expect(setupSingleInstance(app.slice, START)).toBe(false)
    expect(app.did).toEqual(['lock', 'exit 0'])
    expect(app.lockData).toEqual(START)
  })
})
