import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { person } from '../../../src/article/index.ts'
import { done, problem, type Outcome } from '../../../src/desk.ts'
import { host } from '../../../src/renderer/src/desk.ts'
import { useSpelling } from '../../../src/renderer/src/stores/spelling.ts'
import { articleOf, useDraftDouble } from './draftDouble.ts'

vi.mock('../../../src/renderer/src/stores/draft.ts', async () => ({
  useDraft: (await import('./draftDouble.ts')).useDraftDouble,
}))

const asked: { language: string; words: readonly string[]; answer: (took: Outcome<boolean>) => void }[] = []

beforeEach(() => {
  vi.restoreAllMocks()
  setActivePinia(createPinia())
  asked.length = 0
  vi.spyOn(host, 'checkSpelling').mockImplementation(
    (language, words) =>
      new Promise((resolve) => {
        asked.push({ language, words: structuredClone(words), answer: resolve })
      }),
  )
})

function show(id: string, language: string, ...names: readonly string[]): void {
  const article = articleOf([], names.map(person))
  useDraftDouble().show(id, { ...article, metadata: { ...article.metadata, language } })
}

/** The checker answers a call, and the page has heard it. */
async function answer(call: number, took: Outcome<boolean>): Promise<void> {
  asked[call]?.answer(took)
  await nextTick()
  await nextTick()
}

describe('the spelling checker', () => {
  it('receives the draft’s language and the words of its names', async () => {
    show('tea', 'ko', 'Mina Solis')
    const spelling = useSpelling()
    expect(asked).toMatchObject([{ language: 'ko', words: ['Mina', 'Solis'] }])
    await answer(0, done(true))
    expect(spelling.names).toEqual([])
    show('other', 'en', 'Jun')
    await nextTick()
    expect(asked[1]).toMatchObject({ language: 'en', words: ['Jun'] })
  })

  it.each<[string, Outcome<boolean>]>([
    ['takes no words', done(false)],
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
    await answer(1, done(false))
    await answer(0, done(false))
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
