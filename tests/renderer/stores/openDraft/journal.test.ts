import { beforeEach, describe, expect, it } from 'vitest'
import { createJournal, type AppendResult } from '../../../../src/renderer/src/stores/openDraft/journal.ts'
import { FakeClock } from '../../fakeClock.ts'

let clock: FakeClock
beforeEach(() => {
  clock = new FakeClock()
})

/** A journal on a disk that keeps lines by their number, and answers as `results` say, then always with `kept`. */
function setUp({ nextLine = 0, results = [] }: { nextLine?: number; results?: AppendResult[] } = {}) {
  const disk = new Map<number, string>()
  const calls: number[] = []
  const accepted: boolean[] = []
  const journal = createJournal({
    clock,
    nextLine,
    onJournalled: (isAccepted) => accepted.push(isAccepted),
    append: async (from, text) => {
      calls.push(from)
      await clock.wait(5)
      const result = results.shift() ?? 'kept'
      if (result !== 'refused')
        for (const [index, line] of text.trimEnd().split('\n').entries()) disk.set(from + index, line)
      return result
    },
  })
  return { journal, disk, calls, accepted, lines: () => [...disk].sort(([one], [other]) => one - other) }
}

describe('the journal', () => {
  it('sends changes within moments, never while a key is handled, and those made meanwhile together', async () => {
    const { journal, calls, lines } = setUp({ nextLine: 7 })
    for (const key of ['a', 'b', 'c']) journal.add([key])
    expect(calls).toEqual([])
    await clock.advance(22)
    journal.add(['d'])
    await clock.advance(60)
    expect(lines()).toEqual([
      [7, '["a"]'],
      [8, '["b"]'],
      [9, '["c"]'],
      [10, '["d"]'],
    ])
    expect(calls).toEqual([7, 10])
    expect(journal.nextLine).toBe(11)
  })

  it('sends lines again with the same numbers if an answer is lost', async () => {
    const { journal, calls, lines } = setUp({ results: ['lost'] })
    journal.add(['a'])
    await clock.advance(24)
    journal.add(['b'])
    await clock.advance(60)
    expect(calls).toEqual([0, 0])
    expect(lines()).toEqual([
      [0, '["a"]'],
      [1, '["b"]'],
    ])
  })

  it('retries a refused line at once, and reports a refusal only after the second', async () => {
    const { journal, accepted, lines } = setUp({ results: ['refused', 'kept', 'refused', 'refused'] })
    journal.add(['a'])
    await clock.advance(100)
    expect(accepted).toEqual([true, true])
    journal.add(['b'])
    await clock.advance(100)
    expect(accepted).toEqual([true, true, true, false])
    journal.add(['c'])
    await clock.advance(100)
    expect(accepted.at(-1)).toBe(true)
    expect(lines().map(([number]) => number)).toEqual([0, 1, 2])
  })

  it('sends no line that a save includes', async () => {
    const { journal, calls, lines } = setUp({ results: ['refused', 'refused'] })
    journal.add(['in the save'])
    await clock.advance(100)
    journal.discardBelow(1)
    journal.add(['typed after'])
    await clock.advance(100)
    expect(calls).toEqual([0, 0, 1])
    expect(lines()).toEqual([[1, '["typed after"]']])
  })

  it('continues after a save has included all waiting lines', async () => {
    const { journal, lines } = setUp()
    journal.add(['in the save'])
    journal.discardBelow(1)
    await clock.advance(100)
    journal.add(['typed after'])
    await clock.advance(100)
    expect(lines()).toEqual([[1, '["typed after"]']])
  })

  it('sends lines again from the number that a restarted desk names, whatever it confirmed before', async () => {
    const { journal, disk, calls } = setUp()
    for (const key of ['a', 'b', 'c']) journal.add([key])
    await clock.advance(100)
    disk.clear()
    journal.resendFrom(1)
    await clock.advance(100)
    expect(calls).toEqual([0, 1])
    expect([...disk.keys()]).toEqual([1, 2])
  })

  it('continues after a call that never ends, once it is told the next number', async () => {
    let isHanging = true
    const sent: number[] = []
    const journal = createJournal({
      clock,
      nextLine: 0,
      append: (from) => {
        sent.push(from)
        return isHanging ? new Promise(() => undefined) : Promise.resolve('kept')
      },
    })
    journal.add(['a'])
    await clock.advance(100)
    isHanging = false
    journal.resendFrom(0)
    await clock.advance(100)
    expect(sent).toEqual([0, 0])
    expect(clock.pending).toBe(0)
  })

  it('sends nothing while paused or after it is stopped', async () => {
    const { journal, calls } = setUp()
    journal.add(['a'])
    await journal.pause()
    await clock.advance(100)
    expect(calls).toEqual([])
    journal.resume()
    await clock.advance(100)
    expect(calls).toEqual([0])
    journal.stop()
    journal.add(['b'])
    await clock.advance(100)
    expect(calls).toEqual([0])
    expect(clock.pending).toBe(0)
  })

  it('counts a call that throws as lost', async () => {
    const sent: number[] = []
    const journal = createJournal({
      clock,
      nextLine: 0,
      append: (from) => {
        sent.push(from)
        return sent.length === 1 ? Promise.reject(new Error('no host')) : Promise.resolve('kept')
      },
    })
    journal.add(['a'])
    await clock.advance(100)
    expect(sent).toEqual([0, 0])
  })
})
