import type { PowerMonitor } from 'electron'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setupLifecycle } from '../../src/main/lifecycle.ts'
import { Emitter, FakeApp } from './electron.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** @param endsItself what the installation of an update returns; null for a Galley without updates */
function setup(
  platform: NodeJS.Platform,
  close = () => Promise.resolve(),
  endsItself: boolean | null = null,
) {
  const app = new FakeApp()
  const closed = vi.fn(close)
  const power = new Emitter()
  const lifecycle = setupLifecycle({
    app: app.slice,
    powerMonitor: power as unknown as Pick<PowerMonitor, 'on'>,
    ...{ platform, close: closed, closeTimeoutMs: 1000 },
    relaunch: () => app.did.push('relaunch'),
    ...(endsItself === null
      ? {}
      : {
          updates: {
            finish: () => {
              app.did.push('install')
              return endsItself
            },
            cancel: () => app.did.push('cancel'),
          },
        }),
  })
  return { app, power, closed, lifecycle }
}

describe('Galley', () => {
  test('quits with its last window, except on a Mac', () => {
    for (const [platform, did] of [
      ['linux', ['quit']],
      ['win32', ['quit']],
      ['darwin', []],
    ] as const) {
      const { app } = setup(platform)
      app.emit('window-all-closed')
      expect(app.did, platform).toEqual(did)
    }
  })

  test('quits on a Mac if it was asked to and the page then closed its window', () => {
    const { app } = setup('darwin')
    app.emit('before-quit')
    app.emit('window-all-closed')
    expect(app.did).toEqual(['quit'])
  })

  test('exits only after the desk has closed', async () => {
    let finish = (): void => undefined
    const { app, closed } = setup('linux', () => new Promise((resolve) => (finish = resolve)))
    expect(app.emit('will-quit')).toBe(true)
    expect(closed).toHaveBeenCalledOnce()
    expect(app.did).toEqual([])
    finish()
    await vi.advanceTimersByTimeAsync(0)
    expect(app.did).toEqual(['exit 0'])
  })

  test('closes the desk once, however often it is asked to quit', () => {
    const { app, closed } = setup('linux', () => new Promise(() => undefined))
    app.emit('will-quit')
    app.emit('will-quit')
    expect(closed).toHaveBeenCalledOnce()
  })

  test('installs an update only after the desk has closed, then exits', async () => {
    let finish = (): void => undefined
    const { app } = setup('win32', () => new Promise((resolve) => (finish = resolve)), false)
    app.emit('will-quit')
    await vi.advanceTimersByTimeAsync(500)
    expect(app.did).toEqual([])
    finish()
    await vi.advanceTimersByTimeAsync(0)
    expect(app.did).toEqual(['install', 'exit 0'])
  })

  test('lets macOS’ updater quit once more, and exits if it does not', async () => {
    const { app } = setup('darwin', undefined, true)
    app.emit('will-quit')
    await vi.advanceTimersByTimeAsync(0)
    expect(app.did).toEqual(['install'])
    expect(app.emit('will-quit')).toBe(false)
    await vi.advanceTimersByTimeAsync(1000)
    expect(app.did).toEqual(['install', 'exit 0'])
  })

  test('installs nothing over a desk that does not close', async () => {
    const { app } = setup('win32', () => new Promise(() => undefined), false)
    app.emit('will-quit')
    await vi.advanceTimersByTimeAsync(1000)
    expect(app.did).toEqual(['exit 0'])
  })

  test('forgets an update that a cancelled quit was for', () => {
    const { app, lifecycle } = setup('win32', undefined, false)
    lifecycle.cancelQuit()
    expect(app.did).toEqual(['cancel'])
  })

  test('exits although the desk cannot close', async () => {
    const { app } = setup('linux', () => Promise.reject(new Error('stuck')))
    app.emit('will-quit')
    await vi.advanceTimersByTimeAsync(0)
    expect(app.did).toEqual(['exit 0'])
  })

  test('exits after a time limit if the desk does not close', async () => {
    const { app } = setup('linux', () => new Promise(() => undefined))
    app.emit('will-quit')
    await vi.advanceTimersByTimeAsync(1000)
    expect(app.did).toEqual(['exit 0'])
  })

  test('stays on a Mac without windows if a quit was cancelled before', () => {
    const { app, lifecycle } = setup('darwin')
    app.emit('before-quit')
    expect(lifecycle.isQuitting()).toBe(true)
    lifecycle.cancelQuit()
    app.emit('window-all-closed')
    expect(app.did).toEqual([])
  })

  test('starts again, once, if it is started while its desk closes', () => {
    const { app, lifecycle } = setup('linux', () => new Promise(() => undefined))
    app.emit('second-instance')
    expect(app.did).toEqual([])
    app.emit('will-quit')
    expect(lifecycle.isClosing()).toBe(true)
    app.emit('second-instance')
    app.emit('second-instance')
    expect(app.did).toEqual(['relaunch'])
  })

  test('asks the system to wait with shutting down, and quits', () => {
    const { app, power } = setup('darwin')
    expect(power.emit('shutdown')).toBe(true)
    expect(app.did).toEqual(['quit'])
  })
})
