import { describe, expect, it } from 'vitest'
import { median, rowsOf, table, type Case, type Sample } from '../bench/startup/figures.ts'
import { readOptions } from '../bench/startup/options.ts'

const samples = (...times: readonly number[]): Sample[] =>
  times.map((time) => ({ paint: time, editable: time * 2 }))

const measured = (galley: readonly number[], peer: readonly number[]): Case => ({
  ...{ host: 'browser', library: 'empty' },
  galley: samples(...galley),
  peer: samples(...peer),
})

describe('figures of the start-up benchmark', () => {
  it('has the median of an odd and of an even number of values, and none of nothing', () => {
    expect(median([900, 100, 300])).toBe(300)
    expect(median([400, 100, 900, 200])).toBe(300)
    expect(median([])).toBeNaN()
  })

  it('compares the starts of one round, so that a slow round does not count twice', () => {
    const [paint, editable] = rowsOf(measured([140, 1400, 120], [100, 1000, 100]))
    expect(paint).toMatchObject({ moment: 'paint', galleyMs: 140, peerMs: 100, ratio: 1.4, isReached: true })
    expect(editable).toMatchObject({ moment: 'editable', galleyMs: 280, peerMs: 200, ratio: 1.4 })
  })

  it('has not reached the goal where a start takes more than one and a half times the bare page', () => {
    const [paint] = rowsOf(measured([151], [100]))
    expect(paint).toMatchObject({ ratio: 1.51, isReached: false })
    expect(rowsOf(measured([150], [100]))[0]).toMatchObject({ isReached: true })
  })

  it('has not reached the goal where nothing was measured', () => {
    expect(rowsOf(measured([], [])).map(({ isReached }) => isReached)).toEqual([false, false])
  })

  it('states the goal in the head of the table, and names host, library and moment in each row', () => {
    const lines = table(rowsOf({ ...measured([300], [150]), library: 'large' }), 10_000).split('\n')
    expect(lines[0]).toBe('| host | library |  | Galley ms | bare Tiptap ms | ratio | ≤ 1.5 |')
    expect(lines.slice(2)).toEqual([
      '| browser host | 10000 drafts | first paint | 300 | 150 | 2.00 | no |',
      '| browser host | 10000 drafts | first editable | 600 | 300 | 2.00 | no |',
    ])
  })
})

describe('options of the start-up benchmark', () => {
  it('measures both hosts over both libraries unless it is told otherwise', () => {
    expect(readOptions([], '/tmp/kept')).toEqual({
      ...{ hosts: ['browser', 'desktop'], libraries: ['empty', 'large'], drafts: 10_000, rounds: 7 },
      ...{ folder: '/tmp/kept', out: 'out/bench/startup.json' },
    })
    expect(readOptions(['--hosts', 'desktop', '--rounds', '2'], '/tmp/kept')).toMatchObject({
      ...{ hosts: ['desktop'], rounds: 2 },
    })
  })

  it.each([
    ['--hosts', 'phone'],
    ['--rounds', '0'],
    ['--drafts', 'many'],
  ])('refuses %s %s and shows the usage', (option, value) => {
    expect(() => readOptions([option, value], '/tmp/kept')).toThrow(/--libraries empty,large/)
  })
})
