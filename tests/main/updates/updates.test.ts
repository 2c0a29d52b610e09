import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HostEvent } from '../../../src/desk.ts'
import { notesText } from '../../../src/main/updates/notes.ts'
import { type Obstacle, updateObstacle } from '../../../src/main/updates/obstacle.ts'
import { Updates, type Updater } from '../../../src/main/updates/updates.ts'
import type { Settings } from '../../../src/settings.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

interface RigOptions {
  readonly updates?: Settings['updates']
  /** The newest version on the server; null if that is the running one. */
  readonly newest?: string | null
  readonly obstacle?: Obstacle | null
  readonly fails?: string
  readonly platform?: NodeJS.Platform
}

/** Updates over a double of electron-updater that downloads at once. */
function rig({
  updates = 'auto',
  newest = '2.0.0',
  obstacle = null,
  fails,
  platform = 'win32',
}: RigOptions = {}) {
  const did: string[] = []
  const events: HostEvent[] = []
  const log: string[] = []
  let downloaded: (info: never) => void = () => undefined
  const info = { version: newest ?? '1.0.0', releaseNotes: '* better' }
  const updater = {
    autoDownload: true,
    autoInstallOnAppQuit: false,
    logger: null,
    on: (_name: string, listener: (info: never) => void) => (downloaded = listener),
    checkForUpdates: () => {
      did.push('check')
      if (fails !== undefined) return Promise.reject(new Error(fails))
      if (updater.autoDownload && newest !== null) void Promise.resolve().then(() => updater.downloadUpdate())
      return Promise.resolve({ isUpdateAvailable: newest !== null, updateInfo: info })
    },
    downloadUpdate: () => {
      did.push('download')
      downloaded(info as never)
      return Promise.resolve([])
    },
    quitAndInstall: (...flags: boolean[]) => did.push(`install ${flags.join(' ')}`),
  }
  const subject = new Updates({
    load: () => {
      did.push('load')
      return Promise.resolve(updater as unknown as Updater)
    },
    ...{ obstacle, platform },
    settings: { read: () => ({ updates }) },
    broadcast: (event) => events.push(event),
    log: (line) => log.push(line),
    quit: () => did.push('quit'),
  })
  return { updates: subject, updater, did, events, log }
}

const READY = { status: 'ready', version: '2.0.0', notes: '* better' }

describe('updates', () => {
  test('are looked for a while after the start, not before, and once a day', async () => {
    const { updates, did } = rig({ newest: null })
    updates.start()
    await vi.advanceTimersByTimeAsync(14_000)
    expect(did).toEqual([])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(did).toEqual(['load', 'check'])
    await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000)
    expect(did).toEqual(['load', 'check', 'check'])
  })

  test('are downloaded by themselves and announced once they are ready', async () => {
    const { updates, did, events, updater } = rig()
    updates.start()
    await vi.advanceTimersByTimeAsync(16_000)
    expect(did).toEqual(['load', 'check', 'download'])
    expect(events).toEqual([{ kind: 'update', update: READY }])
    expect(updater.autoInstallOnAppQuit).toBe(true)
  })

  test('are only announced if the writer wants to be asked', async () => {
    const { updates, did, events } = rig({ updates: 'ask' })
    updates.start()
    await vi.advanceTimersByTimeAsync(16_000)
    expect(did).toEqual(['load', 'check'])
    expect(events).toEqual([{ kind: 'update', update: { ...READY, status: 'available' } }])
  })

  test('are not looked for if the writer wants none, but at their own request', async () => {
    const { updates, did } = rig({ updates: 'off' })
    updates.start()
    await vi.advanceTimersByTimeAsync(16_000)
    expect(did).toEqual([])
    const outcome = await updates.services.checkForUpdates()
    expect(outcome).toEqual({ ok: true, value: { ...READY, status: 'available' } })
    expect(did).toEqual(['load', 'check'])
  })

  test('are installed after the app’s own quit, in which every draft is saved', async () => {
    const { updates, did } = rig({ updates: 'ask' })
    expect(await updates.services.installUpdate()).toEqual({ ok: true, value: null })
    expect(did).toEqual(['load', 'check', 'download', 'quit'])
    expect(updates.finish()).toBe(false)
    expect(did.at(-1)).toBe('install true true')
  })

  test('end the process by themselves on macOS', async () => {
    const { updates } = rig({ platform: 'darwin' })
    await updates.services.installUpdate()
    expect(updates.finish()).toBe(true)
  })

  test('are not installed by a later quit if a draft could not be saved', async () => {
    const { updates, did } = rig()
    await updates.services.installUpdate()
    updates.cancel()
    expect(updates.finish()).toBe(false)
    expect(did.at(-1)).toBe('quit')
  })

  test('never install at a quit that was not for them', () => {
    const { updates, did } = rig()
    expect(updates.finish()).toBe(false)
    expect(did).toEqual([])
  })

  test('that fail unasked go to the log alone', async () => {
    const { updates, events, log } = rig({ fails: 'net::ERR_NAME_NOT_RESOLVED\n  at x' })
    updates.start()
    await vi.advanceTimersByTimeAsync(16_000)
    expect(events).toEqual([])
    expect(log).toEqual(['update check: net::ERR_NAME_NOT_RESOLVED'])
  })

  test('that the writer asked for tell what failed, what is safe and what to do', async () => {
    const { updates } = rig({ fails: 'no network' })
    const outcome = await updates.services.checkForUpdates()
    expect(outcome).toMatchObject({
      ok: false,
      problem: {
        what: 'Galley could not look for updates: no network.',
        safe: expect.stringMatching(/drafts/) as string,
      },
    })
  })

  test.each(['fromSource', 'packageManager', 'portable'] as const)(
    'of a Galley %s are refused with a reason',
    async (obstacle) => {
      const { updates, did } = rig({ obstacle })
      updates.start()
      await vi.advanceTimersByTimeAsync(16_000)
      expect(await updates.services.checkForUpdates()).toMatchObject({
        ok: false,
        problem: { code: 'denied' },
      })
      expect(await updates.services.installUpdate()).toMatchObject({ ok: false })
      expect(did).toEqual([])
    },
  )
})

describe('an installation', () => {
  test.each([
    [{ isPackaged: false, platform: 'win32', env: {} }, 'fromSource'],
    [{ isPackaged: true, platform: 'win32', env: {} }, null],
    [
      { isPackaged: true, platform: 'win32', env: { PORTABLE_EXECUTABLE_FILE: 'E:\\Galley.exe' } },
      'portable',
    ],
    [{ isPackaged: true, platform: 'darwin', env: {} }, null],
    [{ isPackaged: true, platform: 'linux', env: {} }, 'packageManager'],
    [{ isPackaged: true, platform: 'linux', env: { APPIMAGE: '/a/Galley.AppImage' } }, null],
  ] as const)('%j does not update itself because of %s', (installation, obstacle) => {
    expect(updateObstacle(installation)).toBe(obstacle)
  })
})

describe('release notes', () => {
  test('are text, of one version or of several', () => {
    expect(notesText('<b>new</b>\n')).toBe('<b>new</b>')
    expect(
      notesText([
        { version: '2.0.0', note: 'two' },
        { version: '1.9.0', note: null },
      ]),
    ).toBe('2.0.0\ntwo\n\n1.9.0')
    expect(notesText(null)).toBe('')
    expect(notesText('x'.repeat(30_000))).toHaveLength(20_000)
  })
})
