import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { parseArticle } from '../../src/article/index.ts'
import { openDesk, type OpenedDesk } from '../../src/desk/index.ts'
import { readDraft } from '../../src/desk/draftFile.ts'
import { settingsInMemory, value } from '../desk/library.ts'
import { LONG, Rounds, seeded } from './ledger.ts'

const TYPIST = join(import.meta.dirname, 'processes', 'typist.ts')
const ROUNDS = LONG ? 500 : 30
/** Typists at once. */
const LANES = 3
/** What a kill may cost, in milliseconds of typing. */
const MOST_LOST = 1000

/** What a typist said before it was killed. */
interface Oracle {
  readonly id: string
  /** When each word was typed, milliseconds since 1970. */
  readonly typed: ReadonlyMap<number, number>
  readonly killed: number
  readonly slowest: number
  readonly complaints: readonly string[]
}

/** What the typist has: a journal, or saves alone, or a journal and a disk that takes seconds over a save. */
type Mode = 'journal' | 'saves' | 'slow'

/** Of six rounds. */
const MODES: readonly Mode[] = ['journal', 'journal', 'saves', 'journal', 'slow', 'saves']

interface Lane {
  readonly library: string
  id: string
}

/** Lets a typist type for so long, and kills it. */
async function typedAndKilled(lane: Lane, mode: Mode, rests: boolean, wait: number): Promise<Oracle> {
  const args = [TYPIST, lane.library, lane.id, mode, rests ? 'rests' : '']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const typed = new Map<number, number>()
  const complaints: string[] = []
  let id = lane.id
  let slowest = 0
  const begun = new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const [kind, first = '', second = ''] = line.split(' ')
      if (kind === 'd') id = first
      else if (kind === 's') slowest = Number(first)
      else if (kind === '!') complaints.push(line)
      else if (kind === 'w') {
        typed.set(Number(first), Number(second))
        resolve()
      }
    })
    child.once('close', () => {
      resolve()
    })
  })
  await begun
  await pause(wait)
  const killed = performance.timeOrigin + performance.now()
  child.kill('SIGKILL')
  await ended
  return { id, typed, killed, slowest, complaints }
}

/** What is wrong with what the killed typist left; '' when every promise is kept. */
async function judged(lane: Lane, oracle: Oracle, mode: Mode): Promise<string> {
  const torn = await tornFiles(lane.library)
  if (torn !== '') return torn
  const opened = await openDesk({
    library: lane.library,
    cache: `${lane.library}-cache`,
    plain: !LONG,
    settings: settingsInMemory(),
  })
  if (!opened.ok) return `the library does not open: ${opened.problem.what}`
  const desk = opened.value
  try {
    await desk.swept
    return (
      (await lost(desk, oracle, mode)) || (await histories(desk, oracle.id)) || (await litter(lane.library))
    )
  } finally {
    await desk.close()
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

async function lost(
  desk: OpenedDesk,
  { id, typed, killed, slowest, complaints }: Oracle,
  mode: Mode,
): Promise<string> {
  if (complaints.length > 0) return complaints.join('; ')
  const opened = await desk.openDraft(id)
  if (!opened.ok) return `the draft does not open: ${opened.problem.what}`
  if (opened.value.heldBy !== undefined) return 'a dead process still holds the draft'
  const text = JSON.stringify(parseArticle(opened.value.article).doc)
  const numbers = [...text.matchAll(/\bw(\d+)\b/g)].map(([, number]) => Number(number))
  if (numbers.some((number, index) => number !== index))
    return `a word is missing or twice: ${text.slice(-300)}`
  const last = numbers.at(-1) ?? -1
  // Without a journal a save that the machine was slow at is waited for: a page cannot do more.
  const allowed = mode === 'saves' ? MOST_LOST + Math.max(0, slowest - 250) : MOST_LOST
  const missing = [...typed].filter(([number, time]) => number > last && killed - time > allowed)
  return missing.length === 0
    ? ''
    : `${String(missing.length)} words older than ${String(allowed)} ms are gone`
}

async function histories(desk: OpenedDesk, id: string): Promise<string> {
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

describe('a writer who is killed while typing', () => {
  it(`loses at most a second, ${String(ROUNDS)} times, and never a torn file`, async () => {
    const kept = {
      journal: new Rounds('kill while typing'),
      saves: new Rounds('kill while typing, no journal'),
      slow: new Rounds('kill while typing, a save takes 2.5 s'),
    }
    const chance = seeded(7)
    let begun = 0
    let words = 0
    const types = async (): Promise<void> => {
      const lane: Lane = { library: await mkdtemp(join(tmpdir(), 'galley-kill-')), id: '' }
      while (begun < ROUNDS) {
        const round = (begun += 1)
        const mode = MODES[round % MODES.length] ?? 'journal'
        const most = mode === 'slow' ? 3000 : round % 4 === 0 ? 2500 : 900
        const oracle = await typedAndKilled(lane, mode, round % 2 === 1, 20 + chance() * most)
        const wrong = await judged(lane, oracle, mode)
        words += oracle.typed.size
        kept[mode].count(wrong === '' || `round ${String(round)}: ${wrong}`)
        // One draft a dozen rounds: long enough to have been through much.
        lane.id = round % 12 === 0 ? '' : oracle.id
      }
      await rm(lane.library, { recursive: true, force: true })
      await rm(`${lane.library}-cache`, { recursive: true, force: true })
    }
    await Promise.all(Array.from({ length: LANES }, types))
    const note = `${String(words)} words typed in all`
    expect([...kept.journal.end(note), ...kept.saves.end(), ...kept.slow.end()]).toEqual([])
    // A typist that never came to type would lose nothing either.
    expect(words).toBeGreaterThan(ROUNDS * 10)
    expect(kept.journal.rounds + kept.saves.rounds + kept.slow.rounds).toBe(ROUNDS)
  })
})
