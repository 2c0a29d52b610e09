import type { BrowserWindow } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import { EndNotices, type EndNoticeParts } from '../../../src/main/documents/endNotices.ts'
import { Emitter } from '../electron.ts'

/** `Notification`: records those that are shown. */
class FakeNotification extends Emitter {
  static shown: FakeNotification[] = []
  static supported = true
  static isSupported = (): boolean => FakeNotification.supported
  readonly options: unknown
  constructor(options: unknown) {
    super()
    this.options = options
  }
  show = (): void => void FakeNotification.shown.push(this)
}

/** A window that records what is done with it. */
function fakeWindow(isFocused: boolean, isMinimized = false) {
  const did: string[] = []
  const window = {
    isFocused: () => isFocused,
    isDestroyed: () => false,
    isMinimized: () => isMinimized,
    restore: () => did.push('restore'),
    show: () => did.push('show'),
    focus: () => did.push('focus'),
  } as unknown as BrowserWindow
  return { window, did }
}

const notices = (...windows: readonly BrowserWindow[]): EndNotices =>
  new EndNotices({
    Notification: FakeNotification as unknown as EndNoticeParts['Notification'],
    windows: () => windows,
  })

beforeEach(() => {
  FakeNotification.shown = []
  FakeNotification.supported = true
})

test('a job that ends while the writer is elsewhere is told, and a click shows its window', () => {
  const { window, did } = fakeWindow(false, true)
  notices(window).announce(window, 'Back up the library', 'It is done.')
  const [shown] = FakeNotification.shown
  expect(shown?.options).toEqual({ title: 'Back up the library', body: 'It is done.' })
  shown?.emit('click')
  expect(did).toEqual(['restore', 'show', 'focus'])
})

test('nothing is told while a window of Galley has the focus, or where the system has no notifications', () => {
  const { window } = fakeWindow(false)
  notices(window, fakeWindow(true).window).announce(window, 'Title', 'Text')
  FakeNotification.supported = false
  notices(window).announce(window, 'Title', 'Text')
  expect(FakeNotification.shown).toEqual([])
})

test('a click after the window was closed does nothing', () => {
  notices().announce(null, 'Title', 'Text')
  expect(() => FakeNotification.shown[0]?.emit('click')).not.toThrow()
})
