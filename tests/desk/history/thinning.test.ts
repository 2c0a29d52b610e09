import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { REVISION_REASONS } from '../../../src/desk.ts'
import { type DatedRevision, revisionsToRemove } from '../../../src/desk/history/thinning.ts'
import { article, tempFolder } from '../library.ts'
import { historyIn, kept, readable } from './histories.ts'

vi.setConfig({ testTimeout: 60_000 })

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Revisions made at these times, in one session that began at time 0. */
function revisions(...times: number[]): DatedRevision[] {
  return times.map((at, index) => ({
    number: index + 1,
    at,
    reason: 'pause',
    name: '',
    words: 1,
    openMs: at,
  }))
}

/** What is left of revisions once the history was open for `openMs`: their times. */
function left(openMs: number, times: readonly number[]): number[] {
  const all = revisions(...times)
  const removed = revisionsToRemove(all, openMs)
  return all.filter(({ number }) => !removed.has(number)).map(({ at }) => at)
}

/** The spacing that the rule asks for at an age. */
function spacing(age: number): number {
  return age < HOUR ? MINUTE : age < DAY ? HOUR : DAY
}

describe('thinning', () => {
  it('keeps one a minute of the last hour, and the newest', () => {
    expect(
      left(
        95 * SECOND,
        [0, 20, 40, 61, 70, 90, 95].map((seconds) => seconds * SECOND),
      ),
    ).toEqual([0, 61, 95].map((seconds) => seconds * SECOND))
  })

  it('keeps one an hour of the last day', () => {
    const everyTenMinutes = Array.from({ length: 72 }, (_, index) => index * 10 * MINUTE)
    expect(left(20 * HOUR, everyTenMinutes)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => index * HOUR),
      710 * MINUTE,
    ])
  })

  it('keeps one a day before that', () => {
    const everyHour = Array.from({ length: 24 * 10 }, (_, index) => index * HOUR)
    const kept = left(30 * DAY, everyHour)
    expect(kept).toEqual([...Array.from({ length: 10 }, (_, index) => index * DAY), 239 * HOUR])
  })

  it('keeps what has a name, for ever', () => {
    const all = revisions(0, 1, 2, 3).map((each) => (each.number === 3 ? { ...each, name: 'Sent' } : each))
    expect([...revisionsToRemove(all, 400 * DAY)]).toEqual([2])
  })

  it.each(REVISION_REASONS.filter((reason) => reason !== 'pause'))(
    'keeps a version of reason %s for 30 days, however close to another it was made',
    (reason) => {
      const all = revisions(0, SECOND, 2 * SECOND, 3 * SECOND).map((each) =>
        each.number === 2 ? { ...each, reason } : each,
      )
      expect([...revisionsToRemove(all, 29 * DAY)]).toEqual([3])
      expect([...revisionsToRemove(all, 31 * DAY)]).toEqual([2, 3])
    },
  )

  it('keeps both of two neighbours that the clock or the time of use puts apart', () => {
    const [first, second, third] = revisions(0, 10 * SECOND, 20 * SECOND)
    if (first === undefined || second === undefined || third === undefined) throw new Error('three are made')
    expect([...revisionsToRemove([first, { ...second, openMs: 3 * DAY }, third], 60 * DAY)]).toEqual([])
    expect([
      ...revisionsToRemove([first, { ...second, at: 3 * DAY }, { ...third, at: 9 * DAY }], 60 * DAY),
    ]).toEqual([])
  })

  it('takes a version without a time of use for as young as the next one that has it', () => {
    const all = revisions(0, 30 * SECOND, 50 * SECOND, 70 * SECOND, 3 * DAY)
    const older = all.map(({ openMs: _, ...each }): DatedRevision => each)
    const unknown = [...older.slice(0, 3), ...all.slice(3)]
    expect([...revisionsToRemove(unknown, 70 * SECOND)]).toEqual([2, 3])
    expect([...revisionsToRemove(older, 400 * DAY)]).toEqual([2, 3])
  })
})

