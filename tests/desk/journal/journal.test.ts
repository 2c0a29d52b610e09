import { createHash } from 'node:crypto'
import { readFile, truncate, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { Journal } from '../../../src/desk/journal/journal.ts'
import { nextLineOf, linesOn, readJournal } from '../../../src/desk/journal/journalFile.ts'
import { fault } from '../disk/faultyFiles.ts'
import { tempFolder } from '../library.ts'

const A = { base: 'a'.repeat(64), checksum: 'a' }
const B = { base: 'b'.repeat(64), checksum: 'b' }

/** A journal line that tells its number. */
const line = (number: number): string => `[${String(number)}]`
const lines = (...numbers: number[]): string => numbers.map((number) => `${line(number)}\n`).join('')

async function journalIn(files: Files = realFiles) {
  const folder = await tempFolder()
  const make = (): Journal =>
    new Journal({ files, folder: () => folder, read: (path) => files.readFile(path), log: () => undefined })
  const journal = make()
  await journal.begin({ opening: 'one', ...A, from: 10 })
  const path = join(folder, 'journal.jsonl')
  const found = async (): Promise<ReturnType<typeof readJournal>> => readJournal(await readFile(path))
  const linesFor = async ({ base }: typeof A): Promise<readonly string[] | null> =>
    linesOn(await found(), (on) => on.base === base)
  return { journal, make, path, found, linesFor }
}

describe('A journal', () => {
  it('numbers its lines, and skips lines that it has', async () => {
    const { journal, found } = await journalIn()
    await journal.append(10, lines(10, 11))
    await journal.append(10, lines(10, 11))
    await journal.append(11, lines(11, 12))
    expect(journal.next).toBe(13)
    const { from, lines: kept, opening } = await found()
    expect({ from, kept, opening }).toEqual({ from: 10, kept: [10, 11, 12].map(line), opening: 'one' })
  })

  it('refuses lines after a gap, and invalid lines', async () => {
    const { journal } = await journalIn()
    await expect(journal.append(11, lines(11))).rejects.toThrow('what came before is missing')
    await expect(journal.append(10, 'not JSON\n')).rejects.toThrow('could not be noted')
    expect(journal.next).toBe(10)
  })

  it('knows which lines belong to which file, before and after a save', async () => {
    const { journal, linesFor } = await journalIn()
    await journal.append(10, lines(10, 11))
    const snapshot = { ...B, upTo: 12 }
    expect(await journal.announce(snapshot)).toBe(true)
    await journal.append(12, lines(12))
    expect(await linesFor(A)).toEqual([10, 11, 12].map(line))
    expect(await linesFor(B)).toEqual([line(12)])
    await journal.commit(snapshot, true)
    await journal.append(13, lines(13))
    expect(await linesFor(B)).toEqual([12, 13].map(line))
  })

  it('counts lines that a save includes and that arrive later', async () => {
    const { journal, linesFor } = await journalIn()
    const snapshot = { ...B, upTo: 12 }
    await journal.commit(snapshot, await journal.announce(snapshot))
    await journal.append(10, lines(10, 11, 12))
    expect(await linesFor(B)).toEqual([line(12)])
  })

  it('numbers lines that arrive during the first save of a page that reopened the draft', async () => {
    const { journal, linesFor } = await journalIn()
    await journal.begin({ opening: 'two', ...A, from: null })
    const snapshot = { ...B, upTo: 12 }
    expect(await journal.announce(snapshot)).toBe(true)
    await journal.append(10, lines(10, 11, 12))
    expect(await linesFor(A)).toEqual([10, 11, 12].map(line))
    expect(await linesFor(B)).toEqual([line(12)])
    await journal.commit(snapshot, true)
    await journal.append(13, lines(13))
    expect(await linesFor(B)).toEqual([12, 13].map(line))
  })

  it('restarts with the lines that an unannounced save does not include', async () => {
    let isFull = false
    const files: Files = {
      ...realFiles,
      open: async (path, flags, mode) => {
        const file = await realFiles.open(path, flags, mode)
        return { ...file, write: (bytes) => (isFull ? Promise.reject(fault('ENOSPC')) : file.write(bytes)) }
      },
    }
    const { journal, linesFor, found } = await journalIn(files)
    await journal.append(10, lines(10, 11))
    isFull = true
    const isAnnounced = await journal.announce({ ...B, upTo: 11 })
    expect(isAnnounced).toBe(false)
    isFull = false
    await journal.append(12, lines(12))
    await journal.commit({ ...B, upTo: 11 }, isAnnounced)
    expect(await linesFor(A)).toBe(null)
    expect(await linesFor(B)).toEqual([11, 12].map(line))
    expect(nextLineOf(await found())).toBe(13)
    await journal.append(13, lines(13))
    expect(await linesFor(B)).toEqual([11, 12, 13].map(line))
  })

  it('refuses lines after missing ones until a save includes them', async () => {
    for (const damage of [unlink, (path: string) => truncate(path, 40)]) {
      const { journal, path, linesFor } = await journalIn()
      await journal.append(10, lines(10, 11))
      await journal.close()
      await damage(path)
      await expect(journal.append(12, lines(12))).rejects.toThrow('what came before is missing')
      const snapshot = { ...B, upTo: 13 }
      await journal.commit(snapshot, await journal.announce(snapshot))
      await journal.append(13, lines(13))
      expect(await linesFor(B)).toEqual([line(13)])
    }
  })

  it('continues where it was closed, cutting off half a record', async () => {
    const { journal, path, linesFor } = await journalIn()
    await journal.append(10, lines(10))
    await journal.close()
    await writeFile(path, '{"sum":"half', { flag: 'a' })
    await journal.append(11, lines(11))
    expect(await linesFor(A)).toEqual([10, 11].map(line))
  })

  it('keeps unsaved lines of an earlier opening under its own name', async () => {
    const { journal, make, found } = await journalIn()
    await journal.append(10, lines(10))
    await journal.close()
    const next = make()
    await next.begin({ opening: 'two', ...A, from: 500, unsaved: [line(10)] })
    expect(next.next).toBe(501)
    await next.append(501, lines(501))
    const { opening, from, lines: kept } = await found()
    expect({ opening, from, kept }).toEqual({ opening: 'two', from: 500, kept: [line(10), line(501)] })
  })

  it('removes its file when it is empty', async () => {
    const { journal, path } = await journalIn()
    await journal.append(10, lines(10))
    await journal.commit({ ...B, upTo: 11 }, await journal.announce({ ...B, upTo: 11 }))
    await journal.removeIfEmpty()
    await expect(readFile(path)).rejects.toThrow('ENOENT')
  })
})

describe('A journal of the first version', () => {
  /** As Galley 0.1 wrote it: lines were counted from the file that a snapshot was written over. */
  function firstVersion(
    records: readonly (string | { over: string; base: string; holds: number })[],
  ): Buffer {
    const header = JSON.stringify({ galley: 'journal', base: 'A', checksum: 'a' })
    const sumOf = (before: string, record: string): string =>
      createHash('sha256').update(`${before}\n${record}`).digest('hex').slice(0, 16)
    let sum = sumOf('', header)
    const texts = records.map((record) => {
      const said = typeof record === 'string' ? record : JSON.stringify({ ...record, checksum: record.base })
      const kind = typeof record === 'string' ? 'of' : 'snapshot'
      sum = sumOf(sum, kind === 'of' ? said : `snapshot ${said}`)
      return `{"sum":"${sum}","${kind}":${said}}\n`
    })
    return Buffer.from(`${header}\n${texts.join('')}`)
  }

  it('is read with line numbers computed from its counts', () => {
    const journal = readJournal(
      firstVersion([
        ...[0, 1].map(line),
        { over: 'A', base: 'B', holds: 2 },
        line(2),
        { over: 'B', base: 'C', holds: 1 },
        line(3),
      ]),
    )
    const linesOf = (base: string): readonly string[] | null => linesOn(journal, (on) => on.base === base)
    expect(journal.isTorn).toBe(false)
    expect(linesOf('A')).toEqual([0, 1, 2, 3].map(line))
    expect(linesOf('B')).toEqual([2, 3].map(line))
    expect(linesOf('C')).toEqual([line(3)])
    expect(linesOf('D')).toBe(null)
  })
})
