import { describe, expect, it } from 'vitest'
import { createJournal } from '../../../src/renderer/src/stores/journal.ts'

/** A desk that keeps each revision's journal, and can be slow or refuse. */
function setUp({ fails = () => false }: { fails?: () => boolean } = {}) {
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
  })
  return { journal, disk, calls }
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

  it('carries over to the new revision only what the snapshot does not hold', async () => {
    const { journal, disk } = setUp()
    journal.begin('r0')
    journal.add(['in the snapshot'])
    await settled()
    const saved = journal.around(async () => {
      journal.add(['typed during the save'])
      await new Promise((resolve) => setTimeout(resolve, 10))
      return 'r1'
    })
    await saved
    journal.add(['after'])
    await settled()
    expect(disk.get('r0')).toBe('["in the snapshot"]\n')
    expect(disk.get('r1')).toBe('["typed during the save"]\n["after"]\n')
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
