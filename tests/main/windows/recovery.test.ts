import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { loadPage } from '../../../src/main/windows/recovery.ts'
import { FakeWindow } from '../electron.ts'

const clock = { now: 0 }
beforeEach(() => {
  clock.now = 1_800_000_000_000
})

function loaded(): FakeWindow {
  const window = new FakeWindow({})
  loadPage(window as unknown as BrowserWindow, 'galley://app/', () => clock.now)
  return window
}

describe('a window', () => {
  test.each(['crashed', 'killed', 'oom', 'abnormal-exit', 'memory-eviction'])(
    'reloads a page whose process is gone (%s), but not if it goes again at once',
    (reason) => {
      const { webContents } = loaded()
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
    const { webContents } = loaded()
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(webContents.reloads).toBe(0)
  })
})
