import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LONG, Rounds, seeded } from './rig/ledger.ts'
import {
  type Happening,
  judged,
  type Lane,
  MAX_LOST_MS,
  type Mode,
  type Oracle,
  typedAndKilled,
  type Verdict,
} from './rig/typists.ts'

const ROUNDS = LONG ? 500 : 30
/** Typists at once. */
const LANES = 3
/** Of six rounds. */
const MODES: readonly Mode[] = ['journal', 'lost', 'saves', 'journal', 'slow', 'saves']
/** Of five rounds. */
const HAPPENINGS: readonly Happening[] = ['rests', 'crashes', '', 'rests', '']

/** How a round goes. */
interface Plan {
  readonly round: number
  readonly mode: Mode
  readonly happens: Happening
  /** Milliseconds of typing. */
  readonly wait: number
}

/** A third of the rounds are longer than what may be lost: only these can tell a loss. */
function planned(round: number, chance: number): Plan {
  const mode = MODES[round % MODES.length] ?? 'journal'
  const [least, most] = mode === 'slow' ? [20, 3000] : round % 4 === 0 ? [MAX_LOST_MS, 2500] : [20, 900]
  // Without a multiple in common with the modes and the long rounds, so that all come together.
  const happens = (mode === 'slow' ? undefined : HAPPENINGS[round % HAPPENINGS.length]) ?? ''
  return { round, mode, happens, wait: least + chance * (most - least) }
}

/** What all rounds came to. */
class Tally {
  readonly kept = {
    journal: new Rounds('kill while typing'),
    saves: new Rounds('kill while typing, no journal'),
    slow: new Rounds('kill while typing, a save takes 2.5 s'),
    lost: new Rounds('kill while typing, every third answer lost'),
  }
  words = 0
  /** Rounds in which something typed longer ago than what may be lost was there to be lost. */
  telling = 0
  readonly spared: number[] = []

  note({ round, mode }: Plan, { typed, killed }: Oracle, { wrong, spared }: Verdict): void {
    this.words += typed.size
    if ([...typed.values()].some((time) => killed - time > MAX_LOST_MS)) this.telling += 1
    if (spared > 0) this.spared.push(spared)
    this.kept[mode].count(wrong === '' || `round ${String(round)} (${mode}): ${wrong}`)
  }

  end(): readonly string[] {
    const more = Math.ceil(Math.max(0, ...this.spared))
    const spared =
      more === 0
        ? 'none lost more than 1 s'
        : `${String(this.spared.length)} lost up to ${String(more)} ms beyond 1 s in which the machine stood still`
    const note = `${String(this.words)} words, ${String(this.telling)} rounds longer than 1 s, ${spared}`
    const { journal, saves, slow, lost } = this.kept
    return [...journal.end(note), ...saves.end(), ...slow.end(), ...lost.end()]
  }
}

/** One draft after the other, each through a dozen rounds: long enough to have been through much. */
async function lived(lane: Lane, plan: Plan, tally: Tally): Promise<void> {
  const { mode, happens, wait } = plan
  const oracle = await typedAndKilled(lane, { mode, happens, until: { ms: wait } })
  tally.note(plan, oracle, await judged(lane, oracle, plan.mode))
  lane.rounds = (lane.rounds + 1) % 12
  lane.id = lane.rounds === 0 ? '' : oracle.id
}

describe('a writer who is killed while typing', () => {
  it(`loses at most a second, ${String(ROUNDS)} times, and never a torn file`, async () => {
    const tally = new Tally()
    const chance = seeded(7)
    let begun = 0
    const types = async (): Promise<void> => {
      const library = await mkdtemp(join(tmpdir(), 'galley-kill-'))
      const lane: Lane = { library, id: '', rounds: 0 }
      while (begun < ROUNDS) await lived(lane, planned((begun += 1), chance()), tally)
      await rm(library, { recursive: true, force: true })
      await rm(`${library}-cache`, { recursive: true, force: true })
    }
    await Promise.all(Array.from({ length: LANES }, types))
    expect(tally.end()).toEqual([])
    // A typist that never came to type would lose nothing either, nor one that was killed within its second.
    expect(tally.words).toBeGreaterThan(ROUNDS * 10)
    expect(tally.telling).toBeGreaterThan(ROUNDS / 5)
    // A machine that stands still most of the time shows nothing.
    expect(tally.spared.length).toBeLessThan(ROUNDS / 10)
    const counts = Object.values(tally.kept).map(({ rounds }) => rounds)
    expect(Math.min(...counts)).toBeGreaterThan(0)
    expect(counts.reduce((sum, rounds) => sum + rounds, 0)).toBe(ROUNDS)
  })
})
