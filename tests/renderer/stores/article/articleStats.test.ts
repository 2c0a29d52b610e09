import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useArticleStats } from '../../../../src/renderer/src/stores/article/articleStats.ts'
import { dialogue, p, turn } from '../../../build.ts'
import { articleOf, useDraftDouble } from '../draftDouble.ts'

vi.mock('../../../../src/renderer/src/stores/draft.ts', async () => ({
  useDraft: (await import('../draftDouble.ts')).useDraftDouble,
}))

/** Longer than a pause after which stats are counted. */
const rest = async (): Promise<void> => {
  await nextTick()
  await vi.advanceTimersByTimeAsync(1000)
}

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the counts of the open draft', () => {
  it('are the library’s until typing stops, then the draft’s own', async () => {
    const draft = useDraftDouble()
    const stats = useArticleStats()
    draft.show('tea', articleOf([p('One two three.')]), 1234)
    await nextTick()
    expect(stats.words).toBe(1234)
    expect(stats.isCounted).toBe(false)
    await rest()
    expect(stats.words).toBe(3)
    expect(stats.isCounted).toBe(true)
    expect(stats.minutes).toBe(1)
    expect(stats.characters).toEqual({ all: 14, withoutSpaces: 12 })
  })

  it('follow an edit when typing stops and not before', async () => {
    const draft = useDraftDouble()
    const stats = useArticleStats()
    draft.show('tea', articleOf([p('One.')]))
    await rest()
    expect(stats.words).toBe(1)
    draft.edit(articleOf([p('One two.')]))
    await nextTick()
    expect(stats.words).toBe(1)
    await rest()
    expect(stats.words).toBe(2)
  })

  it('list the speakers, the one with the most words first', async () => {
    const draft = useDraftDouble()
    const stats = useArticleStats()
    const turns = [turn('Mina', '“One.”'), turn('Jun', '“One two three.”'), turn('Mina', '“No.”')]
    draft.show('tea', articleOf([dialogue(...turns)]))
    await rest()
    expect([...stats.turnCounts]).toEqual([
      ['Mina', 2],
      ['Jun', 1],
    ])
    expect(stats.speakerShares).toEqual([
      { name: 'Jun', words: 3, percent: 60 },
      { name: 'Mina', words: 2, percent: 40 },
    ])
  })

  it('are null while no draft is open', async () => {
    const draft = useDraftDouble()
    const stats = useArticleStats()
    draft.show('tea', articleOf([p('One.')]))
    await rest()
    draft.close()
    await rest()
    expect(stats).toMatchObject({ words: 0, issues: [], contents: [], speakerShares: [] })
    expect(stats.turnCounts.size).toBe(0)
  })
})
