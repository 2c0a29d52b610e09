import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Outcome } from '../../src/desk.ts'
import { openDesk } from '../../src/desk/index.ts'
import { type Files, realFiles } from '../../src/desk/files.ts'
import { type LibraryLock, LOCK_NAME, lockLibrary } from '../../src/desk/lock.ts'
import { article, deskOver, refusal, settingsInMemory, tempFolder, value } from './library.ts'

const SCRIPT = join(import.meta.dirname, 'processes', 'hold.ts')

/** Another process opening that library: what it was answered, and the process. */
async function otherGalley(library: string): Promise<{ said: Outcome<unknown>; child: ChildProcess }> {
  const child = spawn(process.execPath, [SCRIPT, library], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { said: JSON.parse(line) as Outcome<unknown>, child }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

const open = (library: string) => openDesk({ library, settings: settingsInMemory() })

describe('a library', () => {
  it('opens in one process at a time; the loser hears who holds it', async () => {
    const library = await tempFolder()
    const { said, child } = await otherGalley(library)
    expect(said.ok).toBe(true)
    const problem = refusal(await open(library))
    expect(problem.code).toBe('locked')
    expect(problem.what).toContain(`process ${String(child.pid)} on ${hostname()}`)
  })

  it('opens once in one process too', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    expect(refusal(await open(library)).code).toBe('locked')
    expect(value(await desk.createDraft(article('Still ours'))).summary.title).toBe('Still ours')
  })

  it('is free again when its holder closed it, exited or was killed', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    await desk.close()
    expect(await readdir(library)).toEqual([])

    const exiting = await otherGalley(library)
    exiting.child.stdin?.write('end\n')
    await ended(exiting.child)
    expect(await readdir(library)).toEqual([])

    const killed = await otherGalley(library)
    expect(killed.said.ok).toBe(true)
    killed.child.kill('SIGKILL')
    await ended(killed.child)
    expect(await readdir(library)).toEqual([LOCK_NAME])
    const next = await deskOver(library)
    await next.close()
    expect(await readdir(library)).toEqual([])
  })

  it('that a killed process left is taken over by one of many starting at once', async () => {
    const library = await tempFolder()
    const killed = await otherGalley(library)
    killed.child.kill('SIGKILL')
    await ended(killed.child)
    const starts = await Promise.all([
      ...Array.from({ length: 3 }, async () => (await otherGalley(library)).said),
      ...Array.from({ length: 5 }, () => open(library)),
    ])
    expect(starts.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await readdir(library)).filter((name) => name.startsWith(LOCK_NAME))).toEqual([LOCK_NAME])
    for (const start of starts) if (start.ok && start.value instanceof Object) await closeIfOurs(start.value)
  })

  it('just taken over is not taken again by one that saw the dead holder’s lock before', async () => {
    const library = await tempFolder()
    const killed = await otherGalley(library)
    killed.child.kill('SIGKILL')
    await ended(killed.child)
    let first: LibraryLock | undefined
    const slow: Files = {
      ...realFiles,
      // It has seen that the holder is dead and is about to act on it; meanwhile somebody else does.
      open: async (path, flags, mode) => {
        if (path.includes(`${LOCK_NAME}.`)) first ??= await lockLibrary(realFiles, library)
        return realFiles.open(path, flags, mode)
      },
    }
    await expect(lockLibrary(slow, library)).rejects.toThrow('open in another Galley')
    expect(first?.held()).toBe(true)
    expect(await readdir(library)).toEqual([LOCK_NAME])
    await first?.release()
    expect(await readdir(library)).toEqual([])
  })

  it('is not blocked by another process that happens to have the dead holder’s number', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const lock = JSON.parse(await readFile(join(library, LOCK_NAME), 'utf8')) as Record<string, unknown>
    await desk.close()
    // Our parent runs, but it is not the process that took this lock.
    const stale = { ...lock, pid: process.ppid, process: lock.process === null ? null : 'boot:0' }
    await writeFile(join(library, LOCK_NAME), JSON.stringify(stale))
    await utimes(join(library, LOCK_NAME), new Date(0), new Date(0))
    await deskOver(library)
  }, 20_000)

  it('held by another computer is believed while its lock is fresh', async () => {
    const library = await tempFolder()
    const path = join(library, LOCK_NAME)
    const theirs = {
      pid: 1,
      host: 'another-computer',
      started: '2031-05-06T10:15:00.000Z',
      process: null,
      nonce: 'n',
    }
    await writeFile(path, JSON.stringify(theirs))
    expect(refusal(await open(library)).what).toContain('on another-computer, running since 2031-05-06 10:15')
    await utimes(path, new Date(0), new Date(0))
    await deskOver(library)
  })

  it('is not blocked by a lock file that a crash left torn', async () => {
    const library = await tempFolder()
    await writeFile(join(library, LOCK_NAME), '{"pid":')
    await utimes(join(library, LOCK_NAME), new Date(0), new Date(0))
    await deskOver(library)
  })

  it('is no longer written once another lock stands in place of ours', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const path = join(library, LOCK_NAME)
    await writeFile(path, (await readFile(path, 'utf8')).replace('"nonce":"', '"nonce":"x'))
    await expect
      .poll(async () => (await desk.createDraft(article('Not here'))).ok, { timeout: 8_000, interval: 250 })
      .toBe(false)
    expect(refusal(await desk.createDraft(article('Not here'))).code).toBe('locked')
    await desk.close()
    expect((await stat(path)).isFile()).toBe(true)
  }, 10_000)
})

async function closeIfOurs(opened: object): Promise<void> {
  if ('close' in opened && typeof opened.close === 'function')
    await (opened as { close(): Promise<void> }).close()
}
