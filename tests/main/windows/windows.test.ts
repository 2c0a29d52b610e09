import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { done } from '../../../src/desk.ts'
import { BACKGROUND } from '../../../src/main/windows/window.ts'
import { FakeWindow } from '../electron.ts'
import { fakeWindows, made } from './rig.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const bounds = { x: 100, y: 80, width: 1200, height: 800 }

/** Returns what was loaded into each window, in the order in which they were made. */
function loaded(): (string | undefined)[] {
  return FakeWindow.made.map(({ did }) => did.find((action) => action.startsWith('load ')))
}

describe('a window', () => {
  test('stays hidden until its first paint', () => {
    fakeWindows().windows.show()
    expect(made().options.show).toBe(false)
    expect(made().did).not.toContain('show')
    made().emit('ready-to-show')
    expect(made().did).toContain('show')
  })

  test('has the background of its theme from the start, and that of the next theme at once', () => {
    const { windows, theme } = fakeWindows({ dark: true })
    windows.show()
    expect(made().options.backgroundColor).toBe(BACKGROUND.dark)
    theme.shouldUseDarkColors = false
    theme.emit('updated')
    expect(made().did).toContain(`background ${BACKGROUND.light}`)
  })

  test('has an icon where the system shows one, and none of its own on macOS', () => {
    fakeWindows({ icon: '/app/icon.png' }).windows.show()
    expect(made().options.icon).toBe('/app/icon.png')
    fakeWindows().windows.show()
    expect(made().options).not.toHaveProperty('icon')
  })

  test('is maximized, or fills the screen, if it did when it closed', () => {
    fakeWindows({ last: [{ maximized: true }, { fullScreen: true }] }).windows.show()
    made(0).emit('ready-to-show')
    made(1).emit('ready-to-show')
    expect(made(0).did).toContain('maximize')
    expect(made(1).did).toContain('full screen true')
  })

  test('is put to its place once more after it was made, for displays of different scales', () => {
    fakeWindows({ last: [{ bounds }] }).windows.show()
    expect(made().options).toMatchObject(bounds)
    expect(made().did).toContain('set bounds')
    expect(made().bounds).toEqual(bounds)
  })

  test('comes to the front when it is shown again, and no second one is made', () => {
    const { windows } = fakeWindows()
    windows.show()
    made().minimized = true
    windows.show()
    expect(made().did.slice(-3)).toEqual(['restore', 'show', 'focus'])
  })

  test('comes to the front when Galley is started a second time, and at a click in the dock', () => {
    const { app, windows } = fakeWindows()
    windows.show()
    app.emit('second-instance')
    app.emit('activate')
    expect(made().did.filter((action) => action === 'focus')).toHaveLength(2)
  })

  test('opens again after it was closed', () => {
    const { app, windows } = fakeWindows()
    windows.show()
    made().emit('closed')
    expect(windows.focused()).toBeNull()
    app.emit('activate')
    expect(FakeWindow.made).toHaveLength(2)
  })

  test('does not open once the desk is closing', () => {
    const { app, windows, quit } = fakeWindows()
    quit.isClosing = true
    app.emit('activate')
    app.emit('second-instance')
    expect(windows.open('tea')).toBeNull()
    expect(FakeWindow.made).toEqual([])
  })

  test('returns to a screen that is there when its own is gone', () => {
    const { windows, screen } = fakeWindows()
    windows.show()
    made().bounds = { x: 2000, y: 10, width: 1000, height: 700 }
    screen.emit('display-removed')
    expect(made().did.slice(-2)).toEqual(['set bounds', 'center'])
    made().bounds = bounds
    screen.emit('display-metrics-changed')
    expect(made().bounds).toEqual(bounds)
  })
})

describe('several windows', () => {
  test('open each with its draft, or with none', () => {
    const { windows } = fakeWindows()
    windows.open('tea')
    windows.open('café-3f9a')
    windows.open()
    expect(loaded()).toEqual([
      'load galley://app/#draft=tea',
      'load galley://app/#draft=caf%C3%A9-3f9a',
      'load galley://app/#draft=',
    ])
    expect(windows.all()).toHaveLength(3)
  })

  test('open beside the one used last, in its size', () => {
    const { windows } = fakeWindows({ last: [{ bounds }] })
    windows.show()
    windows.open('tea')
    expect(made(1).options).toMatchObject({ ...bounds, x: 128, y: 108 })
  })

  test('can be tabs of each other on macOS', () => {
    const { app, windows } = fakeWindows()
    windows.show()
    app.emit('new-window-for-tab')
    expect(FakeWindow.made.map(({ options }) => options.tabbingIdentifier)).toEqual(['galley', 'galley'])
    expect(made(0).did).toContain('add tab')
  })

  test('never show the same draft: the second opening shows the first', async () => {
    const { windows, page } = fakeWindows()
    windows.open('tea')
    windows.open('')
    expect(windows.open('tea')).toBe(windows.showing('tea'))
    await page(made(1)).openInNewWindow('tea')
    expect(FakeWindow.made).toHaveLength(2)
    expect(made(0).did.filter((action) => action === 'focus')).toHaveLength(2)
  })

  test('know which one was used last', () => {
    const { windows } = fakeWindows()
    windows.open('tea')
    windows.open('rain')
    made(0).emit('focus')
    expect(windows.focused()).toBe(made(0))
    made(0).emit('closed')
    expect(windows.focused()).toBe(made(1))
  })
})

