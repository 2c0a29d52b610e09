import { describe, expect, it } from 'vitest'
import { realFiles } from '../../src/desk/disk/files.ts'
import { Calls, within } from './rig/stalls.ts'

describe('a stalled machine', () => {
  it('counts overlapping stalls once, and only within the span', () => {
    const still = [
      { from: 40, to: 60 },
      { from: 10, to: 30 },
      { from: 20, to: 50 },
      { from: 90, to: 200 },
    ]
    expect(within({ from: 15, to: 100 }, still)).toBe(55)
    expect(within({ from: 60, to: 90 }, still)).toBe(0)
    expect(within({ from: 25, to: 45 }, still)).toBe(20)
  })

  it('is detected by a slow call to the disk and by one that has not returned, not by a quick one', async () => {
    let time = 0
    const told: [number, number][] = []
    const calls = new Calls(
      () => time,
      (from, to) => told.push([from, to]),
    )
    const gate = Promise.withResolvers<Uint8Array>()
    const disk = calls.watched({ ...realFiles, readFile: () => gate.promise })
    time = 5
    const read = disk.readFile('article.json')
    expect(calls.since).toBe(5)
    time = 400
    gate.resolve(new Uint8Array())
    await read
    expect(calls.since).toBe(0)
    await disk.stat(import.meta.filename)
    expect(told).toEqual([[5, 400]])
  })
})
