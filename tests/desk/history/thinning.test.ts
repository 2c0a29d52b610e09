import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Revision } from '../../../src/desk.ts'
import { superfluous } from '../../../src/desk/history/thinning.ts'
import { article, tempFolder } from '../library.ts'
import { historyIn, kept, readable } from './histories.ts'

vi.setConfig({ testTimeout: 60_000 })

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function revisions(...times: number[]): Revision[] {
  return times.map((at, index) => ({ number: index + 1, at, reason: 'pause', name: '', words: 1 }))
}

/** What is left of revisions made at these times when the clock says `now`: their times. */
function left(now: number, times: readonly number[]): number[] {
  const all = revisions(...times)
  const gone = superfluous(all, ({ at }) => now - at)
  return all.filter(({ number }) => !gone.has(number)).map(({ at }) => at)
}

/** The spacing that the rule of the time `now` asks for at `at`. */
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
    expect([...superfluous(all, () => 400 * DAY)]).toEqual([2])
  })

  it('keeps every one whose neighbour was made at another time, whatever the clock says', () => {
    const times = [0, 3 * DAY, 20 * SECOND, 3 * DAY + 1, 40 * SECOND]
    expect(left(4 * DAY, times)).toEqual(times)
    expect(left(-400 * DAY, [0, 10 * SECOND, 20 * SECOND])).toEqual([0, 20 * SECOND])
  })
})

/** A session of writing: pauses between revisions, now and then a clock that jumps, either way, as far as it likes. */
const arbitraryTimes = fc
  .array(
    fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: 0, max: 5 * MINUTE }) },
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 2 * DAY }) },
      { weight: 2, arbitrary: fc.integer({ min: -500 * DAY, max: 500 * DAY }) },
    ),
    { minLength: 1, maxLength: 120 },
  )
  .map((pauses) => {
    let at = Date.UTC(2026, 0, 1)
    return pauses.map((pause) => (at += pause))
  })
const arbitraryNow = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) })

describe('thinning under a clock that jumps', () => {
  it('lets a revision go only where the kept one before it was made about then', () => {
    fc.assert(
      fc.property(arbitraryTimes, arbitraryNow, (times, now) => {
        const all = revisions(...times)
        const gone = superfluous(all, ({ at }) => now - at)
        expect(gone.has(all.length)).toBe(false)
        expect(gone.has(1)).toBe(false)
        for (const { number, at } of all.filter((each) => gone.has(each.number))) {
          const before = all.findLast((each) => each.number < number && !gone.has(each.number))
          expect(Math.abs(at - (before?.at ?? Infinity))).toBeLessThan(spacing(now - at))
        }
      }),
    )
  })

  it('leaves nothing to thin', () => {
    fc.assert(
      fc.property(arbitraryTimes, arbitraryNow, (times, now) => {
        const once = left(now, times)
        expect(left(now, once)).toEqual(once)
      }),
    )
  })

  it('after every pause leaves each moment a version of about then', () => {
    fc.assert(
      fc.property(arbitraryTimes, (times) => {
        const all = revisions(...times)
        let held: Revision[] = []
        for (const revision of all) {
          held.push(revision)
          const gone = superfluous(held, ({ at }) => revision.at - at)
          held = held.filter(({ number }) => !gone.has(number))
        }
        for (const { at, number } of all) {
          const near = held.filter(
            (each) => each.number <= number && Math.abs(each.at - at) < DAY + HOUR + MINUTE,
          )
          expect(near).not.toEqual([])
        }
      }),
    )
  })

  it('keeps the last hour to the minute while it is written', () => {
    let held: Revision[] = []
    for (const revision of revisions(...Array.from({ length: 360 }, (_, index) => index * 10 * SECOND))) {
      held.push(revision)
      const gone = superfluous(held, ({ at }) => revision.at - at)
      held = held.filter(({ number }) => !gone.has(number))
    }
    expect(held).toHaveLength(61)
  })
})

describe('a history that is thinned', () => {
  it('gives back what it keeps, numbers and names and all, in fewer files', async () => {
    const folder = await tempFolder()
    let now = 0
    const history = historyIn(folder, { now: () => now })
    const texts = new Map<number, string>()
    for (let count = 1; count <= 260; count += 1) {
      now += 20 * MINUTE
      const text = article(`Version ${String(count)}`, 'It leaves at ten past one.')
      await kept(history, text)
      texts.set(count, await history.read(count))
    }
    await history.name(101, 'Sent')
    const later = historyIn(folder, { now: () => now + 30 * DAY })
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

  it('counts a session’s own revisions by time that never jumps', async () => {
    let now = 0
    let elapsed = 0
    const history = historyIn(await tempFolder(), { now: () => now, elapsed: () => elapsed })
    for (let minute = 0; minute < 10; minute += 1) {
      await kept(history, article(`Minute ${String(minute)}`))
      now += MINUTE
      elapsed += MINUTE
    }
    now += 4000 * DAY
    expect(await history.thin()).toBe(0)
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
