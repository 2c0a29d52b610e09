import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { acceptsArguments, HOST_CALLS } from '../../../src/calls.ts'
import { type ClosingChoice, done, type Outcome, problem } from '../../../src/desk.ts'
import { desk, host } from '../../../src/renderer/src/desk.ts'
import { useClosing } from '../../../src/renderer/src/shell/useClosing.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { FakeClock, settled } from '../fakeClock.ts'
import { callsTo, quietDesk } from '../stores/quietDesk.ts'

const full = problem('full', 'The disk is full.', 'It is on the page.', 'Make room.')

let scope: EffectScope
let clock: FakeClock
/** How often the page closed its window. */
let closed: number
/** The questions that the host was asked, each with what answers it. */
let asked: { state: string; reason: string; choose: (choice: ClosingChoice) => void }[]

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
  clock = new FakeClock()
  closed = 0
  asked = []
  vi.spyOn(window, 'close').mockImplementation(() => void (closed += 1))
  vi.spyOn(host, 'askBeforeClosing').mockImplementation(
    (state, reason) =>
      new Promise((resolve) => {
        asked.push({
          state,
          reason,
          choose: (choice) => {
            resolve(done(choice))
          },
        })
      }),
  )
  scope = effectScope()
  scope.run(() => {
    useClosing(clock)
  })
})
afterEach(() => {
  scope.stop()
})

/** The window is to close. Returns true if the page lets it. */
function closes(): boolean {
  return window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

/** Opens a draft and changes it. */
async function edited(): Promise<void> {
  await useDraft().open('ferry')
  useDraft().setMetadata({ byline: 'Mina' })
}

describe('a window that is to close', () => {
  it('closes at once if every word is on the disk', async () => {
    await useDraft().open('ferry')
    expect(closes()).toBe(true)
  })

  it('saves its words first, and then closes without a question', async () => {
    await edited()
    expect(closes()).toBe(false)
    await settled()
    expect(callsTo('saveDraft')).toHaveLength(1)
    expect([closed, asked.length]).toEqual([1, 0])
    expect(closes()).toBe(true)
  })

  it('stays if the save fails and the writer keeps it, and can be closed later', async () => {
    await edited()
    vi.spyOn(desk, 'saveDraft').mockResolvedValueOnce(full)
    closes()
    await settled()
    expect(asked).toMatchObject([{ state: 'failed', reason: 'The disk is full.' }])
    asked[0]?.choose('stay')
    await settled()
    expect([closed, useDraft().hasUnsaved()]).toEqual([0, true])
    expect(closes()).toBe(false)
    await settled()
    expect(asked).toHaveLength(1)
    expect(closed).toBe(1)
  })

  it('asks with the beginning of a reason that is long', async () => {
    await edited()
    vi.spyOn(desk, 'saveDraft').mockResolvedValue(problem('failed', 'Long. '.repeat(100), '', ''))
    closes()
    await settled()
    expect(acceptsArguments(HOST_CALLS.askBeforeClosing, [asked[0]?.state, asked[0]?.reason])).toBe(true)
    expect(asked[0]?.reason).toMatch(/^Long\. .*…$/)
  })

  it('closes without saving only if the writer says so', async () => {
    await edited()
    vi.spyOn(desk, 'saveDraft').mockResolvedValue(full)
    closes()
    await settled()
    asked[0]?.choose('discard')
    await settled()
    expect(closed).toBe(1)
    expect(closes()).toBe(true)
  })

  it('closes once the article is in a file elsewhere, and asks again if it is not', async () => {
    await edited()
    vi.spyOn(desk, 'saveDraft').mockResolvedValue(full)
    const file = vi.spyOn(host, 'saveFile').mockResolvedValueOnce(done(null))
    closes()
    await settled()
    asked[0]?.choose('saveElsewhere')
    await settled()
    expect([closed, asked.length]).toEqual([0, 2])
    file.mockResolvedValueOnce(done('/stick/ferry.json'))
    asked[1]?.choose('saveElsewhere')
    await settled()
    expect(closed).toBe(1)
    expect(file.mock.calls[0]?.[0].name).toBe('ferry.json')
    expect(new TextDecoder().decode(file.mock.calls[0]?.[0].bytes)).toContain('Mina')
  })

  it('says that it waits for a slow disk, and closes as soon as that has the words', async () => {
    await edited()
    const late = Promise.withResolvers<Outcome<never>>()
    vi.spyOn(desk, 'saveDraft').mockReturnValueOnce(late.promise)
    closes()
    await clock.advance(1_999)
    expect(asked).toEqual([])
    await clock.advance(1)
    expect(asked).toMatchObject([{ state: 'saving' }])
    late.resolve(problem('failed', 'Once.', '', ''))
    await settled()
    await clock.advance(1)
    expect(closed).toBe(1)
  })

  it('asks one question for several attempts to close', async () => {
    await edited()
    vi.spyOn(desk, 'saveDraft').mockResolvedValue(full)
    closes()
    closes()
    await settled()
    closes()
    await settled()
    expect(asked).toHaveLength(1)
  })
})