describe('a page', () => {
  test('gets no draft that another window shows, which then comes to the front', async () => {
    const { windows, page } = fakeWindows()
    windows.open('tea')
    windows.open('rain')
    expect(await page(made(1)).claimDraft('tea')).toEqual(done('elsewhere'))
    expect(made(0).did.at(-1)).toBe('focus')
    expect(await page(made(0)).claimDraft('tea')).toEqual(done('here'))
  })

  test('gets no draft that another page is opening, unless that takes too long', async () => {
    const { windows, page, clock } = fakeWindows()
    windows.open()
    windows.open()
    expect(await page(made(0)).claimDraft('tea')).toEqual(done('here'))
    expect(await page(made(1)).claimDraft('tea')).toEqual(done('elsewhere'))
    clock.now += 15_000
    expect(await page(made(1)).claimDraft('tea')).toEqual(done('here'))
  })

  test('gets a draft that another window has left', async () => {
    const { windows, page } = fakeWindows()
    windows.open('tea')
    windows.open()
    await page(made(0)).showsDraft('rain', 'Rain', false)
    expect(await page(made(1)).claimDraft('tea')).toEqual(done('here'))
    await page(made(1)).showsDraft('tea', 'Tea', false)
    made(1).emit('closed')
    expect(await page(made(0)).claimDraft('tea')).toEqual(done('here'))
  })

  test('tells macOS the folder of its draft, also once that was renamed, and that it is edited', async () => {
    const { windows, page, folders } = fakeWindows()
    windows.open('')
    await page(made()).showsDraft('tea', 'Tea', true)
    expect([made().represented, made().did.at(-1)]).toEqual(['/library/tea', 'edited true'])
    folders.set('tea', 'tea-at-midnight')
    made().emit('focus')
    await expect.poll(() => made().represented).toBe('/library/tea-at-midnight')
    await page(made()).showsDraft('tea', 'Tea', false)
    expect(made().did.at(-1)).toBe('edited false')
    await page(made()).showsDraft('', '', false)
    expect(made().represented).toBe('')
  })
})

describe('the windows of last time', () => {
  test('come back with their drafts, each draft once', () => {
    const { windows } = fakeWindows({
      last: [{ draft: 'tea', bounds }, { draft: 'rain' }, { draft: 'tea' }, { draft: '' }, { draft: null }],
    })
    windows.restore()
    expect(loaded()).toEqual([
      'load galley://app/#draft=tea',
      'load galley://app/#draft=rain',
      'load galley://app/#draft=',
      'load galley://app/',
    ])
  })

  test('are one window with the last draft at the first start', () => {
    fakeWindows().windows.restore()
    expect(loaded()).toEqual(['load galley://app/'])
  })

  test('are written when a draft changes, and half a second after a window was moved', async () => {
    const { windows, page, memory } = fakeWindows()
    windows.open('')
    await page(made()).showsDraft('tea', 'Tea', false)
    expect(memory.written).toMatchObject([{ draft: 'tea' }])
    made().bounds = bounds
    made().emit('move')
    made().emit('resize')
    expect(memory.written).not.toMatchObject([{ bounds }])
    vi.advanceTimersByTime(500)
    expect(memory.written).toMatchObject([{ bounds, maximized: false, fullScreen: false }])
  })

  test('are those that were open when Galley quit, though they close one by one', () => {
    const { app, windows, quit, memory } = fakeWindows()
    windows.open('tea')
    windows.open('rain')
    quit.isQuitting = true
    app.emit('before-quit')
    for (const window of FakeWindow.made) {
      window.emit('close')
      window.emit('closed')
    }
    app.emit('before-quit')
    expect(memory.written).toMatchObject([{ draft: 'tea' }, { draft: 'rain' }])
  })

  test('are those that are left if the quit was cancelled', () => {
    const { app, windows, quit, memory } = fakeWindows()
    windows.open('tea')
    windows.open('rain')
    quit.isQuitting = true
    app.emit('before-quit')
    made(0).emit('closed')
    quit.isQuitting = false
    made(1).emit('resize')
    vi.advanceTimersByTime(500)
    expect(memory.written).toMatchObject([{ draft: 'rain' }])
  })

  test('keep the last window that the writer closed, and no other', () => {
    const { windows, memory } = fakeWindows()
    windows.open('tea')
    windows.open('rain')
    made(0).emit('close')
    made(0).emit('closed')
    expect(memory.written).toMatchObject([{ draft: 'rain' }])
    made(1).emit('close')
    made(1).emit('closed')
    expect(memory.written).toMatchObject([{ draft: 'rain' }])
  })
})

describe('Windows logging off', () => {
  test('waits while words are not saved: Galley says so in its title and quits', async () => {
    const { app, windows, page } = fakeWindows()
    windows.open('tea')
    await page(made()).showsDraft('tea', 'Tea', true)
    expect(made().emit('query-session-end')).toBe(true)
    expect(made().did.at(-1)).toBe('title Galley is saving your words')
    expect(app.did).toEqual(['quit'])
  })

  test('goes on at once if all is saved, with the windows’ states written', async () => {
    const { app, windows, page, memory } = fakeWindows()
    windows.open('tea')
    await page(made()).showsDraft('tea', 'Tea', false)
    made().bounds = bounds
    expect(made().emit('query-session-end')).toBe(false)
    expect(memory.written).toMatchObject([{ bounds }])
    expect(app.did).toEqual([])
  })
})
