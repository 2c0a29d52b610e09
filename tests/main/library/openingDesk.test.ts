import { describe, expect, test, vi } from 'vitest'
import { done, type Desk } from '../../../src/desk.ts'
import type { OpenedDesk } from '../../../src/desk/index.ts'
import { deskWhileOpening } from '../../../src/main/library/openingDesk.ts'

/** A desk that notes what it is asked. */
function notingDesk(): { readonly notes: string[]; readonly desk: OpenedDesk } {
  const notes: string[] = []
  const desk = new Proxy({} as Desk, {
    get: (_target, name) => (id: unknown) => {
      notes.push(`${String(name)} ${String(id)}`)
      return Promise.resolve(done(null))
    },
  })
  const end = (): Promise<void> => {
    notes.push('end')
    return Promise.resolve()
  }
  const opened = {
    connectPage: () => ({ desk, end }),
    draftFolder: (id: string) => `/library/${id}`,
    onChange: (listener: (id: string) => void) => {
      listener('tea')
    },
    close: () => {
      notes.push('close')
      return Promise.resolve()
    },
  }
  return { notes, desk: opened as unknown as OpenedDesk }
}

describe('a desk that is used while it opens', () => {
  test('carries out the calls in their order once it is open', async () => {
    const { notes, desk } = notingDesk()
    const { promise, resolve } = Promise.withResolvers<OpenedDesk>()
    const opening = deskWhileOpening(promise)
    const page = opening.connectPage()
    const changed = vi.fn()
    opening.onChange(changed)
    const calls = [page.desk.openDraft('tea'), page.desk.closeDraft('tea'), page.end(), opening.close()]
    expect(notes).toEqual([])
    resolve(desk)
    await Promise.all(calls)
    expect(notes).toEqual(['openDraft tea', 'closeDraft tea', 'end', 'close'])
    expect(changed).toHaveBeenCalledWith('tea')
    expect(await opening.draftFolder('tea')).toBe('/library/tea')
  })

  test('refuses clicks that waited too long, and opens the draft of a window all the same', async () => {
    const { notes, desk } = notingDesk()
    const { promise, resolve } = Promise.withResolvers<OpenedDesk>()
    const clock = { now: 1_800_000_000_000 }
    const page = deskWhileOpening(promise, () => clock.now).connectPage()
    const early = [page.desk.trashDraft('tea'), page.desk.openDraft('tea')]
    clock.now += 60_000
    const late = page.desk.trashDraft('kettle')
    resolve(desk)
    expect(await early[0]).toMatchObject({ ok: false, problem: { code: 'too-late' } })
    await Promise.all([...early, late])
    expect(notes).toEqual(['openDraft tea', 'trashDraft kettle'])
  })

  test.each([
    ['the library was not opened', () => Promise.resolve(null)],
    ['opening it failed', () => Promise.reject(new Error('a file is missing'))],
  ])('rejects its calls if %s, and can still be closed', async (_case, open) => {
    const opening = deskWhileOpening(open())
    const page = opening.connectPage()
    await expect(page.desk.openDraft('tea')).rejects.toThrow()
    await expect(opening.jobFile('1')).rejects.toThrow()
    await expect(page.end()).resolves.toBeUndefined()
    await expect(opening.close()).resolves.toBeUndefined()
  })
})
