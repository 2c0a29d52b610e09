import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { done, problem } from '../../../src/desk.ts'
import { desk, host } from '../../../src/renderer/src/desk.ts'
import { addressOf } from '../../../src/renderer/src/dom/address.ts'
import { openFirstDraft, useWindow } from '../../../src/renderer/src/shell/useWindow.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { openedDraft, quietDesk } from '../stores/quietDesk.ts'

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
  window.history.replaceState(null, '', '/')
})

describe('a window', () => {
  it('tells its host which draft it shows, and keeps it in its address', async () => {
    const told = vi.spyOn(host, 'showsDraft').mockResolvedValue(done(null))
    const scope = effectScope()
    scope.run(useWindow)
    const draft = useDraft()
    await draft.open('ferry')
    await nextTick()
    const title = draft.summary?.title ?? 'none'
    expect(told.mock.calls).toEqual([['ferry', title, false]])
    expect(window.location.hash).toBe('#draft=ferry')
    draft.setMetadata({ byline: 'Mina' })
    await nextTick()
    expect(told.mock.calls.at(-1)).toEqual(['ferry', title, true])
    expect(await draft.leave()).toBe('ferry')
    await nextTick()
    expect(told.mock.calls.at(-1)).toEqual(['', '', false])
    expect(window.location.hash).toBe('#draft=')
    scope.stop()
  })

  it.each([
    ['the draft of its address', addressOf('café-3f9a'), 'café-3f9a'],
    ['no draft if its address asks for none', addressOf(''), null],
    ['the draft that was open last without one in its address', '/', 'tram'],
    ['the draft that was open last if its address names none that can be', '/#draft=../x', 'tram'],
  ])('opens %s', async (_case, address, opened) => {
    window.history.replaceState(null, '', address)
    await openFirstDraft('tram')
    expect(useDraft().id).toBe(opened)
  })

  it('leaves the draft in sight that the writer asked for before the last one was known', async () => {
    const told = vi.spyOn(host, 'showsDraft').mockResolvedValue(done(null))
    vi.spyOn(desk, 'createDraft').mockResolvedValue(done(openedDraft('gull')))
    const draft = useDraft()
    const made = draft.create()
    await openFirstDraft('tram')
    expect(await made).toBe('gull')
    expect(draft.id).toBe('gull')
    told.mockClear()
    await openFirstDraft('tram')
    expect(draft.id).toBe('gull')
    expect(told).not.toHaveBeenCalled()
  })

  it('tells its host if the draft that it was opened for is gone', async () => {
    const told = vi.spyOn(host, 'showsDraft').mockResolvedValue(done(null))
    vi.spyOn(desk, 'openDraft').mockResolvedValue(problem('not-found', 'It is gone.', '', ''))
    window.history.replaceState(null, '', addressOf('ferry'))
    await openFirstDraft('')
    expect(told.mock.calls).toEqual([['', '', false]])
    expect(window.location.hash).toBe('#draft=')
  })
})
