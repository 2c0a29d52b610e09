import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { schema } from '../../../src/article/index.ts'
import { done, problem, type Job, type LibraryState, type Outcome } from '../../../src/desk.ts'
import { desk } from '../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../src/renderer/src/stores/draft.ts'
import { useImporting } from '../../../src/renderer/src/stores/transfer/importing.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'
import { useJobs } from '../../../src/renderer/src/stores/transfer/jobs.ts'
import { doc, p } from '../../build.ts'
import { callsTo, quietDesk } from './quietDesk.ts'

const library: LibraryState = {
  ...{
    folder: '',
    drafts: 0,
    trashed: 0,
    tags: [],
    people: [],
    series: [],
    filters: [],
    version: 1,
    notices: [],
  },
  index: { state: 'ready', done: 0, total: 0 },
}

beforeEach(() => {
  quietDesk()
  setActivePinia(createPinia())
  vi.spyOn(desk, 'libraryState').mockResolvedValue(done(library))
})

describe('the open draft', () => {
  it('moves to the trash with its last words saved, and accepts no more meanwhile', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    draft.setMetadata({ byline: 'Mina' })
    const gone = Promise.withResolvers<Outcome<null>>()
    vi.spyOn(desk, 'trashDraft').mockReturnValue(gone.promise)
    const trashing = draft.moveToTrash('ferry')
    await vi.waitFor(() => {
      expect(callsTo('trashDraft')).toHaveLength(1)
    })
    expect(callsTo('saveDraft')).toHaveLength(1)
    expect(draft.shown?.isFrozen.value).toBe(true)
    gone.resolve(done(null))
    expect(await trashing).toBe(true)
    expect([draft.id, draft.hasUnsaved()]).toEqual([null, false])
  })

  it('stays open and editable if it cannot be moved to the trash', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    vi.spyOn(desk, 'trashDraft').mockResolvedValue(problem('locked', 'Somebody writes it.', '', ''))
    expect(await draft.moveToTrash('ferry')).toBe(false)
    expect([draft.id, draft.shown?.isFrozen.value]).toEqual(['ferry', false])
  })

  it('stays open when another draft is moved to the trash', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    vi.spyOn(desk, 'trashDraft').mockResolvedValue(done(null))
    expect(await draft.moveToTrash('tram')).toBe(true)
    expect(draft.id).toBe('ferry')
  })

  it('is saved and closed when it moves to another window, and stays if it cannot be saved', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    draft.setMetadata({ byline: 'Mina' })
    vi.spyOn(desk, 'saveDraft').mockResolvedValueOnce(problem('full', 'The disk is full.', '', ''))
    expect([await draft.leave(), draft.id]).toEqual([null, 'ferry'])
    expect([await draft.leave(), draft.id]).toEqual(['ferry', null])
    expect(callsTo('closeDraft')).toHaveLength(1)
  })

  it('is stored as a version before a deletion of many words', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    const kept = vi
      .spyOn(desk, 'keepRevision')
      .mockResolvedValue(done({ number: 1, at: 0, reason: 'deletion', name: '', words: 2 }))
    await draft.keepBeforeDeletion(schema.nodeFromJSON(doc('Ferry', '', p('Many words.'))))
    expect(kept.mock.calls[0]?.slice(0, 3)).toEqual(['ferry', 'deletion', ''])
    expect(kept.mock.calls[0]?.[3]).toContain('Many words.')
  })

  it('counts a picture that is being stored as unsaved', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    const arrived = Promise.withResolvers<ReturnType<typeof image>>()
    const image = () => done({ src: 'images/pier.png', width: 4, height: 3 })
    vi.spyOn(desk, 'addImage').mockReturnValue(arrived.promise)
    const adding = draft.addImage(new File([new Uint8Array(1)], 'pier.png'))
    expect(draft.hasUnsaved()).toBe(true)
    arrived.resolve(image())
    await adding
    expect(draft.hasUnsaved()).toBe(false)
  })
})

describe('a job', () => {
  const job = (state: Job['state']): Job => ({ id: 'abcdef0123456789', state, done: 1, total: 1 })

  it('does not reappear when an answer about it arrives after it was closed', async () => {
    vi.useFakeTimers()
    const late = Promise.withResolvers<Outcome<Job>>()
    vi.spyOn(desk, 'startBackup').mockResolvedValue(done(job('running')))
    vi.spyOn(desk, 'readJob').mockReturnValue(late.promise)
    const jobs = useJobs()
    const backUp = jobs.backUp()
    await vi.advanceTimersByTimeAsync(200)
    jobs.close()
    late.resolve(done(job('done')))
    await backUp
    expect(jobs.job).toBeNull()
    vi.useRealTimers()
  })
})

describe('what the settings say about drafts', () => {
  it('gives a blank draft and pasted text the language for new drafts', async () => {
    const create = vi.spyOn(desk, 'createDraft').mockResolvedValue(problem('failed', 'a', 'b', 'c'))
    const languages = (): unknown[] =>
      create.mock.calls.map(
        ([text]) => (JSON.parse(text) as { metadata: { language: string } }).metadata.language,
      )
    await useDraft().create()
    await useImporting().importText('Die Fähre fährt heute nicht, und das ist auch gut so.')
    useSettings().set({ newDraftLanguage: 'pt-BR' })
    await useDraft().create()
    await useImporting().importText('Die Fähre fährt heute nicht, und das ist auch gut so.')
    expect(languages().map(String).slice(2)).toEqual(['pt-BR', 'pt-BR'])
    expect(languages()[0]).toBe('en')
  })

  it('gives a blank draft and pasted text the byline for new drafts', async () => {
    const create = vi.spyOn(desk, 'createDraft').mockResolvedValue(problem('failed', 'a', 'b', 'c'))
    useSettings().set({ newDraftByline: 'Ida Renner' })
    await useDraft().create()
    await useImporting().importText('The ferry does not run today.')
    const bylines = create.mock.calls.map(
      ([text]) => (JSON.parse(text) as { metadata: { byline: string } }).metadata.byline,
    )
    expect(bylines).toEqual(['Ida Renner', 'Ida Renner'])
  })

  it('saves at the pace of the settings', async () => {
    vi.useFakeTimers()
    const draft = useDraft()
    await draft.open('ferry')
    useSettings().set({ autosave: '5' })
    draft.setMetadata({ byline: 'Mina' })
    await vi.advanceTimersByTimeAsync(4500)
    expect(callsTo('saveDraft')).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1000)
    expect(callsTo('saveDraft')).toHaveLength(1)
    vi.useRealTimers()
  })
})
