import { describe, expect, it } from 'vitest'
import { versionPolicy } from '../../../src/desk/history/index.ts'
import { type DatedRevision, revisionsToRemove } from '../../../src/desk/history/thinning.ts'
import { article, tempFolder } from '../library.ts'
import { historyIn, kept } from './histories.ts'

const DAY = 24 * 60 * 60 * 1000

/** Pauses at these times, in one session that began at time 0. */
function revisions(...times: number[]): DatedRevision[] {
  return times.map((at, index) => ({
    number: index + 1,
    at,
    reason: 'pause',
    name: '',
    words: 1,
    openMs: at,
  }))
}

describe('a lifetime of versions', () => {
  it('removes what is older, but never the newest or one with a name', () => {
    const [old = null, named = null, young = null, newest = null] = revisions(0, DAY, 80 * DAY, 81 * DAY)
    if (old === null || named === null || young === null || newest === null) throw new Error('four are made')
    const all = [{ ...old, reason: 'export' as const }, { ...named, name: 'Sent' }, young, newest]
    expect([...revisionsToRemove(all, 100 * DAY, 30 * DAY)]).toEqual([1])
    expect([...revisionsToRemove(all, 400 * DAY, 30 * DAY)]).toEqual([1, 3])
    expect([...revisionsToRemove(all, 400 * DAY)]).toEqual([])
  })

  it('is read from the settings each time that a history is thinned', async () => {
    let opened = 0
    let lifetime: 'forever' | '30' = 'forever'
    const history = historyIn(await tempFolder(), {
      elapsed: () => opened,
      policy: () => versionPolicy({ versionInterval: 'pause', versionLifetime: lifetime }),
    })
    await kept(history, article('One'))
    opened = 40 * DAY
    await kept(history, article('Two'))
    expect(await history.thin()).toBe(0)
    lifetime = '30'
    expect(await history.thin()).toBe(1)
  })
})
