import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DESK_CALLS, HOST_CALLS } from '../../src/calls.ts'
import { FakeApp, FakeIpc, FakeSession, FakeWindow } from './electron.ts'

/** The entry's calls of Electron, in order. */
const log: string[] = []
const ipc = new FakeIpc()
/** Channels with listeners of `ipcMain.on`: the contract has none. */
const listened = new Set<string>()
const state = { first: true, folder: '' }

vi.mock('electron', () => {
  const fake = new FakeApp()
  const app = Object.assign(fake, {
    requestSingleInstanceLock: () => {
      log.push('lock')
      return state.first
    },
    exit: () => log.push('exit'),
    enableSandbox: () => log.push('sandbox'),
    whenReady: () => {
      log.push('ready')
      return Promise.resolve()
    },
    getPath: (name: string) => {
      log.push(`path ${name}`)
      return join(state.folder, name)
    },
    getVersion: () => '0.0.0',
  })
  let made: FakeSession | null = null
  const ipcMain = {
    handle: ipc.handle,
    on: (channel: string) => listened.add(channel),
    removeAllListeners: (channel: string) => listened.delete(channel),
  }
  return {
    // As electron-store imports it.
    default: { app, ipcMain, shell: {} },
    app,
    BrowserWindow: FakeWindow,
    clipboard: {},
    crashReporter: { start: () => log.push('crash reporter') },
    dialog: { showErrorBox: (_title: string, text: string) => log.push(text) },
    ipcMain,
    Menu: { buildFromTemplate: () => ({}), setApplicationMenu: () => log.push('menu') },
    nativeImage: { createFromPath: () => ({}) },
    Notification: { isSupported: () => false },
    nativeTheme: { themeSource: 'system', shouldUseDarkColors: false, on: () => undefined },
    powerMonitor: { on: () => undefined },
    protocol: { registerSchemesAsPrivileged: () => log.push('scheme'), handle: () => log.push('protocol') },
    screen: { getAllDisplays: () => [], on: () => undefined },
    session: {
      // Made when it is first read. Its dictionary is downloaded after the turn in which it was made.
      get defaultSession() {
        if (made === null) {
          made = new FakeSession()
          const session = made
          app.emitPlain('session-created', session)
          queueMicrotask(() => log.push(...session.languages.map((language) => `dictionary ${language}`)))
        }
        return made
      },
    },
    shell: {},
  }
})

const before = process.argv
beforeEach(async () => {
  vi.resetModules()
  log.length = 0
  FakeWindow.made.length = 0
  state.folder = await mkdtemp(join(tmpdir(), 'galley-entry-'))
  process.argv = ['electron', '.', `--library=${join(state.folder, 'library')}`]
})
afterEach(async () => {
  await rm(state.folder, { recursive: true, force: true })
})
afterAll(() => {
  process.argv = before
})

describe('the entry', () => {
  test('exits and does nothing else if another Galley runs', async () => {
    state.first = false
    await import('../../src/main/index.ts')
    expect(log.filter((entry) => !entry.startsWith('path'))).toEqual(['lock', 'exit'])
  })

  test('takes the lock first, registers its scheme before Electron is ready, and opens one window last', async () => {
    state.first = true
    const made = new Promise((resolve) => {
      FakeWindow.onMade = resolve
    })
    await import('../../src/main/index.ts')
    await made
    expect(FakeWindow.made).toHaveLength(1)
    const steps = log.filter((entry) => !entry.startsWith('path') && !entry.startsWith('dictionary'))
    expect(steps.slice(0, 5)).toEqual(['lock', 'sandbox', 'scheme', 'crash reporter', 'ready'])
    expect(log).toContain('protocol')
    expect(log.filter((entry) => entry.startsWith('dictionary'))).toEqual([])
    const desk = Object.keys(DESK_CALLS).map((name) => `desk:${name}`)
    const host = Object.keys(HOST_CALLS).map((name) => `host:${name}`)
    expect([...ipc.handlers.keys()].sort()).toEqual([...desk, ...host].sort())
    // electron-store opens a channel of its own, which checks nobody.
    expect([...listened]).toEqual([])
    expect(FakeWindow.made[0]?.options.webPreferences?.preload).toMatch(/preload[\\/]index\.cjs$/)
  })
})