/**
 * A writer: pauses of a session, long times away, and a clock that is far off now and then: by more than everything that
 * was ever written, in either direction. `offset` is what the clock says too much from then on.
 */
const arbitraryActs = fc.array(
  fc.oneof(
    { weight: 20, arbitrary: fc.record({ pause: fc.integer({ min: 1, max: 5 * MINUTE }) }) },
    { weight: 4, arbitrary: fc.record({ pause: fc.integer({ min: HOUR, max: 30 * HOUR }) }) },
    { weight: 3, arbitrary: fc.record({ away: fc.integer({ min: 0, max: 20 * DAY }) }) },
    { weight: 2, arbitrary: fc.record({ offset: fc.constantFrom(0, 0, 4000 * DAY, -4000 * DAY) }) },
    { weight: 4, arbitrary: fc.constant({ thin: true as const }) },
  ),
  { minLength: 1, maxLength: 150 },
)
type Act = typeof arbitraryActs extends fc.Arbitrary<(infer One)[]> ? One : never

/** What a history is after these acts, and by whom each removed revision was near when it went. */
function written(acts: readonly Act[], onRemoved: (removed: number, kept: number, truth: Truth) => void) {
  const truth: Truth = { now: Date.UTC(2026, 0, 1), madeAt: new Map() }
  let [openMs, offset, number] = [0, 0, 0]
  let held: DatedRevision[] = []
  for (const act of acts) {
    if ('offset' in act) offset = act.offset
    else if ('away' in act) truth.now += act.away
    else if ('thin' in act) {
      const removed = revisionsToRemove(held, openMs)
      for (const each of held.filter((one) => removed.has(one.number))) {
        const kept = held.findLast((one) => one.number < each.number && !removed.has(one.number))
        onRemoved(each.number, kept?.number ?? 0, truth)
      }
      held = held.filter((each) => !removed.has(each.number))
    } else {
      truth.now += act.pause
      openMs += act.pause
      number += 1
      truth.madeAt.set(number, truth.now)
      held.push({ number, at: truth.now + offset, reason: 'pause', name: '', words: 1, openMs })
    }
  }
  return { held, openMs, truth }
}

interface Truth {
  now: number
  /** When each revision really was made. */
  readonly madeAt: Map<number, number>
}

