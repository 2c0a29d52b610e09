import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { DEFAULT_SETTINGS, type Desk, type LibraryQuery, type Outcome, SORTS } from '../../../src/desk.ts'
import { openDesk } from '../../../src/desk/index.ts'
import { type Figures, NOTHING, timesOf } from './figures.ts'
import { searches, vocabulary } from './text.ts'

/** The desk itself, as a page asks it. One process a measurement: memory is its own. */

const PAGE = 100
const ALL: LibraryQuery = { text: '', state: '', tag: '', person: '', sort: 'edited', offset: 0, limit: PAGE }
const settings = { notices: [], read: () => DEFAULT_SETTINGS, write: () => undefined }
const NANO = 1e6

/** One page's calls, and the way to close the desk. */
type PageDesk = Desk & { readonly close: () => Promise<void> }

export interface Place {
  readonly library: string
  readonly cache: string
  readonly drafts: number
  readonly plain: boolean
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.what)
  return outcome.value
}

async function open({ library, cache, plain }: Place): Promise<PageDesk> {
  const opened = value(await openDesk({ library, cache, settings, withoutIndex: plain }))
  return { ...opened.connectPage().desk, close: () => opened.close() }
}

export function megabytes(): number {
  return process.memoryUsage.rss() / 1e6
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6
}

async function built(desk: PageDesk, drafts: number): Promise<number> {
  const since = performance.now()
  let most = 0
  for (;;) {
    const state = value(await desk.libraryState())
    most = Math.max(most, megabytes())
    if (state.drafts >= drafts && state.index.state !== 'building') return most
    if (performance.now() - since > 1_200_000) throw new Error('the index was not built in twenty minutes')
    await pause(50)
  }
}

/**
 * Watches how much this thread computes between two ticks of a clock: what other processes take from the machine does
 * not count. Returns what ends the watch and tells the most.
 */
function longestTurn(): () => number {
  let last = process.threadCpuUsage()
  let most = 0
  const clock = setInterval(() => {
    const now = process.threadCpuUsage()
    most = Math.max(most, now.user + now.system - last.user - last.system)
    last = now
  }, 5)
  return () => {
    clearInterval(clock)
    return most / 1000
  }
}

/** From nothing: how long until every draft is known, and what the desk's event loop notices of it. */
export async function build(place: Place): Promise<Partial<Figures>> {
  const busy = longestTurn()
  const delays = monitorEventLoopDelay({ resolution: 5 })
  const since = performance.now()
  const desk = await open(place)
  delays.enable()
  value(await desk.listDrafts(ALL))
  const memory = await built(desk, place.drafts)
  delays.disable()
  const took = performance.now() - since
  const searched = place.plain ? await measured(desk) : {}
  await desk.close()
  return {
    ...searched,
    build: took,
    memory: Math.max(memory, megabytes()),
    pause: delays.max / NANO,
    ownPause: busy(),
    usualPause: delays.percentile(99.9) / NANO,
    disk: place.plain ? null : sizeOf(place.cache),
  }
}

/** With an index: the first list, then lists and searches key by key. */
export async function warm(place: Place): Promise<Partial<Figures>> {
  const since = performance.now()
  const desk = await open(place)
  const { total } = value(await desk.listDrafts(ALL))
  const firstList = performance.now() - since
  if (total < place.drafts) throw new Error(`the first list knew ${String(total)} of ${String(place.drafts)}`)
  const figures = await measured(desk)
  await built(desk, place.drafts)
  const memory = megabytes()
  await desk.close()
  return { firstList, memory, ...figures }
}

async function measured(desk: PageDesk): Promise<Pick<Figures, 'list' | 'english' | 'korean'>> {
  const time = async (query: Partial<LibraryQuery>): Promise<number> => {
    const since = performance.now()
    value(await desk.listDrafts({ ...ALL, ...query }))
    return performance.now() - since
  }
  const { total } = value(await desk.listDrafts(ALL))
  const lists: number[] = []
  for (let round = 0; round < 10; round += 1)
    for (const sort of SORTS)
      for (const offset of [0, Math.floor(total / 2)]) lists.push(await time({ sort, offset }))
  const { en, ko } = searches(vocabulary())
  const keys = async (queries: readonly string[]): Promise<number[]> => {
    const times: number[] = []
    for (let round = 0; round < 3; round += 1) for (const text of queries) times.push(await time({ text }))
    return times
  }
  return { list: timesOf(lists), english: timesOf(await keys(en)), korean: timesOf(await keys(ko)) }
}

export function nothing(name: string, drafts: number): Figures {
  return { name, drafts, ...NOTHING }
}
