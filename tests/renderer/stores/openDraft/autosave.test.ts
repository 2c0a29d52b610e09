import { beforeEach, describe, expect, it } from 'vitest'
import {
  createAutosave,
  PACES,
  type Pace,
  type SaveState,
} from '../../../../src/renderer/src/stores/openDraft/autosave.ts'
import { FakeClock } from '../../fakeClock.ts'

let clock: FakeClock

/** An autosave whose disk takes `takes` milliseconds and fails while `fails` says so. */
function setUp({ takes = 20, fails = () => false }: { takes?: number; fails?: () => boolean } = {}) {
  const saves: number[] = []
  const states: SaveState[] = []
  const autosave = createAutosave({
    clock,
    onState: (state) => states.push(state),
    save: async () => {
      saves.push(clock.now())
      await clock.wait(takes)
      return !fails()
    },
  })
  return { autosave, saves, states }
}

/** Types a key every `every` milliseconds. */
async function type(touch: () => void, keys: number, every: number): Promise<void> {
  for (let key = 0; key < keys; key += 1) {
    touch()
    await clock.advance(every)
  }
}

describe('autosave', () => {
  beforeEach(() => {
    clock = new FakeClock()
  })

  it('saves once when typing stops', async () => {
    const { autosave, saves, states } = setUp()
    await type(
      () => {
        autosave.touch()
      },
      5,
      50,
    )
    expect(saves).toEqual([])
    await clock.advance(1000)
    expect(saves).toHaveLength(1)
    expect(states).toEqual(['saving', 'saved'])
    expect(autosave.isDirty).toBe(false)
  })

  it('saves each change within a second, even while somebody types without a pause', async () => {
    const { autosave, saves } = setUp({ takes: 60 })
    await type(
      () => {
        autosave.touch()
      },
      600,
      33,
    )
    const gaps = saves.map((at, index) => at - (saves[index - 1] ?? 0))
    expect(saves.length).toBeGreaterThan(15)
    // A change made right after a save began is on the disk when the next one ends.
    expect(Math.max(...gaps) + 60).toBeLessThan(1000)
  })

  it('saves less often if saving takes long, and spends a fifth of the time on it', async () => {
    const { autosave, saves } = setUp({ takes: 600 })
    await type(
      () => {
        autosave.touch()
      },
      600,
      33,
    )
    const gaps = saves.slice(1).map((at, index) => at - (saves[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2900)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(3700)
  })

  it('saves a long article as often as a short one while no journal accepts changes', async () => {
    const { autosave, saves } = setUp({ takes: 600 })
    autosave.setJournalled(false)
    await type(
      () => {
        autosave.touch()
      },
      300,
      33,
    )
    const gaps = saves.slice(1).map((at, index) => at - (saves[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(800)
  })

  it('saves changes soon that a journal refused, however long the article', async () => {
    const { autosave, saves } = setUp({ takes: 2000 })
    autosave.touch()
    await clock.advance(10_000)
    autosave.touch()
    await clock.advance(40)
    expect(saves).toHaveLength(1)
    autosave.setJournalled(false)
    await clock.advance(250)
    expect(saves).toHaveLength(2)
  })

  it('saves again if something changed during a save', async () => {
    const { autosave, saves, states } = setUp({ takes: 100 })
    autosave.touch()
    await clock.advance(280)
    autosave.touch()
    await clock.advance(2000)
    expect(saves).toHaveLength(2)
    expect(states.at(-1)).toBe('saved')
  })

  it('reports a failed save, retries it, and reports when it reached the disk', async () => {
    let full = true
    const { autosave, states } = setUp({ fails: () => full })
    autosave.touch()
    await clock.advance(1000)
    expect(states.at(-1)).toBe('failed')
    expect(autosave.isDirty).toBe(true)
    full = false
    await clock.advance(5000)
    expect(states.at(-1)).toBe('saved')
  })

  it('flushes at once, and returns true if everything is on the disk', async () => {
    let full = false
    const { autosave, saves } = setUp({ fails: () => full })
    autosave.touch()
    const flushed = autosave.flush()
    await clock.advance(30)
    expect(await flushed).toBe(true)
    expect(saves).toEqual([0])
    full = true
    autosave.touch()
    const refused = autosave.flush()
    await clock.advance(30)
    expect(await refused).toBe(false)
  })

  it('has nothing to flush when nothing changed', async () => {
    const { autosave, saves } = setUp()
    expect(await autosave.flush()).toBe(true)
    expect(saves).toEqual([])
  })

  it('drops pending saves when stopped', async () => {
    const { autosave, saves } = setUp()
    autosave.touch()
    autosave.stop()
    await clock.advance(3000)
    expect(saves).toEqual([])
  })

  it('counts a save that throws as failed, and retries it', async () => {
    const states: SaveState[] = []
    let attempts = 0
    const autosave = createAutosave({
      clock,
      onState: (state) => states.push(state),
      save: () => {
        attempts += 1
        if (attempts === 1) throw new Error('the bridge is gone')
        return Promise.resolve(true)
      },
    })
    autosave.touch()
    await clock.advance(1000)
    expect(states.at(-1)).toBe('failed')
    await clock.advance(5000)
    expect([attempts, states.at(-1)]).toEqual([2, 'saved'])
  })
})

describe('the pace that the settings choose', () => {
  it('delays a save, acts at once when it changes, and gives way when no journal keeps the words', async () => {
    clock = new FakeClock()
    let pace: Pace = PACES['5']
    const saves: number[] = []
    const autosave = createAutosave({
      clock,
      pace: () => pace,
      onState: () => undefined,
      save: () => {
        saves.push(clock.now())
        return Promise.resolve(true)
      },
    })
    autosave.touch()
    await clock.advance(4900)
    expect(saves).toHaveLength(0)
    await clock.advance(200)
    expect(saves).toHaveLength(1)
    pace = PACES.pause
    autosave.touch()
    await clock.advance(300)
    expect(saves).toHaveLength(2)
    pace = PACES['5']
    autosave.touch()
    autosave.setJournalled(false)
    await clock.advance(300)
    expect(saves).toHaveLength(3)
  })
})
