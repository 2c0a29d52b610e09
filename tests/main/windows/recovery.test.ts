import type { BrowserWindow } from 'electron'
import { beforeEach, describe, expect, test } from 'vitest'
import { setupRecovery } from '../../../src/main/windows/recovery.ts'
import { FakeApp, FakeMessageBoxes, FakeWindow } from '../electron.ts'

const clock = { now: 0 }
beforeEach(() => {
  clock.now = 1_800_000_000_000
})

/** Loads the page into a window over doubles. @param failure what `loadURL` rejects with the first time */
function loaded(failure: Error | null = null) {
  const window = new FakeWindow({})
  const app = new FakeApp()
  const boxes = new FakeMessageBoxes()
  const sent: string[] = []
  const log: string[] = []
  const { loadURL } = window
  let isFailing = failure !== null
  window.loadURL = async (url) => {
    await loadURL(url)
    if (isFailing) {
      isFailing = false
      throw failure ?? new Error()
    }
  }
  const load = setupRecovery({
    app: app.slice,
    dialog: boxes.slice,
    send: (_window, { kind }) => sent.push(kind),
    log: (line) => log.push(line),
    now: () => clock.now,
  })
  load(window as unknown as BrowserWindow, 'galley://app/')
  const goes = (reason: string): void => {
    window.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 })
  }
  return { window, contents: window.webContents, app, boxes, sent, log, goes }
}

describe('a page whose process is gone', () => {
  test.each(['crashed', 'killed', 'oom', 'abnormal-exit', 'memory-eviction', 'launch-failed'])(
    'is loaded again (%s), says so, and is in the log',
    (reason) => {
      const { contents, sent, log, goes } = loaded()
      goes(reason)
      expect(contents.reloads).toBe(1)
      expect(sent).toEqual(['pageRestarted'])
      expect(log).toEqual([`the page's process is gone: ${reason}, exit code 5`])
    },
  )

  test('within ten seconds again is loaded again only if the writer says so', async () => {
    const { contents, boxes, goes } = loaded()
    goes('crashed')
    clock.now += 10_000
    goes('killed')
    expect(contents.reloads).toBe(1)
    expect(boxes.shown[0]?.options.message).toBe('This window stopped twice within a few seconds')
    await boxes.press('Reload')
    expect(contents.reloads).toBe(2)
    clock.now += 10_001
    goes('crashed')
    expect(contents.reloads).toBe(3)
  })

  test('twice can end Galley', async () => {
    const { app, contents, boxes, goes } = loaded()
    goes('crashed')
    goes('crashed')
    await boxes.press('Quit')
    expect(app.did).toEqual(['quit'])
    expect(contents.reloads).toBe(1)
  })

  test('that ended properly is left alone', () => {
    const { contents, log, goes } = loaded()
    goes('clean-exit')
    expect([contents.reloads, log]).toEqual([0, []])
  })
})

describe('a page that does not respond', () => {
  test('is waited for, or ended and loaded again', async () => {
    const { window, contents, boxes } = loaded()
    window.emit('unresponsive')
    await boxes.press('Wait')
    expect([contents.crashes, contents.reloads]).toEqual([0, 0])
    window.emit('unresponsive')
    await boxes.press('Reload')
    expect([contents.crashes, contents.reloads]).toEqual([1, 1])
    expect(boxes.shown).toHaveLength(2)
  })

  test('is asked about no longer once it responds, or its window is closed', async () => {
    for (const event of ['responsive', 'closed']) {
      const { window, contents, boxes } = loaded()
      window.emit('unresponsive')
      window.emit(event)
      expect(boxes.shown[0]?.options.signal?.aborted, event).toBe(true)
      await new Promise(setImmediate)
      expect(contents.crashes).toBe(0)
    }
  })
})

describe('a page that cannot be loaded', () => {
  test('is told in a window that is visible, and can be tried again', async () => {
    const { window, boxes, log } = loaded(new Error('ERR_FAILED (-2)'))
    await new Promise(setImmediate)
    expect(window.did).toContain('show')
    expect(boxes.shown[0]?.options.message).toBe('Galley’s page could not be loaded')
    expect(log).toEqual(['the page could not be loaded: ERR_FAILED (-2)'])
    await boxes.press('Reload')
    expect(window.did.filter((action) => action.startsWith('load'))).toHaveLength(2)
  })

  test('is not told if another loading took its place', async () => {
    const { boxes } = loaded(Object.assign(new Error('ERR_ABORTED (-3)'), { errno: -3 }))
    await new Promise(setImmediate)
    expect(boxes.shown).toEqual([])
  })
})
