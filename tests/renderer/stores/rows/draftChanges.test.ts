import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { articleFrom, emptyMetadata, headlineText, parseArticle } from '../../../../src/article/index.ts'
import { done, problem, type LibraryState } from '../../../../src/desk.ts'
import { desk } from '../../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../../src/renderer/src/stores/draft.ts'
import { copyTitle, useDraftChanges } from '../../../../src/renderer/src/stores/rows/draftChanges.ts'
import { useLibrary } from '../../../../src/renderer/src/stores/library.ts'
import { useNotices } from '../../../../src/renderer/src/stores/notices.ts'
import { callsTo, openedDraft, quietDesk } from '../quietDesk.ts'

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

/** The articles that were saved, by draft. */
const saved = () =>
  new Map(callsTo('saveDraft').map(([id, text]) => [String(id), parseArticle(String(text))] as const))

const texts = (): string[] => useNotices().list.map(({ text, detail }) => `${text} ${detail}`)

describe('a change of drafts from the list', () => {
  it('opens, saves and closes a draft that is not in sight', async () => {
    await useDraftChanges().rename('ferry', ' The\nFerry ')
    expect(callsTo('openDraft')).toEqual([['ferry']])
    const article = saved().get('ferry')
    expect(article === undefined ? '' : headlineText(article)).toBe('The Ferry')
    expect(callsTo('closeDraft')).toEqual([['ferry']])
  })

  it('changes the draft in sight on the page', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    await useDraftChanges().setState(['ferry', 'tram'], 'ready')
    expect(draft.metadata?.state).toBe('ready')
    expect([...saved().values()].map(({ metadata }) => metadata.state)).toEqual(['ready', 'ready'])
    await useDraftChanges().rename('ferry', 'The Ferry')
    expect(headlineText(draft.current() ?? articleFrom({}))).toBe('The Ferry')
    expect(callsTo('openDraft').map(([id]) => id)).toEqual(['ferry', 'tram'])
  })

  it('does not write a draft that is so already', async () => {
    await useDraftChanges().setState(['ferry'], 'draft')
    await useDraftChanges().changeTags(['ferry'], { add: [], remove: ['tea'] })
    expect(callsTo('saveDraft')).toEqual([])
  })

  it('of their tags knows the new numbers of drafts when it ends', async () => {
    const tags = (): readonly unknown[] => useLibrary().state?.tags ?? []
    vi.spyOn(desk, 'libraryState').mockImplementation(() =>
      Promise.resolve(done({ ...library, tags: [{ name: 'quay', count: saved().size }] })),
    )
    await useDraftChanges().changeTags(['ferry'], { add: ['quay'], remove: ['harbour'] })
    expect(tags()).toEqual([{ name: 'quay', count: 1 }])
  })

  it('adds and removes tags, and keeps the others in their order', async () => {
    const metadata = { ...emptyMetadata(), tags: ['a', 'b', 'c'] }
    vi.spyOn(desk, 'openDraft').mockResolvedValue(done(openedDraft('ferry', articleFrom({ metadata }))))
    await useDraftChanges().changeTags(['ferry'], { add: ['d', 'a'], remove: ['b'] })
    expect(saved().get('ferry')?.metadata.tags).toEqual(['a', 'c', 'd'])
  })

  it('leaves out drafts that somebody else writes, and names them in one notice', async () => {
    vi.spyOn(desk, 'openDraft').mockImplementation((id) =>
      Promise.resolve(done({ ...openedDraft(id), ...(id === 'tram' ? { lockedBy: 'another window' } : {}) })),
    )
    await useDraftChanges().setState(['ferry', 'tram', 'kite'], 'published')
    expect([...saved().keys()]).toEqual(['ferry', 'kite'])
    expect(texts()).toEqual([
      '1 of 3 drafts was not changed: “tram” (open in another window). What is in them is untouched. The other drafts were changed. Close it there, then try again.',
    ])
  })

  it('moves several drafts to the trash with one Undo, which restores them', async () => {
    vi.spyOn(desk, 'trashDraft').mockImplementation((id) =>
      Promise.resolve(id === 'tram' ? problem('locked', 'It is open.', '', 'Close it.') : done(null)),
    )
    const restored = vi
      .spyOn(desk, 'restoreDraft')
      .mockImplementation((id) => Promise.resolve(done(openedDraft(id).summary)))
    expect(await useDraftChanges().trash(['ferry', 'tram', 'kite'])).toEqual(['ferry', 'kite'])
    const [refused, toast] = useNotices().list
    expect(refused?.text).toContain('(It is open).')
    expect(toast?.text).toBe('2 drafts are in the trash.')
    toast?.actions[0]?.run()
    await vi.waitFor(() => {
      expect(restored.mock.calls).toEqual([['ferry'], ['kite']])
    })
  })

  it('makes a copy that is a draft of its own, and closes it', async () => {
    const metadata = { ...emptyMetadata(), state: 'published' as const, slug: 'ferry', tags: ['tea'] }
    const article = articleFrom({ headline: 'Ferry', metadata })
    vi.spyOn(desk, 'openDraft').mockResolvedValue(done(openedDraft('ferry', article)))
    const copied = vi.spyOn(desk, 'saveCopy').mockResolvedValue(done(openedDraft('copy')))
    await useDraftChanges().duplicate('ferry')
    const copy = parseArticle(copied.mock.calls[0]?.[1] ?? '')
    expect([headlineText(copy), copy.metadata.state, copy.metadata.slug, copy.metadata.tags]).toEqual([
      'Ferry (2)',
      'draft',
      '',
      ['tea'],
    ])
    await vi.waitFor(() => {
      expect(callsTo('closeDraft')).toEqual([['ferry'], ['copy']])
    })
  })
})

it.each([
  ['Ferry', 'Ferry (2)'],
  ['Ferry (2)', 'Ferry (3)'],
  ['등대', '등대 (2)'],
  ['(1999)', '(1999) (2)'],
])('names the copy of %s %s', (title, copy) => {
  expect(copyTitle(title)).toBe(copy)
})
