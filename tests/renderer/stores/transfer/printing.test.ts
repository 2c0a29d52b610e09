import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { articleFrom, readText } from '../../../../src/article/index.ts'
import { done, problem, type Outcome } from '../../../../src/desk.ts'
import { desk, host } from '../../../../src/renderer/src/desk.ts'
import { useDraft } from '../../../../src/renderer/src/stores/draft.ts'
import { useHost } from '../../../../src/renderer/src/stores/host.ts'
import { useNotices } from '../../../../src/renderer/src/stores/notices.ts'
import { useLastExports } from '../../../../src/renderer/src/stores/transfer/lastExports.ts'
import { useSettings } from '../../../../src/renderer/src/stores/settings.ts'
import { paperOf, usePrinting } from '../../../../src/renderer/src/stores/transfer/printing.ts'
import { quietDesk } from '../quietDesk.ts'

beforeEach(() => {
  vi.restoreAllMocks()
  quietDesk()
  setActivePinia(createPinia())
  document.title = 'Galley'
  document.documentElement.lang = 'en'
})

describe('printing', () => {
  it('names the document after the article while it is printed, and only then', async () => {
    await useDraft().open('ferry')
    const during: string[] = []
    vi.spyOn(host, 'print').mockImplementation(() => {
      during.push(document.title, document.documentElement.lang)
      return Promise.resolve(done(null))
    })
    await usePrinting().print()
    expect(during).toEqual([useDraft().summary?.title, useDraft().metadata?.language])
    expect([document.title, document.documentElement.lang]).toEqual(['Galley', 'en'])
  })

  it('keeps the window’s name if the browser announces the same print, too', async () => {
    await useDraft().open('ferry')
    const printing = usePrinting()
    vi.spyOn(host, 'print').mockImplementation(() => {
      printing.begin()
      printing.end()
      return Promise.resolve(done(null))
    })
    await printing.print()
    expect(document.title).toBe('Galley')
  })

  it('leaves the window the name that it got meanwhile', async () => {
    await useDraft().open('ferry')
    vi.spyOn(host, 'print').mockImplementation(() => {
      document.title = 'The later headline'
      return Promise.resolve(done(null))
    })
    await usePrinting().print()
    expect([document.title, document.documentElement.lang]).toEqual(['The later headline', 'en'])
  })

  it('names the document by the headline as it is on the page, also before that is saved', async () => {
    const draft = useDraft()
    await draft.open('ferry')
    const { metadata } = draft.current() ?? articleFrom({})
    draft.restore({
      ...readText('The newest headline\n\nThe first paragraph of a story, which is long.'),
      metadata,
    })
    usePrinting().begin()
    expect(document.title).toBe('The newest headline')
  })

  it('changes nothing without a draft', () => {
    usePrinting().begin()
    expect(document.title).toBe('Galley')
  })

  it('says why it failed', async () => {
    await useDraft().open('ferry')
    vi.spyOn(host, 'print').mockResolvedValue(problem('failed', 'No printer.', '', ''))
    await usePrinting().print()
    expect(useNotices().list.map(({ text }) => text)).toEqual(['No printer.'])
  })
})

describe('a PDF', () => {
  it.each([
    ['A/B: “night”', 'a-b-night.pdf'],
    ['con', 'article-con.pdf'],
    ['🚋'.repeat(90), 'article.pdf'],
  ])('of %j is named as the article’s other exports are', async (headline, name) => {
    const draft = useDraft()
    await draft.open('ferry')
    const { metadata } = draft
    if (metadata === null) throw new Error('no draft is open')
    draft.restore({
      ...readText(`${headline}\n\nThe first paragraph of a story, which is long.`),
      metadata: { ...metadata, slug: '' },
    })
    const saved = vi.spyOn(host, 'savePdf').mockResolvedValue(done(null))
    await usePrinting().savePdf()
    expect(saved.mock.calls[0]?.[0]).toBe(name)
  })

  it('has the name that the writer’s pattern makes', async () => {
    await useDraft().open('ferry')
    useSettings().set({ exportName: 'Weekend {title}' })
    const saved = vi.spyOn(host, 'savePdf').mockResolvedValue(done(null))
    await usePrinting().savePdf()
    expect(saved.mock.calls[0]?.[0]).toBe('Weekend ferry.pdf')
  })

  it('is kept as a version of its draft, even if another one is open by then', async () => {
    const kept = vi
      .spyOn(desk, 'keepRevision')
      .mockResolvedValue(done({ number: 1, at: 0, reason: 'export', name: '', words: 0 }))
    await useDraft().open('ferry')
    const where = Promise.withResolvers<Outcome<string | null>>()
    vi.spyOn(host, 'savePdf').mockReturnValue(where.promise)
    const saving = usePrinting().savePdf()
    await useDraft().open('tram')
    where.resolve(done('/home/mina/ferry.pdf'))
    await saving
    expect(kept.mock.calls.map(([id, reason]) => [id, reason])).toEqual([['ferry', 'export']])
    expect(kept.mock.calls[0]?.[3]).toContain('ferry')
    expect(useLastExports().has('ferry')).toBe(true)
  })

  it('that the writer cancels leaves no version and nothing to repeat', async () => {
    Object.assign(useHost(), { isDesktop: true })
    const kept = vi.spyOn(desk, 'keepRevision')
    await useDraft().open('ferry')
    vi.spyOn(host, 'savePdf').mockResolvedValue(done(null))
    await usePrinting().savePdf()
    expect(kept).not.toHaveBeenCalled()
    expect(useLastExports().has('ferry')).toBe(false)
  })

  it('is left to the print dialog of a browser, which can be opened again', async () => {
    await useDraft().open('ferry')
    vi.spyOn(host, 'savePdf').mockResolvedValue(done(null))
    await usePrinting().savePdf()
    expect(useNotices().list.map(({ text }) => text)).toEqual(['Choose “Save as PDF” as the printer.'])
    expect(useLastExports().has('ferry')).toBe(true)
  })

  it.each([
    ['en-US', 'Letter'],
    ['en-GB', 'A4'],
    ['ko', 'A4'],
    ['fr-CA', 'Letter'],
  ])('is on the paper of the country: %s has %s', (locale, paper) => {
    expect(paperOf(locale)).toBe(paper)
  })
})