describe('thinning under a clock that is far off at times', () => {
  it('removes only what a right clock would let go: a kept version really was made about then', () => {
    fc.assert(
      fc.property(arbitraryActs, (acts) => {
        written([...acts, { thin: true }], (removed, kept, { now, madeAt }) => {
          const made = madeAt.get(removed) ?? Infinity
          expect(made - (madeAt.get(kept) ?? -Infinity)).toBeLessThan(spacing(now - made))
        })
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['ahead once, only while the draft is opened and closed', [{ offset: 4000 * DAY }, { thin: true }]],
    ['behind while it is written', []],
    ['back and forth', [{ offset: -4000 * DAY }, { thin: true }, { offset: 4000 * DAY }, { thin: true }]],
  ] as const)('removes nothing that a right clock keeps: %s', (how, atTheEnd) => {
    const session = (count: number): Act[] => Array.from({ length: count }, () => ({ pause: 2 * MINUTE }))
    const behind: Act[] = how.startsWith('behind') ? [{ offset: -400 * DAY }] : []
    const acts: Act[] = [
      ...session(5),
      ...behind,
      ...session(5),
      { offset: 0 },
      ...session(1),
      ...atTheEnd,
      { thin: true },
    ]
    const { held } = written(acts, () => undefined)
    expect(held).toHaveLength(11)
  })

  it('removes nothing of a day that the clock had begun at the same hour as the day before', () => {
    const [first, second] = [10, 4].map((count) =>
      Array.from({ length: count }, (_, index) => index * 2 * MINUTE),
    )
    const times = [...(first ?? []), ...(second ?? [])]
    const all = revisions(...times).map((each, index) => ({ ...each, openMs: index * 2 * MINUTE }))
    const aDayOn = revisionsToRemove(all, 2 * DAY)
    expect(all.filter(({ number }) => !aDayOn.has(number)).map(({ number }) => number)).toEqual([1, 11, 14])
  })

  it('removes nothing more when it runs again', () => {
    fc.assert(
      fc.property(arbitraryActs, (acts) => {
        const { held, openMs } = written([...acts, { thin: true }], () => undefined)
        expect([...revisionsToRemove(held, openMs)]).toEqual([])
      }),
    )
  })
})

describe('thinning under a right clock', () => {
  it('keeps the spacing and a bounded number, session after session', () => {
    const day: Act[] = [
      ...Array.from({ length: 240 }, () => ({ pause: 30 * SECOND })),
      { thin: true },
      { away: 22 * HOUR },
    ]
    const { held, openMs } = written(Array.from({ length: 60 }, () => day).flat(), () => undefined)
    expect(held.length).toBeLessThan(62 + 24 + 60)
    for (const [index, { at, openMs: made = 0 }] of held.entries()) {
      const before = held[index - 1]
      if (before !== undefined && index < held.length - 1)
        expect(at - before.at).toBeGreaterThanOrEqual(spacing(openMs - made))
    }
  })

  it('keeps the last hour to the minute while it is written', () => {
    let held: DatedRevision[] = []
    for (const revision of revisions(...Array.from({ length: 360 }, (_, index) => index * 10 * SECOND))) {
      held.push(revision)
      const removed = revisionsToRemove(held, revision.at)
      held = held.filter(({ number }) => !removed.has(number))
    }
    expect(held).toHaveLength(61)
  })

  it('leaves every moment a version of about then', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 2 * DAY }), { minLength: 1, maxLength: 100 }),
        (pauses) => {
          let time = 0
          const all = revisions(...pauses.map((pause) => (time += pause)))
          let held: DatedRevision[] = []
          for (const revision of all) {
            held.push(revision)
            const removed = revisionsToRemove(held, revision.at)
            held = held.filter(({ number }) => !removed.has(number))
          }
          for (const { at, number } of all)
            expect(held.some((each) => each.number <= number && at - each.at < DAY + HOUR + MINUTE)).toBe(
              true,
            )
        },
      ),
    )
  })
})

