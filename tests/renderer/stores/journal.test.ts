import { describe, expect, it } from 'vitest'
import { createJournal } from '../../../src/renderer/src/stores/journal.ts'

/** A desk that keeps each revision's journal, and can be slow or refuse. */
function setUp({ fails = () => false }: { fails?: () => boolean } = {}) {
  const taken: boolean[] = []
  const disk = new Map<string, string>()
  const calls: string[] = []
  const journal = createJournal({
    append: async (base, lines) => {
      calls.push(lines)
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (fails()) return false
      disk.set(base, (disk.get(base) ?? '') + lines)
      return true
    },
    onTaken: (takes) => taken.push(takes),
  })
  return { journal, disk, calls, taken }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40))

describe('the journal', () => {
  it('appends what was typed within moments, never while the key is being handled, and what came meanwhile together', async () => {
    const { journal, disk, calls } = setUp()
    journal.begin('r0')
    for (const key of ['a', 'b', 'c']) journal.add([key])
    await Promise.resolve()
    expect(calls).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 22))
    journal.add(['d'])
    await settled()
    expect(disk.get('r0')).toBe('["a"]\n["b"]\n["c"]\n["d"]\n')
    expect(calls.length).toBeLessThanOrEqual(2)
  })

  it('tries again at once what was refused, and says that nothing is taken only when it is refused twice', async () => {
    const failures = [true, false, true, true, false]
    const { journal, disk, taken } = setUp({ fails: () => failures.shift() ?? false })
    journal.begin('r0')
    journal.add(['a'])
    await expect.poll(() => disk.get('r0')).toBe('["a"]\n')
    expect(taken).toEqual([true, true])
    journal.add(['b'])
    await expect.poll(() => taken).toEqual([true, true, true, false])
    journal.add(['c'])
    await expect.poll(() => disk.get('r0')).toBe('["a"]\n["b"]\n["c"]\n')
    expect(taken.at(-1)).toBe(true)
  })

  it('goes on from the new revision, where what was typed during the save is on the disk already', async () => {
    const { journal, disk } = setUp()
    journal.begin('r0')
    journal.add(['in the snapshot'])
    const noted: number[] = []
    const saved = journal.around(async (lines) => {
      noted.push(lines)
      journal.add(['typed during the save'])
      // A slow disk: what is typed does not wait for it.
      await expect.poll(() => disk.get('r0')).toContain('typed during the save')
      return 'r1'
    })
    await saved
    journal.add(['after'])
    await settled()
    expect(noted).toEqual([1])
    expect(disk.get('r0')).toBe('["in the snapshot"]\n["typed during the save"]\n')
    expect(disk.get('r1')).toBe('["after"]\n')
    await journal.around((lines) => {
      noted.push(lines)
      return Promise.resolve('r2')
    })
    // The line that came during the first save applies to r1 too.
    expect(noted).toEqual([1, 2])
  })

  it('appends to the new revision what the old one was no longer open for', async () => {
    let isOver = false
    const { journal, disk } = setUp({ fails: () => isOver })
    journal.begin('r0')
    await journal.around(async () => {
      isOver = true
      journal.add(['too late'])
      await settled()
      isOver = false
      return 'r1'
    })
    await settled()
    expect(disk.get('r0')).toBeUndefined()
    expect(disk.get('r1')).toBe('["too late"]\n')
  })

  it('counts what is still on its way: it follows during the save, before what is typed then', async () => {
    let full = true
    const { journal, disk } = setUp({ fails: () => full })
    journal.begin('r0')
    journal.add(['in the snapshot'])
    await settled()
    let noted = -1
    await journal.around(async (lines) => {
      noted = lines
      full = false
      journal.add(['typed during the save'])
      await settled()
      return 'r1'
    })
    expect(noted).toBe(1)
    expect(disk.get('r0')).toBe('["in the snapshot"]\n["typed during the save"]\n')
    expect(disk.get('r1')).toBeUndefined()
  })

  it('drops what the snapshot holds and no disk took', async () => {
    const { journal, disk } = setUp({ fails: () => true })
    journal.begin('r0')
    journal.add(['in the snapshot'])
    await journal.around(() => Promise.resolve('r1'))
    const noted: number[] = []
    await journal.around((lines) => {
      noted.push(lines)
      return Promise.resolve('r2')
    })
    expect(noted).toEqual([0])
    expect(disk.size).toBe(0)
  })

  it('stays with the old revision when the save was refused', async () => {
    const { journal, disk } = setUp()
    journal.begin('r0')
    await journal.around(() => Promise.resolve(null))
    journal.add(['kept'])
    await settled()
    expect(disk.get('r0')).toBe('["kept"]\n')
  })

  it('appends again what a full disk refused', async () => {
    let full = true
    const { journal, disk } = setUp({ fails: () => full })
    journal.begin('r0')
    journal.add(['a'])
    await settled()
    full = false
    journal.add(['b'])
    await settled()
    expect(disk.get('r0')).toBe('["a"]\n["b"]\n')
  })

  it('goes on after a save that threw', async () => {
    const { journal, disk } = setUp()
    journal.begin('r0')
    await journal.around(() => Promise.reject(new Error('no host'))).catch(() => undefined)
    journal.add(['a'])
    await settled()
    expect(disk.get('r0')).toBe('["a"]\n')
  })
})
