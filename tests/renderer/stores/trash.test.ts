import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { done, problem, type TrashedDraft } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { useNotices } from '../../../src/renderer/src/stores/notices.ts'
import { useTrash } from '../../../src/renderer/src/stores/trash.ts'
import { callsTo, openedDraft, quietDesk } from './quietDesk.ts'

const ferry: TrashedDraft = { id: 'ferry', title: 'Ferry', words: 3, trashed: 0 }
const texts = (): string[] => useNotices().list.map(({ text }) => text)

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
  vi.spyOn(desk, 'listTrash').mockResolvedValue(done([ferry]))
  vi.spyOn(desk, 'libraryState').mockResolvedValue(problem('unreachable', 'No answer.', '', ''))
})

describe('the trash', () => {
  it('keeps its list if it cannot be read again, and says why', async () => {
    const trash = useTrash()
    await trash.load()
    vi.spyOn(desk, 'listTrash').mockResolvedValue(problem('denied', 'The trash could not be listed.', '', ''))
    await trash.load()
    expect(trash.drafts).toEqual([ferry])
    expect(texts()).toEqual(['The trash could not be listed.'])
  })

  it('restores a draft, and lists the others', async () => {
    vi.spyOn(desk, 'restoreDraft').mockResolvedValue(done(openedDraft('ferry').summary))
    const trash = useTrash()
    await trash.load()
    vi.spyOn(desk, 'listTrash').mockResolvedValue(done([]))
    await trash.restore('ferry')
    expect(callsTo('restoreDraft')).toEqual([['ferry']])
    expect(trash.drafts).toEqual([])
  })

  it('lists the drafts that could not be deleted, and says so', async () => {
    vi.spyOn(desk, 'emptyTrash').mockResolvedValue(problem('denied', 'The trash was not emptied.', '', ''))
    const trash = useTrash()
    await trash.empty()
    expect(trash.drafts).toEqual([ferry])
    expect(texts()).toEqual(['The trash was not emptied.'])
  })
})