describe('a history that is thinned', () => {
  it('gives back what it keeps, numbers and names and all, in fewer files', async () => {
    const folder = await tempFolder()
    let now = 0
    const history = historyIn(folder, { now: () => now, elapsed: () => now })
    const texts = new Map<number, string>()
    for (let count = 1; count <= 260; count += 1) {
      now += 20 * MINUTE
      const text = article(`Version ${String(count)}`, 'It leaves at ten past one.')
      await kept(history, text)
      texts.set(count, await history.read(count))
    }
    await history.name(101, 'Sent')
    let elapsed = 0
    const later = historyIn(folder, { elapsed: () => elapsed })
    elapsed = 30 * DAY
    const went = await later.thin()
    const list = await historyIn(folder).list()
    expect(list.map(({ number }) => number)).toEqual([260, 245, 173, 101, 73, 1])
    expect(list.find(({ name }) => name !== '')).toMatchObject({ number: 101, name: 'Sent' })
    expect(went).toBe(254)
    expect(await readable(historyIn(folder))).toEqual(
      list.toReversed().map(({ number }) => texts.get(number)),
    )
    expect(await readdir(join(folder, 'history'))).toEqual(['000001.jsonl'])
    expect((await later.add(article('More'), { reason: 'pause', words: 1 })).number).toBe(261)
  })

  it('that was killed between two steps has each revision once, and keeps the names given since', async () => {
    const folder = await tempFolder()
    let now = 0
    const history = historyIn(folder, { now: () => now, elapsed: () => now })
    for (let count = 1; count <= 60; count += 1) {
      now += DAY / 2
      await kept(history, article(`Version ${String(count)}`))
    }
    const second = join(folder, 'history', '000051.jsonl')
    const bytes = await readFile(second)
    await history.thin()
    await writeFile(second, bytes)
    const after = historyIn(folder, { now: () => now })
    const numbers = (await after.list()).map(({ number }) => number)
    expect(numbers).toEqual([...new Set(numbers)])
    await after.name(59, 'Sent')
    await after.thin()
    expect(await after.list()).toContainEqual(expect.objectContaining({ number: 59, name: 'Sent' }))
    expect(await readdir(join(folder, 'history'))).toEqual(['000001.jsonl'])
  })

  it('stays small while it grows for years', async () => {
    const folder = await tempFolder()
    let now = 0
    const history = historyIn(folder, { now: () => now, elapsed: () => now })
    for (let day = 0; day < 130; day += 1) {
      for (let pause = 0; pause < 3; pause += 1)
        await kept(history, article(`Day ${String(day)}, ${String(pause)}`))
      await history.thin()
      now += DAY
    }
    const { length } = await history.list()
    expect(length).toBeLessThan(140)
    expect((await readdir(join(folder, 'history'))).length).toBeLessThanOrEqual(Math.ceil(length / 25) + 1)
  })

  it('is aged by the time it was open, in every session, whatever the clock says', async () => {
    const folder = await tempFolder()
    let now = 0
    let elapsed = 0
    const open = () => historyIn(folder, { now: () => now, elapsed: () => elapsed })
    for (let session = 0; session < 10; session += 1) {
      const history = open()
      for (let minute = 0; minute < 3; minute += 1) {
        now += MINUTE
        elapsed += MINUTE
        await kept(history, article(`Session ${String(session)}, minute ${String(minute)}`))
      }
      now += 4000 * DAY
      expect(await open().thin()).toBe(0)
      now -= 4000 * DAY
      elapsed += 400 * DAY
    }
    const last = open()
    elapsed += HOUR
    expect(await last.thin()).toBeGreaterThan(20)
  })

  it('keeps numbers in order and every kept word, under any clock', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            pause: fc.oneof(
              fc.integer({ min: 0, max: HOUR }),
              fc.integer({ min: -400 * DAY, max: 400 * DAY }),
            ),
            act: fc.constantFrom('add', 'add', 'add', 'add', 'thin', 'name', 'restart'),
          }),
          { minLength: 5, maxLength: 60 },
        ),
        async (acts) => {
          const folder = await tempFolder()
          let now = Date.UTC(2026, 0, 1)
          const open = () => historyIn(folder, { now: () => now, elapsed: () => now })
          let history = open()
          const texts = new Map<number, string>()
          const named = new Set<number>()
          let newest = 0
          for (const { pause, act } of acts) {
            now += pause
            if (act === 'restart') history = open()
            else if (act === 'thin') await history.thin()
            else if (act === 'name' && newest > 0) {
              await history.name(newest, 'Good')
              named.add(newest)
            } else {
              const text = article(`Version ${String(texts.size)}`, 'It leaves at ten past one.')
              const { number } = await history.add(text, { reason: 'pause', words: 1 })
              expect(number).toBeGreaterThan(newest)
              newest = number
              texts.set(number, JSON.stringify(JSON.parse(text)))
            }
            const list = await history.list()
            const numbers = list.map((each) => each.number)
            expect(numbers[0] ?? 0).toBe(newest)
            for (const number of named) expect(numbers).toContain(number)
            for (const number of numbers)
              expect(JSON.stringify(JSON.parse(await history.read(number)))).toBe(texts.get(number))
          }
        },
      ),
      { numRuns: 15 },
    )
  })
})
