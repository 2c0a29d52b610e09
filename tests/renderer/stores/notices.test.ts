import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Problem } from '../../../src/desk.ts'
import { useNotices } from '../../../src/renderer/src/stores/notices.ts'

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => {
  vi.useRealTimers()
})

const FULL: Problem = {
  code: 'full',
  what: 'The disk is full.',
  safe: 'All is on the page.',
  mend: 'Make room.',
}
const texts = (): string[] => useNotices().list.map(({ text }) => text)

describe('a toast', () => {
  it('disappears after six seconds', async () => {
    useNotices().toast('Copied.')
    await vi.advanceTimersByTimeAsync(5999)
    expect(texts()).toEqual(['Copied.'])
    await vi.advanceTimersByTimeAsync(1)
    expect(texts()).toEqual([])
  })

  it('replaces the one before, and stays for its own time', async () => {
    const notices = useNotices()
    notices.toast('One.')
    await vi.advanceTimersByTimeAsync(4000)
    notices.toast('Two.')
    expect(texts()).toEqual(['Two.'])
    await vi.advanceTimersByTimeAsync(2500)
    expect(texts()).toEqual(['Two.'])
    await vi.advanceTimersByTimeAsync(3500)
    expect(texts()).toEqual([])
  })

  it('stays beside a toast of another topic, and is cleared with its own', () => {
    const notices = useNotices()
    notices.toast('Read as dialogue.', [], 20_000, 'reading')
    notices.toast('Copied.')
    expect(texts()).toEqual(['Read as dialogue.', 'Copied.'])
    notices.clear('reading')
    expect(texts()).toEqual(['Copied.'])
  })
})

describe('a notice from the desk about a draft', () => {
  it('stays until it is dismissed, and is not shown twice', async () => {
    const notices = useNotices()
    notices.notice('A damaged file was set aside.')
    notices.notice('It was recovered.')
    notices.notice('A damaged file was set aside.')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(texts()).toEqual(['A damaged file was set aside.', 'It was recovered.'])
    notices.dismiss(notices.list[0]?.id ?? -1)
    expect(texts()).toEqual(['It was recovered.'])
  })
})

describe('a problem', () => {
  it('says what happened, what is safe and what to do, and stays', async () => {
    const notices = useNotices()
    const run = vi.fn()
    notices.problem(FULL, [{ label: 'Try again', run }], 'save')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(notices.list).toMatchObject([
      { tone: 'problem', text: 'The disk is full.', detail: 'All is on the page. Make room.', topic: 'save' },
    ])
    notices.list[0]?.actions[0]?.run()
    expect(run).toHaveBeenCalledOnce()
  })

  it('is shown once for each topic, and each time without a topic', () => {
    const notices = useNotices()
    notices.problem(FULL, [], 'save')
    notices.problem(FULL, [], 'save')
    expect(notices.list).toHaveLength(1)
    notices.problem(FULL)
    notices.problem(FULL)
    expect(notices.list).toHaveLength(3)
    expect(new Set(notices.list.map(({ id }) => id)).size).toBe(3)
  })
})

describe('an action for a topic', () => {
  it('joins the problem that is shown, and no toast', () => {
    const notices = useNotices()
    const gather = { label: 'Make a gallery', run: () => undefined }
    expect(notices.addAction('pictures-added', gather)).toBe(false)
    notices.toast('2 photos added.', [], 6000, 'pictures-added')
    expect(notices.addAction('pictures-added', gather)).toBe(false)
    notices.problem(FULL, [{ label: 'Try again', run: () => undefined }], 'pictures-added')
    expect(notices.addAction('pictures-added', gather)).toBe(true)
    expect(notices.list.map(({ actions }) => actions.map(({ label }) => label))).toEqual([
      ['Try again', 'Make a gallery'],
    ])
  })
})

describe('clearing a topic', () => {
  it('keeps the same list if no notice has that topic, because every save clears one', () => {
    const notices = useNotices()
    notices.problem(FULL, [], 'library')
    const before = notices.list
    notices.clear('save')
    expect(notices.list).toBe(before)
    notices.clear('library')
    expect(notices.list).toEqual([])
  })
})
