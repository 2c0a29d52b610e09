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

const SCRIPT = join(import.meta.dirname, '..', 'processes', 'hold.ts')
const TRAM = article('Tram', 'It leaves.')
const MINE = article('Tram', 'It leaves late.')

/** Another process opening that draft: who holds it as far as it was told, '' for itself. */
async function otherGalley(library: string, id: string): Promise<{ heldBy: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [SCRIPT, library, id], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { ...(JSON.parse(line) as { heldBy: string }), child }
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
  const { child, heldBy } = await otherGalley(library, id)
  expect(heldBy).toBe('')
  child.kill('SIGKILL')
  await ended(child)
  expect(await locksIn(library, id)).toEqual([LOCK_FILE])
}

describe('a draft that another process writes', () => {
  it('can be read and copied, and says who writes it; nothing of it can be changed', async () => {
    const { library, id } = await oneDraft()
    const { child } = await otherGalley(library, id)
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    expect(opened.heldBy).toContain(`process ${String(child.pid)} on ${hostname()}`)
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
    expect(value(await desk.saveCopy(id, MINE)).heldBy).toBeUndefined()
  })

  it('can be saved once the other one has closed it, if it left it as it was', async () => {
    const { library, id } = await oneDraft()
    const { child } = await otherGalley(library, id)
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    expect(refusal(await desk.saveDraft(id, MINE, opened.revision)).code).toBe('locked')
    child.stdin?.write('end\n')
    await ended(child)
    const again = value(await desk.openDraft(id))
    expect(again).toMatchObject({ revision: opened.revision, notices: [] })
    expect(again.heldBy).toBeUndefined()
    value(await desk.saveDraft(id, MINE, again.revision))
  })

  it('does not keep others from other drafts of the same library', async () => {
    const { library, id } = await oneDraft()
    await otherGalley(library, id)
    const desk = await deskOver(library)
    const made = value(await desk.createDraft(article('Another')))
    value(await desk.saveDraft(made.summary.id, MINE, made.revision))
    expect(value(await desk.library()).drafts).toHaveLength(2)
  })
})

describe('a draft’s lock', () => {
  it('is one however often a page opens the draft, and goes when the page closes it', async () => {
    const { library, id } = await oneDraft()
    const desk = await deskOver(library)
    expect(value(await desk.openDraft(id)).heldBy).toBeUndefined()
    expect(value(await desk.openDraft(id)).heldBy).toBeUndefined()
    expect(await locksIn(library, id)).toEqual([LOCK_FILE])
    value(await desk.closeDraft(id))
    expect(await locksIn(library, id)).toEqual([])
    value(await desk.closeDraft(id))
  })

  it('goes when the page that writes the draft closes it or ends, not when one that reads it does', async () => {
    const { library, id } = await oneDraft()
    const desk = await deskOver(library)
    value(await desk.openDraft(id))
    const reader = anotherPage(desk)
    expect(value(await reader.openDraft(id)).heldBy).toBe('another window of Galley')
    value(await reader.closeDraft(id))
    await reader.endPage()
    expect(await locksIn(library, id)).toEqual([LOCK_FILE])
    await desk.endPage()
    expect(await locksIn(library, id)).toEqual([])
  })

  it('is free again when its holder closed, exited or was killed', async () => {
    const { library, id } = await oneDraft()
    expect(await locksIn(library, id)).toEqual([])
    const exiting = await otherGalley(library, id)
    exiting.child.stdin?.write('end\n')
    await ended(exiting.child)
    expect(await locksIn(library, id)).toEqual([])
    await killedHolder(library, id)
    const next = await deskOver(library)
    expect(value(await next.openDraft(id)).heldBy).toBeUndefined()
    await next.close()
    expect(await locksIn(library, id)).toEqual([])
  })

  it('keeps two desks of one process apart', async () => {
    const { library, id } = await oneDraft()
    const one = await deskOver(library)
    const other = await deskOver(library)
    value(await one.openDraft(id))
    expect(value(await other.openDraft(id)).heldBy).toContain(String(process.pid))
  })

  it('that a killed process left is taken over by one of many at once', async () => {
    const { library, id } = await oneDraft()
    await killedHolder(library, id)
    const desks = await Promise.all(Array.from({ length: 5 }, () => deskOver(library)))
    const [others, ours] = await Promise.all([
      Promise.all(Array.from({ length: 3 }, () => otherGalley(library, id))),
      Promise.all(desks.map((desk) => desk.openDraft(id))),
    ])
    const holders = [...others.map(({ heldBy }) => heldBy), ...ours.map((it) => value(it).heldBy ?? '')]
    expect(holders.filter((heldBy) => heldBy === '')).toHaveLength(1)
    expect(await locksIn(library, id)).toEqual([LOCK_FILE])
  })

  it('just taken over is not taken again by one that saw the dead holder’s lock before', async () => {
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

  it('is not blocked by another process that happens to have the dead holder’s number', async () => {
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
    expect(value(await next.openDraft(id)).heldBy).toBeUndefined()
  })

  it('of another computer is believed while it is fresh', async () => {
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
    expect(opened.heldBy).toContain('on another-computer, running since 2031-05-06 10:15')
    await utimes(lock, new Date(0), new Date(0))
    const again = value(await desk.openDraft(id))
    expect(again.heldBy).toBeUndefined()
    value(await desk.saveDraft(id, MINE, again.revision))
  })

  it('that a crash left torn blocks nobody', async () => {
    const { library, id, lock } = await oneDraft()
    await writeFile(lock, '{"pid":')
    await utimes(lock, new Date(0), new Date(0))
    const desk = await deskOver(library)
    expect(value(await desk.openDraft(id)).heldBy).toBeUndefined()
  })

  // No such files there, nor the command.
  it.skipIf(process.platform === 'win32')(
    'in whose place something else lies that no process ever writes to keeps nobody waiting',
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

  it('copied along with its folder holds nothing', async () => {
    const { library, id } = await oneDraft()
    const desk = await deskOver(library)
    value(await desk.openDraft(id))
    await cp(join(library, id), join(library, 'a copy'), { recursive: true })
    const copy = value(await desk.library()).drafts.find((draft) => draft.id !== id)
    expect(value(await desk.openDraft(copy?.id ?? '')).heldBy).toBeUndefined()
  })

  it('found replaced by another one is not written through: the next save already sees it', async () => {
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

  it('removed by hand is put back, and the draft stays ours', async () => {
    const { library, id, lock } = await oneDraft()
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    await rm(lock)
    value(await desk.saveDraft(id, MINE, opened.revision))
    expect(await locksIn(library, id)).toEqual([LOCK_FILE])
  })
})
