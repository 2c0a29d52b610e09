import { beforeEach, describe, expect, test } from 'vitest'
import { BACKGROUND, setupWindow } from '../../../src/main/windows/window.ts'
import type { WindowState } from '../../../src/main/windows/windowState.ts'
import { FakeApp, FakeWindow } from '../electron.ts'

let written: WindowState[] = []
const clock = { now: 0 }
beforeEach(() => {
  clock.now = 1_800_000_000_000
  written = []
  FakeWindow.made.length = 0
})

function setup({ dark = false, maximized = false } = {}) {
  const app = new FakeApp()
  const window = setupWindow({
    app: app.slice,
    BrowserWindow: FakeWindow.slice,
    screen: { getAllDisplays: () => [] },
    nativeTheme: { shouldUseDarkColors: dark },
    preload: '/app/preload/index.cjs',
    memory: { read: () => ({ bounds: null, maximized }), write: (state) => written.push(state) },
    now: () => clock.now,
  })
  return { app, window }
}

/** Returns the only window that was made. */
function made(): FakeWindow {
  const [window, ...others] = FakeWindow.made
  if (window === undefined || others.length > 0)
    throw new Error(`${String(FakeWindow.made.length)} windows were made`)
  return window
}

describe('the window', () => {
  test('stays hidden until its first paint', () => {
    setup().window.show()
    expect(made().options.show).toBe(false)
    expect(made().did).not.toContain('show')
    made().emit('ready-to-show')
    expect(made().did).toContain('show')
  })

  test('has the background of its theme from the start', () => {
    setup({ dark: true }).window.show()
    expect(made().options.backgroundColor).toBe(BACKGROUND.dark)
  })

  test('is maximized if it was when it closed', () => {
    setup({ maximized: true }).window.show()
    made().emit('ready-to-show')
    expect(made().did).toContain('maximize')
  })

  test('comes to the front when it is shown again, and no second one is made', () => {
    const { window } = setup()
    window.show()
    made().minimized = true
    window.show()
    expect(made().did.slice(-3)).toEqual(['restore', 'show', 'focus'])
  })

  test('comes to the front when Galley is started a second time, and at a click in the dock', () => {
    const { app, window } = setup()
    window.show()
    app.emit('second-instance')
    app.emit('activate')
    expect(made().did.filter((action) => action === 'focus')).toHaveLength(2)
  })

  test('opens again after it was closed', () => {
    const { app, window } = setup()
    window.show()
    made().emit('closed')
    expect(window.current()).toBeNull()
    app.emit('activate')
    expect(FakeWindow.made).toHaveLength(2)
  })

  test('saves its place when it closes', () => {
    setup().window.show()
    made().emit('close')
    expect(written).toEqual([{ bounds: { x: 10, y: 20, width: 1000, height: 700 }, maximized: false }])
  })

  test.each(['crashed', 'killed', 'oom', 'abnormal-exit', 'memory-eviction'])(
    'reloads a page whose process is gone (%s), but not if it goes again at once',
    (reason) => {
      setup().window.show()
      const { webContents } = made()
      webContents.emit('render-process-gone', {}, { reason })
      expect(webContents.reloads).toBe(1)
      clock.now += 10_000
      webContents.emit('render-process-gone', {}, { reason })
      expect(webContents.reloads).toBe(1)
      clock.now += 10_001
      webContents.emit('render-process-gone', {}, { reason })
      expect(webContents.reloads).toBe(2)
    },
  )

  test('does not reload a page that ended properly', () => {
    setup().window.show()
    made().webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(made().webContents.reloads).toBe(0)
  })
})
