import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { OpenDraft } from '../../../src/desk.ts'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { type DraftLock, LOCK_FILE, acquireLock } from '../../../src/desk/locks/lock.ts'
import { anotherPage, article, deskOver, refusal, tempFolder, value } from '../library.ts'

// Other processes have to start first.
vi.setConfig({ testTimeout: 30_000 })

const SCRIPT = join(import.meta.dirname, '..', 'processes', 'holdDraft.ts')
const TRAM = article('Tram', 'It leaves.')
const MINE = article('Tram', 'It leaves late.')

/** Another process opening that draft: who holds it as far as it was told, '' for itself. */
async function otherGalley(library: string, id: string): Promise<{ lockedBy: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [SCRIPT, library, id], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { ...(JSON.parse(line) as { lockedBy: string }), child }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** A library with one draft that nobody holds. */
async function oneDraft(): Promise<{ library: string; id: string; lock: string; draft: OpenDraft }> {
  const library = await tempFolder()
  const desk = await deskOver(library)
  const draft = value(await desk.createDraft(TRAM))
  await desk.close()
  const { id } = draft.summary
  return { library, id, lock: join(library, id, LOCK_FILE), draft }
}

async function locksIn(library: string, id: string): Promise<string[]> {
  return (await readdir(join(library, id))).filter((name) => name.startsWith(LOCK_FILE))
}

async function killedHolder(library: string, id: string): Promise<void> {
  const { child, lockedBy } = await otherGalley(library, id)
  expect(lockedBy).toBe('')
  child.kill('SIGKILL')
  await ended(child)
  expect(await locksIn(library, id)).toEqual([LOCK_FILE])
}

describe('a draft that another process writes', () => {
  it('can be read and copied but not changed, and names its writer', async () => {
    const { library, id } = await oneDraft()
    const { child } = await otherGalley(library, id)
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    expect(opened.lockedBy).toContain(`process ${String(child.pid)} on ${hostname()}`)
    expect(opened.article).toContain('It leaves.')
    const before = await readFile(join(library, id, 'article.json'))
    const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')
    for (const outcome of [
      await desk.saveDraft(id, MINE, opened.revision),
      await desk.appendJournal(id, opened.nextLine, '[]\n'),
      await desk.trashDraft(id),
      await desk.addImage(id, 'dot.gif', gif),
      await desk.keepRevision(id, 'named', 'Mine'),
    ])
      expect(refusal(outcome)).toMatchObject({
        code: 'locked',
        what: expect.stringContaining(String(child.pid)) as string,
      })
    expect(await readFile(join(library, id, 'article.json'))).toEqual(before)
    expect((await readdir(join(library, id))).filter((name) => /journal|images/.test(name))).toEqual([])
    expect(value(await desk.saveCopy(id, MINE)).lockedBy).toBeUndefined()
  })

  it('can be saved once the other process has closed it unchanged', async () => {
    const { library, id } = await oneDraft()
    const { child } = await otherGalley(library, id)
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    expect(refusal(await desk.saveDraft(id, MINE, opened.revision)).code).toBe('locked')
    child.stdin?.write('end\n')
    await ended(child)
    const again = value(await desk.openDraft(id))
    expect(again).toMatchObject({ revision: opened.revision, notices: [] })
    expect(again.lockedBy).toBeUndefined()
    value(await desk.saveDraft(id, MINE, again.revision))
  })

  it('does not lock other drafts of the same library', async () => {
    const { library, id } = await oneDraft()
    await otherGalley(library, id)
    const desk = await deskOver(library)
    const made = value(await desk.createDraft(article('Another')))
    value(await desk.saveDraft(made.summary.id, MINE, made.revision))
    expect(value(await desk.library()).drafts).toHaveLength(2)
  })
})

describe('a draft’s lock', () => {
  it('is acquired once however often a page opens the draft, and released when the page closes it', async () => {
    const { library, id } = await oneDraft()
    const desk = await deskOver(library)
    expect(value(await desk.openDraft(id)).lockedBy).toBeUndefined()
    expect(value(await desk.openDraft(id)).lockedBy).toBeUndefined()
    expect(await locksIn(library, id)).toEqual([LOCK_FILE])
    value(await desk.closeDraft(id))
    expect(await locksIn(library, id)).toEqual([])
    value(await desk.closeDraft(id))
  })

  it('is released when the page that writes the draft closes it or ends, not when a reading page does', async () => {
    const { library, id } = await oneDraft()
    const desk = await deskOver(library)
    value(await desk.openDraft(id))
    const reader = anotherPage(desk)
    expect(value(await reader.openDraft(id)).lockedBy).toBe('another window of Galley')
    value(await reader.closeDraft(id))
    await reader.endPage()
    expect(await locksIn(library, id)).toEqual([LOCK_FILE])
    await desk.endPage()
    expect(await locksIn(library, id)).toEqual([])
  })

  it('is free again when its holder closed it, exited or was killed', async () => {
    const { library, id } = await oneDraft()
    expect(await locksIn(library, id)).toEqual([])
    const exiting = await otherGalley(library, id)
    exiting.child.stdin?.write('end\n')
    await ended(exiting.child)
    expect(await locksIn(library, id)).toEqual([])
    await killedHolder(library, id)
    const next = await deskOver(library)
    expect(value(await next.openDraft(id)).lockedBy).toBeUndefined()
    await next.close()
    expect(await locksIn(library, id)).toEqual([])
  })

  it('excludes two desks of one process from each other', async () => {
    const { library, id } = await oneDraft()
    const one = await deskOver(library)
    const other = await deskOver(library)
    value(await one.openDraft(id))
    expect(value(await other.openDraft(id)).lockedBy).toContain(String(process.pid))
  })

  it('is taken over by exactly one of many processes when its holder was killed', async () => {
    const { library, id } = await oneDraft()
    await killedHolder(library, id)
    const desks = await Promise.all(Array.from({ length: 5 }, () => deskOver(library)))
    const [others, ours] = await Promise.all([
      Promise.all(Array.from({ length: 3 }, () => otherGalley(library, id))),
      Promise.all(desks.map((desk) => desk.openDraft(id))),
    ])
    const holders = [...others.map(({ lockedBy }) => lockedBy), ...ours.map((it) => value(it).lockedBy ?? '')]
    expect(holders.filter((lockedBy) => lockedBy === '')).toHaveLength(1)
    expect(await locksIn(library, id)).toEqual([LOCK_FILE])
  })

  it('is not taken over twice by a process that saw the dead holder’s lock before', async () => {
    const { library, id, lock } = await oneDraft()
    await killedHolder(library, id)
    let first: DraftLock | undefined
    const slow: Files = {
      ...realFiles,
      // It has seen that the holder is dead and is about to act on it; meanwhile somebody else does.
      open: async (path, flags, mode) => {
        if (path.includes(`${LOCK_FILE}.`)) first ??= await acquireLock(realFiles, lock)
        return realFiles.open(path, flags, mode)
      },
    }
    await expect(acquireLock(slow, lock)).rejects.toThrow('open in another Galley')
    expect(first?.isHeld()).toBe(true)
    await first?.release()
    expect(await locksIn(library, id)).toEqual([])
  })

  it('is free when another process happens to have the dead holder’s process number', async () => {
    const { library, id, lock } = await oneDraft()
    const desk = await deskOver(library)
    value(await desk.openDraft(id))
    const held = JSON.parse(await readFile(lock, 'utf8')) as Record<string, unknown>
    await desk.close()
    // Our parent runs, but it is not the process that took this lock.
    const stale = { ...held, pid: process.ppid, process: held.process === null ? null : 'boot:0' }
    await writeFile(lock, JSON.stringify(stale))
    await utimes(lock, new Date(0), new Date(0))
    const next = await deskOver(library)
    expect(value(await next.openDraft(id)).lockedBy).toBeUndefined()
  })

  it('is respected while it is fresh when another computer wrote it', async () => {
    const { library, id, lock } = await oneDraft()
    const theirs = {
      pid: 1,
      host: 'another-computer',
      started: '2031-05-06T10:15:00.000Z',
      process: null,
      nonce: 'n',
    }
    await writeFile(lock, JSON.stringify(theirs))
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    expect(opened.lockedBy).toContain('on another-computer, running since 2031-05-06 10:15')
    await utimes(lock, new Date(0), new Date(0))
    const again = value(await desk.openDraft(id))
    expect(again.lockedBy).toBeUndefined()
    value(await desk.saveDraft(id, MINE, again.revision))
  })

  it('blocks nobody when a crash left it half-written', async () => {
    const { library, id, lock } = await oneDraft()
    await writeFile(lock, '{"pid":')
    await utimes(lock, new Date(0), new Date(0))
    const desk = await deskOver(library)
    expect(value(await desk.openDraft(id)).lockedBy).toBeUndefined()
  })

  // No such files there, nor the command.
  it.skipIf(process.platform === 'win32')(
    'does not block when a FIFO or a device lies in its place',
    async () => {
      for (const make of [
        (path: string) => promisify(execFile)('mkfifo', [path]),
        (path: string) => symlink('/dev/zero', path),
        (path: string) => mkdir(path),
      ]) {
        const { library, id, lock } = await oneDraft()
        await make(lock)
        const desk = await deskOver(library)
        const opened = await desk.openDraft(id)
        if (opened.ok) expect(opened.value.article).toContain('It leaves.')
        else expect(opened.problem.mend).not.toBe('')
        const made = value(await desk.createDraft(TRAM))
        value(await desk.saveDraft(made.summary.id, MINE, made.revision))
        await desk.close()
      }
    },
  )

  it('does not lock a copy of the folder', async () => {
    const { library, id } = await oneDraft()
    const desk = await deskOver(library)
    value(await desk.openDraft(id))
    await cp(join(library, id), join(library, 'a copy'), { recursive: true })
    const copy = value(await desk.library()).drafts.find((draft) => draft.id !== id)
    expect(value(await desk.openDraft(copy?.id ?? '')).lockedBy).toBeUndefined()
  })

  it('refuses the next save when another lock has replaced it', async () => {
    const { library, id, lock } = await oneDraft()
    const { child } = await otherGalley(library, id)
    const theirs = await readFile(lock, 'utf8')
    child.kill('SIGSTOP')
    await rm(lock)
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    await writeFile(lock, theirs)
    expect(refusal(await desk.saveDraft(id, MINE, opened.revision)).code).toBe('locked')
    await desk.close()
    expect((await stat(lock)).isFile()).toBe(true)
  })

  it('is written again when it is removed by hand, and the draft stays locked', async () => {
    const { library, id, lock } = await oneDraft()
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    await rm(lock)
    value(await desk.saveDraft(id, MINE, opened.revision))
    expect(await locksIn(library, id)).toEqual([LOCK_FILE])
  })
})
