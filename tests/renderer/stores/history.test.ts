import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { articleFrom, stringifyArticle } from '../../../src/article/index.ts'
import { done, type OpenDraft, type Outcome, type Revision } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { useHistory } from '../../../src/renderer/src/stores/history.ts'

const TEXT = stringifyArticle(articleFrom({ headline: 'Tram' }))

function draftOf(id: string): OpenDraft {
  return {
    summary: { id, title: id, state: 'draft', tags: [], words: 1, created: 0, edited: 0 },
    article: TEXT,
    revision: '0'.repeat(64),
    notices: [],
    opening: '0123456789abcdef',
    nextLine: 0,
  }
}

function revision(number: number): Revision {
  return { number, at: number, reason: 'pause', name: '', words: 1 }
}

beforeEach(() => {
  vi.restoreAllMocks()
  setActivePinia(createPinia())
  vi.spyOn(desk, 'openDraft').mockImplementation((id) => Promise.resolve(done(draftOf(id))))
  vi.spyOn(desk, 'closeDraft').mockResolvedValue(done(null))
  vi.spyOn(desk, 'writeSettings').mockResolvedValue(done(null))
})

describe('a history', () => {
  it('is that of the draft on the page, however late the answer for another one comes', async () => {
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

  it('closed before a version has come is closed', async () => {
    const late = Promise.withResolvers<Outcome<string>>()
    vi.spyOn(desk, 'readRevision').mockReturnValue(late.promise)
    const history = useHistory()
    await useDraft().open('first')
    const look = history.look(revision(1))
    history.close()
    late.resolve(done(TEXT))
    await look
    expect(history.picked).toBeNull()
    expect(history.entries).toEqual([])
  })
})
