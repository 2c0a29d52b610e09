import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { articleFrom, stringifyArticle } from '../../../src/article/index.ts'
import { done, type Outcome, type Revision } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { useHistory } from '../../../src/renderer/src/stores/history.ts'
import { callsTo, openedDraft, quietDesk } from './quietDesk.ts'

const TEXT = stringifyArticle(articleFrom({ headline: 'Tram' }))

function revision(number: number): Revision {
  return { number, at: number, reason: 'pause', name: '', words: 1 }
}

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
})

describe('a history', () => {
  it('belongs to the open draft, however late the answer for another one arrives', async () => {
    const late = Promise.withResolvers<Outcome<readonly Revision[]>>()
    vi.spyOn(desk, 'listRevisions').mockImplementation((id) =>
      id === 'first' ? late.promise : Promise.resolve(done([revision(2)])),
    )
    const history = useHistory()
    await useDraft().open('first')
    const first = history.load()
    await useDraft().open('second')
    await history.load()
    late.resolve(done([revision(1)]))
    await first
    expect(history.revisions.map(({ number }) => number)).toEqual([2])
  })

  it('stays closed if it is closed before a version arrives', async () => {
    const late = Promise.withResolvers<Outcome<string>>()
    vi.spyOn(desk, 'readRevision').mockReturnValue(late.promise)
    const history = useHistory()
    await useDraft().open('first')
    const look = history.openRevision(revision(1))
    history.close()
    late.resolve(done(TEXT))
    await look
    expect(history.selected).toBeNull()
    expect(history.entries).toEqual([])
  })

  it('restores nothing into a read-only draft, and stores no version of it', async () => {
    vi.spyOn(desk, 'openDraft').mockImplementation((id) =>
      Promise.resolve(done({ ...openedDraft(id), opening: '', lockedBy: 'another window' })),
    )
    vi.spyOn(desk, 'readRevision').mockResolvedValue(done(TEXT))
    vi.spyOn(desk, 'keepRevision')
    const history = useHistory()
    await useDraft().open('first')
    await history.openRevision(revision(1))
    await history.restoreAll()
    expect(callsTo('keepRevision')).toEqual([])
    expect(useDraft().metadata).toEqual(articleFrom({}).metadata)
  })

  it('restores an earlier version only into its own draft', async () => {
    const kept = Promise.withResolvers<Outcome<Revision>>()
    vi.spyOn(desk, 'listRevisions').mockResolvedValue(done([revision(1)]))
    vi.spyOn(desk, 'readRevision').mockResolvedValue(done(TEXT))
    vi.spyOn(desk, 'keepRevision').mockReturnValue(kept.promise)
    const draft = useDraft()
    const history = useHistory()
    await draft.open('first')
    await history.openRevision(revision(1))
    const restoring = history.restoreAll()
    await draft.open('second')
    const before = draft.current()
    kept.resolve(done(revision(2)))
    await restoring
    expect(draft.id).toBe('second')
    expect(draft.current()).toEqual(before)
    expect(callsTo('keepRevision').map(([id]) => id)).toEqual(['first'])
  })

  it('shows no version of a draft that is no longer open', async () => {
    const late = Promise.withResolvers<Outcome<string>>()
    vi.spyOn(desk, 'readRevision').mockReturnValue(late.promise)
    const draft = useDraft()
    await draft.open('first')
    const look = useHistory().openRevision(revision(1))
    await draft.open('second')
    late.resolve(done(TEXT))
    await look
    expect(useHistory().entries).toEqual([])
  })
})
