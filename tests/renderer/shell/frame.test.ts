import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { afterFirstPaint, afterNextPaint } from '../../../src/renderer/src/dom/afterPaint.ts'
import { showFrame } from '../../../src/renderer/src/shell/frame.ts'

/** Makes each of these media queries match. */
function matching(...queries: readonly string[]): void {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) => ({ matches: queries.includes(query) }) as MediaQueryList,
  )
}

beforeEach(() => {
  document.title = 'Galley'
  const app = document.createElement('div')
  app.id = 'app'
  document.body.replaceChildren(app)
})

describe('the frame of the window', () => {
  it('shows the name of the app in the column of the library, and the paper', () => {
    matching()
    showFrame()
    expect(document.querySelector('#app > .shell > .library > .mark')?.textContent.trim()).toBe('Galley')
    expect(document.querySelectorAll('#app > .shell > .desk-page')).toHaveLength(1)
  })

  it('has no library on a narrow window, where that is a closed drawer', () => {
    matching('(max-width: 1099px)')
    showFrame()
    expect(document.querySelector('.library')).toBeNull()
    expect(document.querySelectorAll('#app > .shell > .desk-page')).toHaveLength(1)
  })

  it.each([
    ['light', []],
    ['dark', ['(prefers-color-scheme: dark)']],
  ])('is %s where the machine is', (theme, queries) => {
    matching(...queries)
    showFrame()
    expect(document.documentElement.dataset.theme).toBe(theme)
  })
})

describe('what is done after a paint', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is done once, in the task after the next frame', () => {
    const frames: FrameRequestCallback[] = []
    vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame))
    const act = vi.fn()
    afterNextPaint(act)
    frames[0]?.(0)
    expect(act).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(act).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(10_000)
    expect(act).toHaveBeenCalledOnce()
  })

  it('is done soon where there is no frame, as in a tab in the background', () => {
    vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(1)
    const act = vi.fn()
    afterNextPaint(act)
    vi.advanceTimersByTime(500)
    expect(act).toHaveBeenCalledOnce()
  })

  describe('at the start', () => {
    /** Reports paints to whoever observes them, as a browser does. */
    let report: (...names: string[]) => void
    const disconnect = vi.fn()

    beforeEach(() => {
      disconnect.mockClear()
      vi.stubGlobal(
        'PerformanceObserver',
        class {
          constructor(tell: (list: unknown, observer: unknown) => void) {
            report = (...names) => {
              tell(
                { getEntriesByName: (name: string) => names.filter((one) => one === name) },
                { disconnect },
              )
            }
          }
          observe = vi.fn()
        },
      )
    })
    afterEach(() => {
      vi.unstubAllGlobals()
    })

    it('is done once, when the first text is painted', () => {
      const act = vi.fn()
      afterFirstPaint(act)
      report('first-paint')
      expect(act).not.toHaveBeenCalled()
      report('first-contentful-paint')
      expect(act).toHaveBeenCalledOnce()
      expect(disconnect).toHaveBeenCalledOnce()
      vi.advanceTimersByTime(10_000)
      expect(act).toHaveBeenCalledOnce()
    })

    it('is done soon where nothing is painted', () => {
      const act = vi.fn()
      afterFirstPaint(act)
      vi.advanceTimersByTime(500)
      expect(act).toHaveBeenCalledOnce()
    })
  })
})
