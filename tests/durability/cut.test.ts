import { describe, expect, it } from 'vitest'
import { type Act, ACTS, deskOn } from './rig/acts.ts'
import { LONG, Rounds, seeded } from './rig/ledger.ts'
import { type Fate, type Fault, MemoryDisk } from './rig/memoryDisk.ts'

/** More calls than any act makes: a test that reaches it never ends. */
const MAX_CALLS = 400

/** Returns what a power cut may leave of unsynced data: nothing, all of it, names without bytes, and random parts. */
function fates(seed: number): readonly (Fate & { readonly name: string })[] {
  const chance = seeded(seed)
  const none = (): number => 0
  const all = (pending: number): number => pending
  const some = (pending: number): number => Math.floor(chance() * (pending + 1))
  const synced = (before: Uint8Array): Uint8Array => before
  const now = (_: Uint8Array, after: Uint8Array): Uint8Array => after
  /** A random length of the new bytes; zeros where a block was allocated but not written. */
  const torn = (before: Uint8Array, after: Uint8Array): Uint8Array => {
    const at = Math.min(before.length, after.length)
    const reached = at + Math.floor(chance() * (after.length - at))
    const bytes = Buffer.alloc(chance() < 0.5 ? reached : after.length)
    bytes.set(after.subarray(0, reached))
    return bytes
  }
  const fixed = [
    { name: 'only what was synced', names: none, bytes: synced },
    { name: 'names, but not the bytes', names: all, bytes: synced },
    { name: 'everything', names: all, bytes: now },
    { name: 'names and torn bytes', names: all, bytes: torn },
  ]
  const random = Array.from({ length: LONG ? 12 : 2 }, () => ({
    name: 'some names and torn bytes',
    names: some,
    bytes: torn,
  }))
  return [...fixed, ...random]
}

/** An act that met a fault: what it had begun with, how much the desk confirmed, and true if the faulty call was made. */
interface FaultRun {
  readonly disk: MemoryDisk
  readonly begun: Awaited<ReturnType<Act['begin']>>
  readonly confirmed: number
  readonly reached: boolean
  readonly close: () => Promise<void>
}

/** Runs the act on a new disk with a fault at its call number `at`, counted from 0. */
async function runWithFault(
  act: Act,
  at: number,
  fault: Fault,
  deafTo: MemoryDisk['deafTo'] = null,
): Promise<FaultRun> {
  const disk = new MemoryDisk()
  const desk = await deskOn(disk)
  const begun = await act.begin(desk, disk)
  disk.settle()
  disk.plan((_, index) => (index === at ? fault : null))
  disk.deafTo = deafTo
  const answered = await act.act(desk, begun)
  // After the power cut no answer reaches the page. Acts in steps confirm each step before it.
  const confirmed = disk.dead && act.inSteps !== true ? 0 : answered
  const reached = disk.calls.length > at
  return { disk, begun, confirmed, reached, close: () => desk.close() }
}

/** Opens the library on the disk as it was left; returns what is wrong with it, '' for nothing. */
async function faultAfter(act: Act, { begun, confirmed }: FaultRun, disk: MemoryDisk): Promise<string> {
  const desk = await deskOn(disk)
  try {
    return await act.judge(desk, begun, confirmed, disk)
  } catch (error) {
    return `the library is not as it should be: ${String(error)}`
  } finally {
    await desk.close()
  }
}

describe('a power cut at every call of the file system', () => {
  for (const act of ACTS)
    it(`during ${act.name} leaves the whole old or the whole new version, and everything confirmed`, async () => {
      const rounds = new Rounds(`power cut at every call: ${act.name}`)
      let reached = true
      for (let at = 0; reached; at += 1) {
        expect(at).toBeLessThan(MAX_CALLS)
        const left = await runWithFault(act, at, 'cut')
        reached = left.reached
        for (const fate of fates(at)) {
          const wrong = await faultAfter(act, left, left.disk.afterCut(fate))
          const where = `${act.name}, call ${String(at)} (${left.disk.calls.at(-1) ?? ''}), ${fate.name}`
          rounds.count(wrong === '' || `${where}: ${wrong}`)
        }
        await left.close()
      }
      expect(rounds.rounds).toBeGreaterThan(20)
      expect(rounds.end()).toEqual([])
    })
})

/** Returns the number of losses of an act on a disk that ignores syncs of files or of folders. */
async function lossesWithoutSync(act: Act, deafTo: 'file' | 'folder'): Promise<number> {
  let losses = 0
  let reached = true
  for (let at = 0; reached; at += 1) {
    const left = await runWithFault(act, at, 'cut', deafTo)
    reached = left.reached
    for (const fate of fates(at))
      if ((await faultAfter(act, left, left.disk.afterCut(fate))) !== '') losses += 1
    await left.close()
  }
  return losses
}

describe('the simulated power cuts', () => {
  it.each([
    ['save', 'file'],
    ['save', 'folder'],
    ['typing', 'file'],
    ['typing during a save', 'file'],
    ['new draft', 'folder'],
    ['revision 4', 'file'],
  ] as const)('lose data in %s if it does not sync a %s', async (name, deafTo) => {
    const act = ACTS.find((candidate) => candidate.name === name)
    if (act === undefined) throw new Error(`there is no act called ${name}`)
    expect(await lossesWithoutSync(act, deafTo)).toBeGreaterThan(0)
  })
})

describe('a call of the file system that fails', () => {
  for (const act of ACTS.filter(({ name }) => LONG || name !== 'revision 51'))
    it(`during ${act.name} leaves the whole old or the whole new version`, async () => {
      const rounds = new Rounds(`a failing or short call, each in turn: ${act.name}`)
      for (const fault of ['EIO', 'ENOSPC', 'short'] as const) {
        let reached = true
        for (let at = 0; reached; at += 1) {
          expect(at).toBeLessThan(MAX_CALLS)
          const left = await runWithFault(act, at, fault)
          reached = left.reached
          const where = `${act.name}, ${fault} at call ${String(at)} (${left.disk.calls[at] ?? ''})`
          left.disk.plan(() => null)
          await left.close()
          const wrong = await faultAfter(act, left, left.disk)
          rounds.count(wrong === '' || `${where}: ${wrong}`)
        }
      }
      expect(rounds.rounds).toBeGreaterThan(20)
      expect(rounds.end()).toEqual([])
    })
})
