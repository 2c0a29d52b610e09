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
/** Typists that run at the same time. */
const CONCURRENCY = 3
/** Modes of rounds, repeated every six. */
const MODES: readonly Mode[] = ['journal', 'lost', 'saves', 'journal', 'slow', 'saves']
/** Events during rounds, repeated every five. */
const HAPPENINGS: readonly Happening[] = ['rests', 'crashes', '', 'rests', '']

/** The plan of a round. */
interface Plan {
  readonly round: number
  readonly mode: Mode
  readonly happens: Happening
  /** How long the typist types before it is killed. */
  readonly typingMs: number
}

/**
 * Returns the plan of a round; `chance` is from 0 to 1. A third of the rounds last longer than the time whose words may be
 * lost, and only these can detect a loss.
 */
function planRound(round: number, chance: number): Plan {
  const mode = MODES[round % MODES.length] ?? 'journal'
  const [least, most] = mode === 'slow' ? [20, 3000] : round % 4 === 0 ? [MAX_LOST_MS, 2500] : [20, 900]
  // Five events have no common factor with six modes and every fourth round, so that all combinations occur.
  const happens = (mode === 'slow' ? undefined : HAPPENINGS[round % HAPPENINGS.length]) ?? ''
  return { round, mode, happens, typingMs: least + chance * (most - least) }
}

/** The results of all rounds. */
class Tally {
  readonly kept = {
    journal: new Rounds('kill while typing'),
    saves: new Rounds('kill while typing, no journal'),
    slow: new Rounds('kill while typing, a save takes 2.5 s'),
    lost: new Rounds('kill while typing, every third answer lost'),
  }
  words = 0
  /** Rounds with words older than the time whose words may be lost: only these can detect a loss. */
  conclusive = 0
  readonly spared: number[] = []

  note({ round, mode }: Plan, { typed, killed }: Oracle, { wrong, spared }: Verdict): void {
    this.words += typed.size
    if ([...typed.values()].some((time) => killed - time > MAX_LOST_MS)) this.conclusive += 1
    if (spared > 0) this.spared.push(spared)
    this.kept[mode].count(wrong === '' || `round ${String(round)} (${mode}): ${wrong}`)
  }

  end(): readonly string[] {
    const more = Math.ceil(Math.max(0, ...this.spared))
    const spared =
      more === 0
        ? 'none lost more than 1 s'
        : `${String(this.spared.length)} lost up to ${String(more)} ms beyond 1 s in which the machine stood still`
    const note = `${String(this.words)} words, ${String(this.conclusive)} rounds longer than 1 s, ${spared}`
    const { journal, saves, slow, lost } = this.kept
    return [...journal.end(note), ...saves.end(), ...slow.end(), ...lost.end()]
  }
}

/** Runs one round, on the lane's draft or on a new one after a dozen rounds, and counts its result. */
async function runRound(lane: Lane, plan: Plan, tally: Tally): Promise<void> {
  const { mode, happens, typingMs } = plan
  const oracle = await typedAndKilled(lane, { mode, happens, until: { ms: typingMs } })
  tally.note(plan, oracle, await judged(lane, oracle, plan.mode))
  lane.rounds = (lane.rounds + 1) % 12
  lane.id = lane.rounds === 0 ? '' : oracle.id
}

describe('a writer who is killed while typing', () => {
  it(`loses at most a second in ${String(ROUNDS)} rounds, and never leaves a torn file`, async () => {
    const tally = new Tally()
    const chance = seeded(7)
    let begun = 0
    const types = async (): Promise<void> => {
      const library = await mkdtemp(join(tmpdir(), 'galley-kill-'))
      const lane: Lane = { library, id: '', rounds: 0 }
      while (begun < ROUNDS) await runRound(lane, planRound((begun += 1), chance()), tally)
      await rm(library, { recursive: true, force: true })
      await rm(`${library}-cache`, { recursive: true, force: true })
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, types))
    expect(tally.end()).toEqual([])
    // A typist that never typed, or was killed within its first second, loses nothing and proves nothing.
    expect(tally.words).toBeGreaterThan(ROUNDS * 10)
    expect(tally.conclusive).toBeGreaterThan(ROUNDS / 5)
    // On a machine that stalls most of the time the rounds prove nothing.
    expect(tally.spared.length).toBeLessThan(ROUNDS / 10)
    const counts = Object.values(tally.kept).map(({ rounds }) => rounds)
    expect(Math.min(...counts)).toBeGreaterThan(0)
    expect(counts.reduce((sum, rounds) => sum + rounds, 0)).toBe(ROUNDS)
  })
})
