import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../../src/desk.ts'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { LOCK_FILE } from '../../../src/desk/locks/lock.ts'
import { deskOver, tempFolder, type TestDesk, value } from '../library.ts'

/** The real file system, and the lock files that were created and are still there. */
function lockWatch(): { files: Files; locks: Set<string>; mostAtOnce: () => number } {
  const locks = new Set<string>()
  let most = 0
  return {
    locks,
    mostAtOnce: () => most,
    files: {
      ...realFiles,
      open: async (path, flags, mode) => {
        const file = await realFiles.open(path, flags, mode)
        if (basename(path) === LOCK_FILE) locks.add(path)
        most = Math.max(most, locks.size)
        return file
      },
      unlink: async (path) => {
        await realFiles.unlink(path)
        locks.delete(path)
      },
    },
  }
}

async function imported(desk: TestDesk, files: Readonly<Record<string, string>>): Promise<Job> {
  const { id } = value(await desk.startImport())
  for (const [path, text] of Object.entries(files))
    value(await desk.feedImport(id, path, 0, Buffer.from(text)))
  value(await desk.runImport(id))
  for (;;) {
    const job = value(await desk.readJob(id))
    if (job.state !== 'running') return job
    await pause(5)
  }
}

async function foldersOf(library: string): Promise<string[]> {
  return (await readdir(library)).filter((name) => !name.startsWith('.'))
}

describe('an import of many drafts', () => {
  it('leaves no lock, no draft in use, no idle work and no listener behind', async () => {
    const DRAFTS = 300
    const library = await tempFolder()
    const watch = lockWatch()
    const scheduled = new Set<() => void>()
    const schedule = (act: () => void) => {
      scheduled.add(act)
      return () => scheduled.delete(act)
    }
    const options = { cache: await tempFolder(), files: watch.files, idle: { schedule } }
    const desk = await deskOver(library, options)
    // Held locks are given back at the process's exit: a listener tells of any.
    const listeners = process.listenerCount('exit')
    const texts = Array.from({ length: DRAFTS }, (_, index) => {
      const number = String(index + 1)
      return [`notes/${number}.md`, `# Note ${number}\n\nThe tram of line ${number} leaves.\n`]
    })
    const job = await imported(desk, Object.fromEntries(texts) as Record<string, string>)
    expect(job).toMatchObject({ state: 'done', done: DRAFTS })
    expect(job.report?.imported).toHaveLength(DRAFTS)
    expect(await foldersOf(library)).toHaveLength(DRAFTS)
    for (const folder of await foldersOf(library))
      expect((await readdir(join(library, folder))).sort()).toEqual(['article.json', 'history', 'original'])
    expect(desk.draftsInUse).toBe(0)
    expect(watch.locks).toEqual(new Set())
    expect(watch.mostAtOnce()).toBe(1)
    expect(scheduled.size).toBe(0)
    expect(process.listenerCount('exit')).toBe(listeners)
    // And each can be opened at once, also by another Galley.
    const [first] = job.report?.imported ?? []
    const other = await deskOver(library)
    expect(value(await other.openDraft(first?.id ?? '')).lockedBy).toBeUndefined()
  })

  it('out of a backup leaves none either, and a draft that is open stays open', async () => {
    const library = await tempFolder()
    const watch = lockWatch()
    const desk = await deskOver(library, { cache: await tempFolder(), files: watch.files })
    const [taken] = (await imported(desk, { 'one.md': '# One\n\nIt leaves.\n' })).report?.imported ?? []
    const open = value(await desk.openDraft(taken?.id ?? ''))
    expect(desk.draftsInUse).toBe(1)
    const backup = value(await desk.startBackup())
    await expect.poll(async () => value(await desk.readJob(backup.id)).state).toBe('done')
    await imported(desk, { 'two.md': '# Two\n\nIt leaves.\n', 'three.txt': 'Three\n\nIt leaves.\n' })
    expect(desk.draftsInUse).toBe(1)
    expect(watch.locks.size).toBe(1)
    value(await desk.saveDraft(open.summary.id, open.article, open.revision))
  })
})
