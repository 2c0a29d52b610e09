import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { parseArticle } from '../../src/article/index.ts'
import type { Desk } from '../../src/desk.ts'
import { openDesk } from '../../src/desk/index.ts'
import { readDraft } from '../../src/desk/draftFile.ts'
import { settingsInMemory, value } from '../desk/library.ts'
import { LONG, Rounds, seeded } from './ledger.ts'
import { type Span, STILL, within } from './stalls.ts'

const TYPIST = join(import.meta.dirname, 'processes', 'typist.ts')
const ROUNDS = LONG ? 500 : 30
/** Typists at once. */
const LANES = 3
/** What a kill may cost, in milliseconds of typing. */
const MOST_LOST = 1000
/** What a save may take, so that typing is saved within {@link MOST_LOST} without a journal. */
const USUAL_SAVE = 250

/** What a typist said before it was killed. Times in milliseconds of the clock that all processes share. */
interface Oracle {
  readonly id: string
  /** When each word was typed. */
  readonly typed: ReadonlyMap<number, number>
  readonly killed: number
  /** When the disk, or the process, stood still. */
  readonly still: readonly Span[]
  readonly saves: readonly Span[]
  readonly complaints: readonly string[]
}

/** What the typist has: a journal, or saves alone, or a journal and a disk that takes seconds over a save. */
type Mode = 'journal' | 'saves' | 'slow'

/** Of six rounds. */
const MODES: readonly Mode[] = ['journal', 'journal', 'saves', 'journal', 'slow', 'saves']

interface Lane {
  readonly library: string
  id: string
  /** Rounds its draft has been through. */
  rounds: number
}

const now = (): number => Number(process.hrtime.bigint() / 1000n) / 1000

/** Takes down what a typist says. */
class Listener {
  readonly typed = new Map<number, number>()
  readonly complaints: string[] = []
  readonly #still: Span[] = []
  readonly #saves: Span[] = []
  readonly #begin = Promise.withResolvers<null>()
  /** Settles at the first word. */
  readonly begun: Promise<null> = this.#begin.promise
  #saving = 0
  #disk = 0
  /** When it last typed; 0 when it has not begun, or does something else. */
  #last = 0

  id: string

  constructor(id: string) {
    this.id = id
  }

  hear(line: string): void {
    const [kind, first = '', second = '', third = ''] = line.split(' ')
    if (kind === 'd') this.id = first
    else if (kind === 'f') this.#still.push({ from: Number(first), to: Number(second) })
    else if (kind === 'b') this.#saving = Number(first)
    else if (kind === 'e') {
      this.#saves.push({ from: this.#saving, to: Number(first) })
      this.#saving = 0
    } else if (kind === 'r') this.#last = 0
    else if (kind === 'w') this.#word(Number(first), Number(second), Number(third))
    else this.complaints.push(line)
  }

  #word(number: number, at: number, disk: number): void {
    this.typed.set(number, at)
    this.#begin.resolve(null)
    this.#gap(at)
    this.#last = at
    this.#disk = disk
  }

  /** Who types every few milliseconds and did not is a process that did not get to run. */
  #gap(until: number): void {
    if (this.#last > 0 && until - this.#last >= STILL) this.#still.push({ from: this.#last, to: until })
  }

  end(killed: number): Oracle {
    this.#gap(killed)
    if (this.#disk > 0 && killed - this.#disk >= STILL) this.#still.push({ from: this.#disk, to: killed })
    if (this.#saving > 0) this.#saves.push({ from: this.#saving, to: killed })
    const { id, typed, complaints } = this
    return { id, typed, complaints, killed, still: this.#still, saves: this.#saves }
  }
}

/** Lets a typist type for so long, and kills it. */
async function typedAndKilled(lane: Lane, mode: Mode, rests: boolean, wait: number): Promise<Oracle> {
  const args = [TYPIST, lane.library, lane.id, mode, rests ? 'rests' : '']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const listener = new Listener(lane.id)
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => {
    listener.hear(line)
  })
  await Promise.race([listener.begun, ended])
  await pause(wait)
  const killed = now()
  child.kill('SIGKILL')
  const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null]
  // Whoever ended before was not killed while typing: what it lost, or did not, says nothing.
  if (signal !== 'SIGKILL') listener.complaints.push(`the typist ended by itself (${String(signal ?? code)})`)
  return listener.end(killed)
}

/** Looks at what the killed typist left. */
async function judged(lane: Lane, oracle: Oracle, mode: Mode): Promise<Verdict> {
  const complaints = oracle.complaints.join('; ') || (await tornFiles(lane.library))
  if (complaints !== '') return found(complaints)
  const opened = await openDesk({
    library: lane.library,
    cache: `${lane.library}-cache`,
    plain: !LONG,
    settings: settingsInMemory(),
  })
  if (!opened.ok) return found(`the library does not open: ${opened.problem.what}`)
  const { desk } = opened.value.connectPage()
  try {
    await opened.value.swept
    const verdict = await lost(desk, oracle, mode)
    const wrong = verdict.wrong || (await histories(desk, oracle.id)) || (await litter(lane.library))
    return { ...verdict, wrong }
  } finally {
    await opened.value.close()
  }
}

