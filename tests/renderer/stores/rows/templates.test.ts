import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  articleFrom,
  emptyMetadata,
  findings,
  parseArticle,
  stringifyArticle,
} from '../../../../src/article/index.ts'
import { done, type LibraryState } from '../../../../src/desk.ts'
import { desk } from '../../../../src/renderer/src/desk.ts'
import { useSettings } from '../../../../src/renderer/src/stores/settings.ts'
import { useTemplates } from '../../../../src/renderer/src/stores/rows/templates.ts'
import { STOCK_TEMPLATES } from '../../../../src/renderer/src/stores/rows/templates/names.ts'
import { stockArticle } from '../../../../src/renderer/src/stores/rows/templates/stock.ts'
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
  vi.spyOn(desk, 'createDraft').mockImplementation((text) =>
    Promise.resolve(done({ ...openedDraft('made'), article: text })),
  )
})

describe.each(STOCK_TEMPLATES)('the template %s', (name) => {
  it.each(['en', 'ko'])(
    'is a whole article in %s, with photos that wait and hints that are found',
    (language) => {
      const article = stockArticle(name, language)
      expect(parseArticle(stringifyArticle(article))).toEqual(article)
      expect(article.metadata.language).toBe(language)
      const text = JSON.stringify(article.doc)
      expect(text).toContain('"figure"')
      expect(/[\u3131-\ud79d]/u.test(text)).toBe(language === 'ko')
      const hints = findings(article).filter(({ what }) => what.startsWith('This is in square brackets'))
      expect(hints.length).toBeGreaterThan(4)
    },
  )
})

it('has the words of English where there are none of the language', () => {
  const { metadata, doc } = stockArticle('news', 'fr')
  expect(metadata.language).toBe('fr')
  expect(doc).toEqual(stockArticle('news', 'en').doc)
})

it('begins a draft in the language of new drafts, with their byline', async () => {
  const { settings } = useSettings()
  Object.assign(settings, { newDraftLanguage: 'ko-KR', newDraftByline: 'Mina' })
  await useTemplates().create('interview')
  const made = parseArticle(String(callsTo('createDraft')[0]?.[0]))
  expect(made.metadata).toMatchObject({ language: 'ko-KR', byline: 'Mina', state: 'draft' })
  expect(JSON.stringify(made.doc)).toContain('기자')
})

describe('a template of the library', () => {
  const own = { state: 'published', slug: 'ferry', deadline: '2026-12-01', goal: 800, tags: ['tea'] } as const

  it('is a copy of a draft without its address, state and day', async () => {
    const article = articleFrom({ headline: 'Ferry', metadata: { ...emptyMetadata(), ...own } })
    vi.spyOn(desk, 'openDraft').mockResolvedValue(done(openedDraft('ferry', article)))
    const copied = vi.spyOn(desk, 'saveCopy').mockResolvedValue(done(openedDraft('copy')))
    await useTemplates().saveAs('ferry')
    expect(parseArticle(copied.mock.calls[0]?.[1] ?? '').metadata).toEqual({
      ...emptyMetadata(),
      ...{ goal: 800, tags: ['tea'], template: true },
    })
  })

  it('makes drafts that are no templates', async () => {
    const metadata = { ...emptyMetadata(), template: true as const, goal: 800 }
    const article = articleFrom({ headline: 'Form', metadata })
    vi.spyOn(desk, 'openDraft').mockResolvedValue(done(openedDraft('form', article)))
    const copied = vi.spyOn(desk, 'saveCopy').mockResolvedValue(done(openedDraft('copy')))
    await useTemplates().createFrom('form')
    expect(parseArticle(copied.mock.calls[0]?.[1] ?? '').metadata).toEqual({ ...emptyMetadata(), goal: 800 })
    expect(callsTo('openDraft').at(-1)).toEqual(['copy'])
  })
})
