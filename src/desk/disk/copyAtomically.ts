import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { renameWithRetry, ShortWrite, syncFolder, writeAll } from './atomicWrite.ts'
import { type Files, ifExists } from './files.ts'

/**
 * Copies a file piece by piece to where the writer wants it, so that there is the whole old or the whole new file:
 * temp file beside it, measured, synced, renamed.
 * @throws what the file system threw, or ShortWrite; the old file is then untouched and the temp file gone.
 */
export async function copyAtomically(files: Files, from: string, to: string): Promise<void> {
  const target = (await ifExists(files.realpath(to))) ?? join(await files.realpath(dirname(to)), basename(to))
  const temp = join(dirname(target), `.${randomBytes(8).toString('hex')}.galley-tmp`)
  try {
    await copyWhole(files, from, temp)
    await renameWithRetry(files, temp, target)
  } catch (error) {
    await files.unlink(temp).catch(() => undefined)
    throw error
  }
  // It is in place, whole; only a power cut in the next seconds could still take the name away.
  await syncFolder(files, dirname(target)).catch(() => undefined)
}

async function copyWhole(files: Files, from: string, to: string): Promise<void> {
  const { size } = await files.stat(from)
  const file = await files.open(to, 'wx')
  try {
    const pieces: AsyncIterable<Buffer> = createReadStream(from, { highWaterMark: 1024 * 1024 })
    for await (const piece of pieces) await writeAll(file, piece)
    await file.sync()
    const written = (await file.stat()).size
    if (written !== size) throw new ShortWrite(`the disk took ${String(written)} of ${String(size)} bytes`)
  } finally {
    await file.close()
  }
}
