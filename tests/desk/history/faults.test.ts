import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { History } from '../../../src/desk/history/index.ts'
import { DeskProblem } from '../../../src/desk/problems.ts'
import { type Fault, faultyFiles } from '../disk/faultyFiles.ts'
import { article } from '../library.ts'
import { historyIn, kept } from './histories.ts'

vi.setConfig({ testTimeout: 60_000 })

const DAY = 24 * 60 * 60 * 1000
/** More file calls than any act makes. */
const MOST = 200

interface Act {
  /** Revisions there are before. */
  readonly before: number
  readonly run: (history: History) => Promise<unknown>
  /** True if the whole outcome is there: else it must be as before. */
  readonly isDone: (numbers: readonly number[], names: readonly string[]) => boolean
  /** Revisions the act may take away. */
  readonly mayGo?: (number: number) => boolean
}

const FRESH = article('The night tram', 'The newest words.')

const ACTS: Record<string, Act> = {
  'the first revision': {
    before: 0,
    run: (history) => kept(history, FRESH),
    isDone: (numbers) => numbers.length === 1,
  },
  'one revision more': {
    before: 3,
    run: (history) => kept(history, FRESH),
    isDone: (numbers) => numbers.length === 4,
  },
  'a revision that begins a file': {
    before: 50,
    run: (history) => kept(history, FRESH),
    isDone: (numbers) => numbers.length === 51,
  },
  'a name': {
    before: 3,
    run: (history) => history.name(2, 'Sent'),
    isDone: (_, names) => names.includes('Sent'),
  },
  thinning: {
    before: 110,
    run: (history) => history.thin(),
    isDone: (numbers) => numbers.length < 30,
    mayGo: (number) => number !== 1 && number !== 110,
  },
}

interface Made {
  readonly folder: string
  readonly texts: ReadonlyMap<number, string>
}
const made = new Map<number, Promise<Made>>()

/** A draft's folder with that many revisions, ten a day; made once and then copied. */
function historyOf(count: number): Promise<Made> {
  const there = made.get(count) ?? makeHistory(count)
  made.set(count, there)
  return there
}

async function makeHistory(count: number): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-test-'))
  let now = 0
  const history = historyIn(folder, { now: () => now, elapsed: () => now })
  const texts = new Map<number, string>()
  for (let number = 1; number <= count; number += 1) {
    now += DAY / 10
    await kept(history, article('The night tram', `Version ${String(number)}.`))
    texts.set(number, await history.read(number))
  }
  return { folder, texts }
}

afterAll(async () => {
  for (const { folder } of await Promise.all(made.values())) await rm(folder, { recursive: true })
})

/** Runs an act on a disk with that fault at its n-th call; answers whether the call was reached. */
async function actWithFault(
  { before, run, isDone, mayGo }: Act,
  at: number,
  kind: Fault,
  forGood: boolean,
): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-test-'))
  try {
    const { folder: made, texts } = await historyOf(before)
    await cp(made, folder, { recursive: true })
    const disk = faultyFiles()
    const history = historyIn(folder, { files: disk.files, now: () => before * (DAY / 10) })
    await history.list()
    const full = /open (new|end)|write|sync|mkdir/
    disk.plan((call, index) => ((forGood ? index >= at && full.test(call) : index === at) ? kind : null))
    const failure: unknown = await run(history).then(
      () => null,
      (error: unknown) => error,
    )
    const reached = disk.calls.length > at
    disk.plan(() => null)
    const where = `${kind ?? ''} at call ${String(at)}`
    if (failure !== null) expect(failure, where).toBeInstanceOf(DeskProblem)

    const numbers = (await history.list()).map(({ number }) => number)
    const names = (await history.list()).map(({ name }) => name)
    if (failure === null) expect(isDone(numbers, names), where).toBe(true)
    const another = historyIn(folder)
    expect(
      (await another.list()).map(({ number }) => number),
      where,
    ).toEqual(numbers)
    expect(await another.damage(), where).toBe('')
    for (const [number, text] of texts)
      if (numbers.includes(number)) expect(await another.read(number), where).toBe(text)
      else expect(mayGo?.(number), `${where}: revision ${String(number)}`).toBe(true)
    // What failed once is done by trying again: nothing is stuck, and no number is given twice.
    await run(history)
    const list = await historyIn(folder).list()
    expect(
      isDone(
        list.map(({ number }) => number),
        list.map(({ name }) => name),
      ) || list.length > before,
      where,
    ).toBe(true)
    expect(new Set(list.map(({ number }) => number)).size, where).toBe(list.length)
    expect(await historyIn(folder).newestReadable(), where).toMatchObject({ revision: list[0] })
    const strays = (await readdir(join(folder, 'history'))).filter((name) => name.endsWith('.galley-tmp'))
    expect(strays, where).toEqual([])
    return reached
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('a failing disk', () => {
  for (const [what, act] of Object.entries(ACTS))
    for (const [kind, forGood] of [
      ['ENOSPC', false],
      ['ENOSPC', true],
      ['EIO', false],
      ['short', false],
    ] as const)
      it(`under ${what} costs no earlier revision: ${kind}${forGood ? ' from then on' : ''} at every call`, async () => {
        let rounds = 0
        while (rounds < MOST && (await actWithFault(act, rounds, kind, forGood))) rounds += 1
        expect(rounds).toBeGreaterThan(4)
        expect(rounds).toBeLessThan(MOST)
      })

  it('that may not have what it was given last is not built upon', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'galley-test-'))
    const disk = faultyFiles()
    const history = historyIn(folder, { files: disk.files })
    await kept(history, FRESH)
    disk.plan((call) => (call === 'sync end' ? 'EIO' : null))
    await expect(kept(history, FRESH)).rejects.toBeInstanceOf(DeskProblem)
    disk.plan(() => null)
    await kept(history, FRESH)
    expect(await readdir(join(folder, 'history'))).toEqual(['000001.jsonl', '000003.jsonl'])
    await rm(folder, { recursive: true })
  })

  it('is told in a writer’s words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'galley-test-'))
    const disk = faultyFiles()
    const history = historyIn(folder, { files: disk.files })
    await kept(history, FRESH)
    disk.plan((call) => (call === 'write end' ? 'ENOSPC' : null))
    await expect(kept(history, FRESH)).rejects.toMatchObject({
      problem: {
        code: 'full',
        what: 'This version was not kept: the disk is full (ENOSPC).',
        safe: 'The draft and its other versions are as they were.',
      },
    })
    await rm(folder, { recursive: true })
  })
})
