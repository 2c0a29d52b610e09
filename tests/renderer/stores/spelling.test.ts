import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { person } from '../../../src/article/index.ts'
import { done, problem, type Outcome, type SpellingResult } from '../../../src/desk.ts'
import { desk, host } from '../../../src/renderer/src/desk.ts'
import { useNotices } from '../../../src/renderer/src/stores/notices.ts'
import { useSettings } from '../../../src/renderer/src/stores/settings.ts'
import { useSpelling } from '../../../src/renderer/src/stores/spelling.ts'
import { articleOf, useDraftDouble } from './draftDouble.ts'

vi.mock('../../../src/renderer/src/stores/draft.ts', async () => ({
  useDraft: (await import('./draftDouble.ts')).useDraftDouble,
}))

interface Asked {
  readonly languages: readonly string[]
  readonly words: readonly string[]
  readonly mayDownload: boolean
  readonly answer: (took: Outcome<SpellingResult>) => void
}

/** The calls of the checker, in order. */
const asked: Asked[] = []

/** The answer of a checker that needs no dictionary. */
const accepting = (acceptsNames: boolean): Outcome<SpellingResult> => done({ acceptsNames, missing: [] })

beforeEach(() => {
  vi.restoreAllMocks()
  setActivePinia(createPinia())
  asked.length = 0
  vi.spyOn(host, 'checkSpelling').mockImplementation(
    (languages, words, mayDownload) =>
      new Promise((resolve) => {
        asked.push({ ...structuredClone({ languages, words, mayDownload }), answer: resolve })
      }),
  )
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  vi.spyOn(desk, 'writeSettings').mockResolvedValue(done(null))
})

function show(id: string, language: string, ...names: readonly string[]): void {
  const article = articleOf([], names.map(person))
  useDraftDouble().show(id, { ...article, metadata: { ...article.metadata, language } })
}

/** The checker answers a call, and the page has heard it. */
async function answer(call: number, took: Outcome<SpellingResult>): Promise<void> {
  asked[call]?.answer(took)
  await nextTick()
  await nextTick()
}

describe('the spelling checker', () => {
  it('receives the draft’s language and the words of its names', async () => {
    show('tea', 'ko', 'Mina Solis')
    const spelling = useSpelling()
    expect(asked).toMatchObject([{ languages: ['ko'], words: ['Mina', 'Solis'] }])
    await answer(0, accepting(true))
    expect(spelling.names).toEqual([])
    show('other', 'en', 'Jun')
    await nextTick()
    expect(asked[1]).toMatchObject({ languages: ['en'], words: ['Jun'] })
  })

  it.each<[string, Outcome<SpellingResult>]>([
    ['takes no words', accepting(false)],
    ['does not answer', problem('unreachable', 'a', 'b', 'c')],
  ])('is kept from seeing names where it %s', async (_case, took) => {
    show('tea', 'en', 'Mina')
    const spelling = useSpelling()
    await answer(0, took)
    expect(spelling.names).toEqual(['Mina'])
  })

  it('does not restore the names of a closed draft', async () => {
    show('tea', 'en', 'Mina')
    const spelling = useSpelling()
    show('other', 'en', 'Jun')
    await nextTick()
    await answer(1, accepting(false))
    await answer(0, accepting(false))
    expect(spelling.names).toEqual(['Jun'])
  })

  it('is called again only for another language or other words', async () => {
    show('tea', 'en', 'Mina')
    useSpelling()
    useDraftDouble().setMetadata({ byline: 'Somebody' })
    await nextTick()
    expect(asked).toHaveLength(1)
  })
})

describe('the languages of the spelling checker', () => {
  it('are those that the writer chose, else the draft’s', async () => {
    show('tea', 'ko')
    useSpelling()
    useSettings().set({ spellingLanguages: ['en-GB', 'ko'] })
    await nextTick()
    useSettings().set({ spellingLanguages: [] })
    await nextTick()
    expect(asked.map(({ languages }) => languages)).toEqual([['ko'], ['en-GB', 'ko'], ['ko']])
  })
})

describe('a dictionary that would have to be downloaded', () => {
  const missing = (...tags: readonly string[]): Outcome<SpellingResult> =>
    done({ acceptsNames: true, missing: tags })

  it('is asked for once, and downloaded after a yes', async () => {
    show('tea', 'en')
    useSpelling()
    await answer(0, missing('en-US'))
    const notices = useNotices()
    expect(notices.list.map(({ text }) => text)).toEqual([
      'Download the American English dictionary for the spelling checker?',
    ])
    expect(asked[0]?.mayDownload).toBe(false)
    notices.list[0]?.actions[0]?.run()
    await nextTick()
    expect(useSettings().settings.spellingDownloads).toBe('yes')
    expect(asked[1]?.mayDownload).toBe(true)
    await answer(1, accepting(true))
    expect(notices.list).toEqual([])
  })

  it('is asked for in the window that the writer is in, and in no other after the answer', async () => {
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    show('tea', 'en')
    useSpelling()
    await answer(0, missing('en-US'))
    const notices = useNotices()
    expect(notices.list).toEqual([])
    focus.mockReturnValue(true)
    window.dispatchEvent(new Event('focus'))
    expect(notices.list).toHaveLength(1)
    // As another window's answer arrives.
    useSettings().settings = { ...useSettings().settings, spellingDownloads: 'no' }
    await nextTick()
    expect(notices.list).toEqual([])
    window.dispatchEvent(new Event('focus'))
    expect(notices.list).toEqual([])
  })

  it('is not asked for again after a no, nor after the question was dismissed', async () => {
    show('tea', 'en')
    useSpelling()
    await answer(0, missing('en-US', 'ko'))
    const notices = useNotices()
    expect(notices.list[0]?.text).toBe(
      'Download the dictionaries for the spelling checker (American English and Korean)?',
    )
    notices.dismiss(notices.list[0]?.id ?? 0)
    show('other', 'ko')
    await nextTick()
    await answer(1, missing('ko'))
    expect(notices.list).toEqual([])
    setActivePinia(createPinia())
    useSettings().set({ spellingDownloads: 'no' })
    show('tea', 'en')
    useSpelling()
    await answer(2, missing('en-US'))
    expect(useNotices().list).toEqual([])
    expect(asked[2]?.mayDownload).toBe(false)
  })

  it('is not asked for without a draft', async () => {
    useSpelling()
    await answer(0, missing('en-US'))
    expect(useNotices().list).toEqual([])
  })
})
