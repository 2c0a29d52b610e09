import { mkdir, readFile, readdir, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { isOnMachine, type Machine, parseHolder } from '../../../src/desk/locks/holder.ts'
import {
  type DraftLock,
  HEARTBEAT_MS,
  LOCK_FILE,
  type LockOptions,
  REMOTE_LOCK_VALID_MS,
  acquireLock,
} from '../../../src/desk/locks/lock.ts'
import { tempFolder } from '../library.ts'

const HERE: Machine = { host: 'desk', machine: 'a'.repeat(32) }
const THERE: Machine = { host: 'desk', machine: 'b'.repeat(32) }

/** A clock that stands until the test moves it, and timers that go off when the test says so. */
class HandClock {
  timeMs = Date.now()
  readonly due = new Set<() => void>()
  readonly waits: number[] = []

  readonly options: LockOptions = {
    machine: HERE,
    now: () => this.timeMs,
    sleep: () => Promise.resolve(),
    schedule: (act, ms) => {
      this.waits.push(ms)
      this.due.add(act)
      return () => this.due.delete(act)
    },
  }

  /** Lets every timer go off. */
  goOff(): void {
    const acts = [...this.due]
    this.due.clear()
    for (const act of acts) act()
  }
}

async function locked(
  files: Files = realFiles,
  machine = HERE,
): Promise<{ lock: DraftLock; clock: HandClock; folder: string; path: string }> {
  const folder = join(await tempFolder(), 'tram')
  await mkdir(folder)
  const clock = new HandClock()
  const path = join(folder, LOCK_FILE)
  const lock = await acquireLock(files, path, { ...clock.options, machine })
  onTestFinished(() => lock.release())
  return { lock, clock, folder, path }
}

describe('a lock’s heartbeat', () => {
  it('touches the lock file repeatedly, and stops when the lock is released', async () => {
    const touched: string[] = []
    let beaten = Promise.withResolvers<null>()
    const files: Files = {
      ...realFiles,
      touch: async (path) => {
        touched.push(path)
        await realFiles.touch(path)
        beaten.resolve(null)
      },
    }
    const { lock, clock, path } = await locked(files)
    for (let round = 1; round <= 3; round += 1) {
      beaten = Promise.withResolvers()
      await expect.poll(() => clock.due.size).toBe(1)
      clock.goOff()
      await beaten.promise
      expect(touched).toEqual(Array.from({ length: round }, () => path))
    }
    await expect.poll(() => clock.due.size).toBe(1)
    expect(new Set(clock.waits)).toEqual(new Set([HEARTBEAT_MS]))
    await lock.release()
    expect(clock.due.size).toBe(0)
    expect(lock.isHeld()).toBe(false)
  })

  it('finds the lock while the folder is being renamed', async () => {
    const { lock, clock, folder } = await locked()
    const target = `${folder}-renamed`
    await lock.whileMoving(join(target, LOCK_FILE), async () => {
      await rename(folder, target)
      clock.goOff()
      // What a heartbeat would do by now, were it not held back.
      await readdir(target)
    })
    expect(await lock.confirm()).toBe(true)
    expect(lock.isHeld()).toBe(true)
    await lock.release()
    expect(await readdir(target)).toEqual([])
  })

  it('continues at the old path when the folder could not be renamed', async () => {
    const { lock, clock, folder } = await locked()
    const moving = lock.whileMoving(join(`${folder}-renamed`, LOCK_FILE), () =>
      Promise.reject(new Error('busy')),
    )
    await expect(moving).rejects.toThrow('busy')
    clock.goOff()
    expect(await lock.confirm()).toBe(true)
    await lock.release()
    expect(await readdir(folder)).toEqual([])
  })

  it('continues after the disk was unavailable for a moment', async () => {
    let isAway = false
    const { lock, clock, path } = await locked({
      ...realFiles,
      readFile: (file) => (isAway ? Promise.reject(new Error('away')) : realFiles.readFile(file)),
    })
    await utimes(path, new Date(0), new Date(0))
    isAway = true
    clock.goOff()
    await expect.poll(() => clock.due.size).toBe(1)
    isAway = false
    clock.goOff()
    await expect.poll(async () => (await stat(path)).mtimeMs).toBeGreaterThan(0)
    expect(lock.isHeld()).toBe(true)
  })
})

describe('a lock of another machine', () => {
  it('is valid while it is fresh, even if both machines share a name and the process runs on neither', async () => {
    const { lock, clock, path } = await locked(realFiles, THERE)
    const ours = { ...clock.options, machine: HERE }
    await expect(acquireLock(realFiles, path, ours)).rejects.toThrow('on desk')
    clock.timeMs = (await stat(path)).mtimeMs + REMOTE_LOCK_VALID_MS - 1
    await expect(acquireLock(realFiles, path, ours)).rejects.toThrow('open in another Galley')
    clock.timeMs += 1
    const next = await acquireLock(realFiles, path, ours)
    expect(await lock.confirm()).toBe(false)
    await next.release()
  })

  it('is not judged abandoned because its process number runs on no machine', async () => {
    const { clock, path } = await locked(realFiles, THERE)
    const holder = parseHolder(await readFile(path, 'utf8'))
    // No system gives out a number as high as that.
    await writeFile(path, JSON.stringify({ ...holder, pid: 2 ** 30 }))
    await expect(acquireLock(realFiles, path, { ...clock.options, machine: HERE })).rejects.toThrow('on desk')
  })
})

describe('a lock of this machine', () => {
  it('is recognized by the machine’s id when a Mac’s name changed with the network', () => {
    const renamed = { ...HERE, host: 'desk-2.local' }
    expect(isOnMachine(HERE, renamed, 'darwin')).toBe(true)
    expect(isOnMachine(THERE, HERE, 'darwin')).toBe(false)
  })

  it('needs the name too on other systems, where computers may share a home folder', () => {
    expect(isOnMachine(HERE, { ...HERE, host: 'desk-2' }, 'linux')).toBe(false)
    expect(isOnMachine(HERE, HERE, 'linux')).toBe(true)
  })

  it('is recognized by the name when an older Galley wrote no id', () => {
    const old = parseHolder(
      '{"pid":7,"host":"desk","started":"2031-05-06T10:15:00.000Z","process":null,"nonce":"n"}',
    )
    expect(old).toMatchObject({ machine: null, host: 'desk' })
    expect(old !== null && isOnMachine(old, HERE, 'linux')).toBe(true)
    expect(old !== null && isOnMachine(old, { ...HERE, host: 'other' }, 'linux')).toBe(false)
  })

  it('is taken over when a dead process of an older Galley left it', async () => {
    const { lock, clock, path } = await locked()
    await lock.release()
    const dead = {
      pid: 2 ** 30,
      host: HERE.host,
      started: '2031-05-06T10:15:00.000Z',
      process: null,
      nonce: 'n',
    }
    await writeFile(path, JSON.stringify(dead))
    const next = await acquireLock(realFiles, path, clock.options)
    expect(await next.confirm()).toBe(true)
    await next.release()
  })
})
