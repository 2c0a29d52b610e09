import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArticle } from '../../../src/article/index.ts'
import type { Desk } from '../../../src/desk.ts'
import { readDraft } from '../../../src/desk/drafts/draftFile.ts'
import { openDesk } from '../../../src/desk/index.ts'
import { settingsInMemory, value } from '../../desk/library.ts'
import { LONG } from './ledger.ts'
import { type Span, STALL_MS, within } from './stalls.ts'

/** Typists in processes of their own, which are killed, and what is found of their words afterwards. */

const TYPIST = join(import.meta.dirname, '..', 'processes', 'typist.ts')
/** What a kill may cost, in milliseconds of typing. */
export const MAX_LOST_MS = 1000
/** What a save may take, so that typing is saved within {@link MAX_LOST_MS} without a journal. */
const USUAL_SAVE_MS = 250

/** What a typist said before it was killed. Times in milliseconds of the clock that all processes share. */
export interface Oracle {
  readonly id: string
  /** When each word was typed. */
  readonly typed: ReadonlyMap<number, number>
  readonly killed: number
  /** When the disk, or the process, stood still. */
  readonly still: readonly Span[]
  readonly saves: readonly Span[]
  readonly complaints: readonly string[]
  /** Words that crashes of the page cost: from when on they were typed, and when the page crashed. */
  readonly crashes: readonly Span[]
  /** How many pages opened the draft after a crash. */
  readonly pages: number
}

/** What a typist has: a journal, saves alone, a journal and a disk that takes seconds over a save, or lost answers. */
export type Mode = 'journal' | 'saves' | 'slow' | 'lost'
/** What else happens now and then: see processes/typist.ts. */
export type Happening = '' | 'rests' | 'crashes'

export interface Lane {
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
  readonly #crashes: Span[] = []
  #pages = 0
  #crashed = 0
  #saving = 0
  #disk = 0
  /** When it last typed; 0 when it has not begun, or does something else. */
  #last = 0

  id: string
  readonly #onPage: (pages: number) => void

  /** @param onPage told how many pages opened the draft after a crash, each time one does */
  constructor(id: string, onPage: (pages: number) => void = () => undefined) {
    this.id = id
    this.#onPage = onPage
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
    else if (kind === 'c') this.#crash(Number(second))
    else if (kind === 'o') this.#reopened(Number(first))
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

  #crash(at: number): void {
    this.#gap(at)
    this.#crashed = at
    this.#last = 0
  }

  /** The next page goes on from the word it found; those after it are lost, and their numbers are typed again. */
  #reopened(last: number): void {
    this.#pages += 1
    const missing = [...this.typed].filter(([number]) => number > last)
    for (const [number] of missing) this.typed.delete(number)
    const from = Math.min(...missing.map(([, at]) => at))
    if (missing.length > 0) this.#crashes.push({ from, to: this.#crashed })
    this.#onPage(this.#pages)
  }

  /** Who types every few milliseconds and did not is a process that did not get to run. */
  #gap(until: number): void {
    if (this.#last > 0 && until - this.#last >= STALL_MS) this.#still.push({ from: this.#last, to: until })
  }

  end(killed: number): Oracle {
    this.#gap(killed)
    if (this.#disk > 0 && killed - this.#disk >= STALL_MS) this.#still.push({ from: this.#disk, to: killed })
    if (this.#saving > 0) this.#saves.push({ from: this.#saving, to: killed })
    const { id, typed, complaints } = this
    const [still, saves, crashes] = [this.#still, this.#saves, this.#crashes]
    return { id, typed, complaints, killed, still, saves, crashes, pages: this.#pages }
  }
}

/** How a typist is started, and until when it types. */
export interface Typing {
  readonly mode: Mode
  readonly happens: Happening
  /** Milliseconds of typing, or how many pages are to open the draft after a crash. */
  readonly until: { readonly ms: number } | { readonly pages: number }
  /** Done to the typist's process while it types. */
  readonly meanwhile?: (process: ChildProcess) => Promise<void>
}

/** Lets a typist type, and kills it. */
export async function typedAndKilled(
  lane: Lane,
  { mode, happens, until, meanwhile }: Typing,
): Promise<Oracle> {
  const args = [TYPIST, lane.library, lane.id, mode, happens]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const opened = Promise.withResolvers<null>()
  const listener = new Listener(lane.id, (pages) => {
    if ('pages' in until && pages >= until.pages) opened.resolve(null)
  })
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => {
    listener.hear(line)
  })
  await Promise.race([listener.begun, ended])
  await Promise.race(['ms' in until ? pause(until.ms) : opened.promise, ended])
  await meanwhile?.(child)
  const killed = now()
  child.kill('SIGKILL')
  const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null]
  // Whoever ended before was not killed while typing: what it lost, or did not, says nothing.
  if (signal !== 'SIGKILL') listener.complaints.push(`the typist ended by itself (${String(signal ?? code)})`)
  return listener.end(killed)
}

/** Looks at what the killed typist left. */
export async function judged(lane: Lane, oracle: Oracle, mode: Mode): Promise<Verdict> {
  const complaints = oracle.complaints.join('; ') || (await tornFiles(lane.library))
  if (complaints !== '') return found(complaints)
  const opened = await openDesk({
    library: lane.library,
    cache: `${lane.library}-cache`,
    withoutIndex: !LONG,
    sweepDelayMs: 0,
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
export interface Verdict {
  /** What is wrong; '' when every promise is kept. */
  readonly wrong: string
  /** What it lost beyond a second because the machine stood still, in milliseconds of typing. */
  readonly spared: number
}

async function lost(desk: Desk, oracle: Oracle, mode: Mode): Promise<Verdict> {
  const opened = await desk.openDraft(oracle.id)
  if (!opened.ok) return found(`the draft does not open: ${opened.problem.what}`)
  if (opened.value.lockedBy !== undefined) return found('a dead process still holds the draft')
  const text = JSON.stringify(parseArticle(opened.value.article).doc)
  const numbers = [...text.matchAll(/\bw(\d+)\b/g)].map(([, number]) => Number(number))
  if (numbers.some((number, index) => number !== index))
    return found(`a word is missing or twice: ${text.slice(-300)}`)
  return tooLate(oracle, mode, numbers.at(-1) ?? -1)
}

/** Returns true if words that are gone were typed longer ago than they may be, at the kill or at a crash of the page. */
function tooLate(oracle: Oracle, mode: Mode, last: number): Verdict {
  const { typed, killed, crashes } = oracle
  const missing = [...typed].filter(([number]) => number > last)
  const from = Math.min(killed, ...missing.map(([, time]) => time))
  const verdicts = [...crashes, { from, to: killed }].map((span) => costOf(span, oracle, mode))
  const wrong = verdicts.map((verdict) => verdict.wrong).filter((each) => each !== '')
  return { wrong: wrong.join('; '), spared: Math.max(...verdicts.map(({ spared }) => spared)) }
}

/** Judges the loss of everything that was typed within a span. */
function costOf({ from, to }: Span, { still, saves }: Oracle, mode: Mode): Verdict {
  const beyond = to - from - MAX_LOST_MS
  if (beyond <= 0) return found('')
  // Without a journal a save that the machine is slow at is waited for: a page cannot do more.
  const slow = mode === 'saves' ? saves.map((save) => ({ ...save, from: save.from + USUAL_SAVE_MS })) : []
  const stood = within({ from, to }, [...still, ...slow])
  if (beyond <= stood) return { wrong: '', spared: beyond }
  return found(
    `words of ${(to - from).toFixed(0)} ms are gone, the machine stood still for ${stood.toFixed(0)} ms of these`,
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