async function tornFiles(library: string): Promise<string> {
  for (const name of await readdir(library, { recursive: true })) {
    if (!name.endsWith('article.json')) continue
    try {
      if (readDraft(await readFile(join(library, name))).altered)
        return `${name} is not what its checksum is of`
    } catch (error) {
      return `${name} is torn: ${String(error)}`
    }
  }
  return ''
}

/** What a round came to. */
interface Verdict {
  /** What is wrong; '' when every promise is kept. */
  readonly wrong: string
  /** What it lost beyond a second because the machine stood still, in milliseconds of typing. */
  readonly spared: number
}

async function lost(desk: Desk, oracle: Oracle, mode: Mode): Promise<Verdict> {
  const opened = await desk.openDraft(oracle.id)
  if (!opened.ok) return found(`the draft does not open: ${opened.problem.what}`)
  if (opened.value.heldBy !== undefined) return found('a dead process still holds the draft')
  const text = JSON.stringify(parseArticle(opened.value.article).doc)
  const numbers = [...text.matchAll(/\bw(\d+)\b/g)].map(([, number]) => Number(number))
  if (numbers.some((number, index) => number !== index))
    return found(`a word is missing or twice: ${text.slice(-300)}`)
  return tooLate(oracle, mode, numbers.at(-1) ?? -1)
}

/** Whether words that are gone were typed longer ago than they may be. */
function tooLate({ typed, killed, still, saves }: Oracle, mode: Mode, last: number): Verdict {
  const missing = [...typed].filter(([number]) => number > last)
  const from = Math.min(killed, ...missing.map(([, time]) => time))
  const beyond = killed - from - MOST_LOST
  if (beyond <= 0) return found('')
  // Without a journal a save that the machine is slow at is waited for: a page cannot do more.
  const slow = mode === 'saves' ? saves.map((save) => ({ ...save, from: save.from + USUAL_SAVE })) : []
  const stood = within({ from, to: killed }, [...still, ...slow])
  if (beyond <= stood) return { wrong: '', spared: beyond }
  return found(
    `${String(missing.length)} words of ${(killed - from).toFixed(0)} ms are gone, the machine stood still for ${stood.toFixed(0)} ms of these`,
  )
}

function found(wrong: string): Verdict {
  return { wrong, spared: 0 }
}

async function histories(desk: Desk, id: string): Promise<string> {
  for (const { number } of value(await desk.listRevisions(id))) {
    const read = await desk.readRevision(id, number)
    if (!read.ok) return `revision ${String(number)}: ${read.problem.what}`
  }
  return ''
}

/** Temp files and locks of the dead, after the library and the draft were opened. */
async function litter(library: string): Promise<string> {
  const names = (await readdir(library, { recursive: true })).filter((name) => name.endsWith('.galley-tmp'))
  return names.length === 0 ? '' : `left lying about: ${names.join(', ')}`
}

/** How a round goes. */
interface Plan {
  readonly round: number
  readonly mode: Mode
  readonly rests: boolean
  /** Milliseconds of typing. */
  readonly wait: number
}

/** A third of the rounds are longer than what may be lost: only these can tell a loss. */
function planned(round: number, chance: number): Plan {
  const mode = MODES[round % MODES.length] ?? 'journal'
  const [least, most] = mode === 'slow' ? [20, 3000] : round % 4 === 0 ? [MOST_LOST, 2500] : [20, 900]
  // Without a multiple in common with the modes and the long rounds, so that all come together.
  return { round, mode, rests: mode !== 'slow' && round % 5 < 2, wait: least + chance * (most - least) }
}

/** What all rounds came to. */
class Tally {
  readonly kept = {
    journal: new Rounds('kill while typing'),
    saves: new Rounds('kill while typing, no journal'),
    slow: new Rounds('kill while typing, a save takes 2.5 s'),
  }
  words = 0
  /** Rounds in which something typed longer ago than what may be lost was there to be lost. */
  telling = 0
  readonly spared: number[] = []

  note({ round, mode }: Plan, { typed, killed }: Oracle, { wrong, spared }: Verdict): void {
    this.words += typed.size
    if ([...typed.values()].some((time) => killed - time > MOST_LOST)) this.telling += 1
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
    const { journal, saves, slow } = this.kept
    return [...journal.end(note), ...saves.end(), ...slow.end()]
  }
}

/** One draft after the other, each through a dozen rounds: long enough to have been through much. */
async function lived(lane: Lane, plan: Plan, tally: Tally): Promise<void> {
  const oracle = await typedAndKilled(lane, plan.mode, plan.rests, plan.wait)
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
    const { journal, saves, slow } = tally.kept
    expect(journal.rounds + saves.rounds + slow.rounds).toBe(ROUNDS)
  })
})
