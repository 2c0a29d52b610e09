import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ZipFile } from 'yazl'
import { LIMITS } from '../../../src/desk/transfer/limits.ts'
import { openZip } from '../../../src/desk/transfer/zip/reader.ts'
import { ZipWriter } from '../../../src/desk/transfer/zip/writer.ts'
import { type OpenFile, realFiles } from '../../../src/desk/disk/files.ts'
import { tempFolder } from '../library.ts'
import { faultyFiles } from '../disk/faultyFiles.ts'
import { unzipped } from '../unzip.ts'

/** A file in memory that takes at most `most` bytes at once. */
function memory(most = Infinity): { file: OpenFile; bytes: () => Buffer } {
  const chunks: Buffer[] = []
  const nothing = () => Promise.resolve()
  const file: OpenFile = {
    write: (bytes) => {
      const taken = Buffer.from(bytes.subarray(0, most))
      chunks.push(taken)
      return Promise.resolve({ bytesWritten: taken.length })
    },
    sync: nothing,
    truncate: nothing,
    close: nothing,
    stat: () => Promise.reject(new Error('nobody measures it')),
  }
  return { file, bytes: () => Buffer.concat(chunks) }
}

async function written(entries: readonly (readonly [string, string])[], most?: number): Promise<Buffer> {
  const { file, bytes } = memory(most)
  const zip = new ZipWriter(file)
  for (const [name, text] of entries)
    await zip.add({ name, bytes: Buffer.from(text), modified: Date.UTC(2026, 2, 2), compress: true })
  const { size } = await zip.finish()
  expect(bytes()).toHaveLength(size)
  return bytes()
}

async function opened(bytes: Buffer) {
  const path = join(await tempFolder(), 'a.zip')
  await writeFile(path, bytes)
  return openZip(realFiles, path, LIMITS)
}

describe('a zip', () => {
  const ENTRIES = [
    ['등대지기/article.json', '{"doc": "빛"}'],
    ['empty', ''],
    ['long.txt', 'the tram, '.repeat(9_000)],
  ] as const

  it('is what other programs read', async () => {
    const files = await unzipped(await written(ENTRIES))
    expect([...files].map(([name, bytes]) => [name, bytes.toString()])).toEqual(
      ENTRIES.map((entry) => [...entry]),
    )
  })

  it('is the same when the disk takes a few bytes at a time', async () => {
    expect(await written(ENTRIES, 7)).toEqual(await written(ENTRIES))
  })

  it('of more entries than 65,535 has them all', async () => {
    const many = Array.from({ length: 66_000 }, (_, index) => [`${String(index)}.txt`, ''] as const)
    const zip = await opened(await written(many))
    expect(zip.entries).toHaveLength(66_000)
    expect(zip.entries.at(-1)?.name).toBe('65999.txt')
    await zip.close()
  }, 30_000)

  it('whose entries lie beyond 4 GB has them where they are', async () => {
    const path = join(await tempFolder(), 'far.zip')
    const far = 2 ** 32 + 12_345
    const file = await realFiles.open(path, 'a')
    // A hole: the file is long, the disk holds next to nothing of it.
    await file.truncate(far)
    // yazl has no public way to begin late in a file: its cursor is moved.
    const zip = new ZipWriter(file, Object.assign(new ZipFile(), { outputStreamCursor: far }))
    for (const [name, text] of ENTRIES)
      await zip.add({ name, bytes: Buffer.from(text), modified: Date.UTC(2026, 2, 2), compress: true })
    const { size } = await zip.finish()
    expect((await file.stat()).size).toBe(far + size)
    await file.close()
    const read = await openZip(realFiles, path, LIMITS)
    const texts = []
    for (const item of read.entries)
      texts.push([item.name, (await read.read(item, LIMITS.file)).toString(), item.refusal])
    expect(texts).toEqual(ENTRIES.map(([name, text]) => [name, text, '']))
    await read.close()
  })

  it('with any byte changed gives no wrong text: what is read is right, or refused', async () => {
    const right = new Map<string, string>(ENTRIES.slice(0, 2))
    const whole = await written(ENTRIES.slice(0, 2))
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole)
      changed.writeUInt8(changed.readUInt8(at) ^ 0xff, at)
      const zip = await opened(changed).catch(() => null)
      for (const item of zip?.entries ?? []) {
        if (item.refusal !== '') continue
        const text = await zip?.read(item, LIMITS.file).then(String, () => null)
        if (text !== null && right.has(item.name)) expect(text).toBe(right.get(item.name))
      }
      await zip?.close()
    }
  }, 30_000)

  it('stops at the first write that the disk refuses, and adds nothing more', async () => {
    const { file, bytes } = memory()
    const full = Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' })
    let writes = 0
    const write: OpenFile['write'] = (part) => {
      writes += 1
      return writes > 2 ? Promise.reject(full) : file.write(part)
    }
    const zip = new ZipWriter({ ...file, write })
    const input = { name: 'a.png', bytes: Buffer.alloc(5_000_000), modified: 0, compress: false }
    await expect(zip.add(input)).rejects.toThrow('ENOSPC')
    await expect(zip.add(input)).rejects.toThrow('ENOSPC')
    await expect(zip.finish()).rejects.toThrow('ENOSPC')
    await zip.discard()
    expect([writes, bytes().length < input.bytes.length]).toEqual([3, true])
  })

  it('given up half-way is not written to any more', async () => {
    const { file, bytes } = memory()
    const zip = new ZipWriter(file)
    await zip.add({ name: 'a.txt', bytes: Buffer.alloc(1000), modified: 0, compress: true })
    await zip.discard()
    const { length } = bytes()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(bytes()).toHaveLength(length)
  })

  it('takes names and times that only some systems know', async () => {
    const { file, bytes } = memory()
    const zip = new ZipWriter(file)
    const times = [-1, NaN, 0, Date.UTC(2300, 0, 1)]
    for (const [index, name] of ['a\\b.txt', 'C:d.txt', 'tab\t.txt', 'e.txt'].entries())
      await zip.add({ name, bytes: Buffer.from('x'), modified: times[index] ?? 0, compress: false })
    await zip.finish()
    expect([...(await unzipped(bytes())).keys()]).toEqual(['a＼b.txt', 'C：d.txt', 'tab\t.txt', 'e.txt'])
  })

  it('on a disk that reads short is read whole; on one that fails, the failure is told', async () => {
    const path = join(await tempFolder(), 'a.zip')
    await writeFile(path, await written(ENTRIES))
    const disk = faultyFiles()
    const { files } = disk
    disk.plan((call) => (call === 'read' ? 'short' : null))
    const zip = await openZip(files, path, LIMITS)
    onTestFinished(() => zip.close())
    const texts = []
    for (const entry of zip.entries) texts.push(String(await zip.read(entry, LIMITS.file)))
    expect(texts).toEqual(ENTRIES.map(([, text]) => text))
    disk.plan((call) => (call === 'read' ? 'EIO' : null))
    await expect(openZip(files, path, LIMITS)).rejects.toMatchObject({ code: 'EIO' })
  })
})
