import { vi } from 'vitest'
import { articleFrom, stringifyArticle } from '../../../src/article/index.ts'
import { done, type OpenDraft } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'

/** The calls that a spied function of the desk was given. */
export function callsTo(name: keyof typeof desk): unknown[][] {
  return vi.mocked(desk)[name].mock.calls
}

/** A draft whose headline is its id. */
export function openedDraft(id: string, article = articleFrom({ headline: id })): OpenDraft {
  return {
    summary: { id, title: id, state: 'draft', tags: [], words: 1, created: 0, edited: 0 },
    article: stringifyArticle(article),
    revision: '0'.repeat(64),
    notices: [],
    opening: '0123456789abcdef',
    nextLine: 0,
  }
}

/** The page's desk as one where every draft exists, and everything succeeds at once. */
export function quietDesk(): void {
  vi.restoreAllMocks()
  vi.spyOn(desk, 'openDraft').mockImplementation((id) => Promise.resolve(done(openedDraft(id))))
  vi.spyOn(desk, 'closeDraft').mockResolvedValue(done(null))
  vi.spyOn(desk, 'exportProgress').mockResolvedValue(done(null))
  vi.spyOn(desk, 'cancelExport').mockResolvedValue(done(null))
  vi.spyOn(desk, 'keepOriginal').mockResolvedValue(done(null))
  vi.spyOn(desk, 'readOriginal').mockResolvedValue(done(null))
  vi.spyOn(desk, 'writeSettings').mockResolvedValue(done(null))
  vi.spyOn(desk, 'appendJournal').mockResolvedValue(done(null))
  vi.spyOn(desk, 'listDrafts').mockResolvedValue(done({ total: 0, rows: [], version: 0 }))
  vi.spyOn(desk, 'saveDraft').mockImplementation((id) =>
    Promise.resolve(done({ summary: openedDraft(id).summary, revision: '1'.repeat(64) })),
  )
}
