import { unzipSync } from 'fflate'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/desk/transfer/limits.ts'
import { openZip } from '../../../src/desk/transfer/zip/reader.ts'
import { ZipWriter } from '../../../src/desk/transfer/zip/writer.ts'
import { type OpenFile, realFiles } from '../../../src/desk/disk/files.ts'
import { tempFolder } from '../library.ts'

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
    await zip.add({ name, bytes: Buffer.from(text), modified: Date.UTC(2026, 2, 2), pack: true })
  const { size } = await zip.finish()
  expect(bytes()).toHaveLength(size)
  return bytes()
}

async function opened(bytes: Buffer) {
  const path = join(await tempFolder(), 'a.zip')
  await writeFile(path, bytes)
  return openZip(path, LIMITS)
}

describe('a zip', () => {
  const ENTRIES = [
    ['등대지기/article.json', '{"doc": "빛"}'],
    ['empty', ''],
    ['long.txt', 'the tram, '.repeat(9_000)],
  ] as const

  it('is what other programs read', async () => {
    const files = unzipSync(await written(ENTRIES))
    expect(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual(
      ENTRIES.map((entry) => [...entry]),
    )
  })

  it('is the same when the disk takes a few bytes at a time', async () => {
    expect(await written(ENTRIES, 7)).toEqual(await written(ENTRIES))
  })

  it('of more entries than 65,535 has them all', async () => {
    const many = Array.from({ length: 66_000 }, (_, index) => [`${String(index)}.txt`, ''] as const)
    const zip = await opened(await written(many))
    expect(zip.items).toHaveLength(66_000)
    expect(zip.items.at(-1)?.name).toBe('65999.txt')
    await zip.close()
  }, 30_000)

  it('whose entries lie beyond 4 GB has them where they are', async () => {
    const path = join(await tempFolder(), 'far.zip')
    const far = 2 ** 32 + 12_345
    const file = await realFiles.open(path, 'a')
    // A hole: the file is long, the disk holds next to nothing of it.
    await file.truncate(far)
    const zip = new ZipWriter(file, far)
    for (const [name, text] of ENTRIES)
      await zip.add({ name, bytes: Buffer.from(text), modified: Date.UTC(2026, 2, 2), pack: true })
    const { size } = await zip.finish()
    expect((await file.stat()).size).toBe(size)
    await file.close()
    const read = await openZip(path, LIMITS)
    const texts = []
    for (const item of read.items)
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
      for (const item of zip?.items ?? []) {
        if (item.refusal !== '') continue
        const text = await zip?.read(item, LIMITS.file).then(String, () => null)
        if (text !== null && right.has(item.name)) expect(text).toBe(right.get(item.name))
      }
      await zip?.close()
    }
  }, 30_000)
})
