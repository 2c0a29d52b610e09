import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Limits, RATIO_FROM } from '../limits.ts'
import { BadZip, readAt } from './bytes.ts'
import { readDirectory, type ZipItem } from './directory.ts'

export type { ZipItem } from './directory.ts'

/** A zip file opened for reading: its directory was checked, its entries are inflated one at a time. */
export interface ZipFile {
  readonly items: readonly ZipItem[]
  /**
   * The bytes of an entry, counted while they come out and held against its checksum.
   * @throws BadZip when it is not what the directory says, or more than `most`.
   */
  read(item: ZipItem, most: number): Promise<Buffer>
  close(): Promise<void>
}

/**
 * Opens a zip and reads its directory. Nothing is unpacked yet, and nothing ever under a name the zip gives.
 * @throws BadZip when it is none, or has more entries than the limits allow; what the file system threw.
 */
export async function openZip(path: string, limits: Limits): Promise<ZipFile> {
  const handle = await open(path, 'r')
  try {
    const items = await readDirectory(handle, limits)
    return {
      items,
      read: (item, most) => readItem(handle, item, { most, ratio: limits.ratio }),
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

const PIECE = 256 * 1024

interface Cap {
  readonly most: number
  readonly ratio: number
}

async function readItem(handle: FileHandle, item: ZipItem, cap: Cap): Promise<Buffer> {
  if (item.size > cap.most) throw new BadZip(`is larger than Galley takes (${megabytes(cap.most)})`)
  const start = await dataStart(handle, item)
  const bytes =
    item.method === 0 ? await stored(handle, item, start) : await inflated(handle, item, { start, cap })
  if (bytes.length !== item.size || crc32(bytes) !== item.crc)
    throw new BadZip('is damaged: its checksum does not fit')
  return bytes
}

/** The entry's own header says where its data begin; it must be of the same name as the directory's. */
async function dataStart(handle: FileHandle, item: ZipItem): Promise<number> {
  const head = await readAt(handle, item.offset, 30)
  if (head.toString('latin1', 0, 4) !== 'PK\x03\x04') throw new BadZip('is damaged: it has no header')
  const length = head.readUInt16LE(26)
  const name = await readAt(handle, item.offset + 30, length)
  if (!name.equals(item.rawName)) throw new BadZip('goes by two names')
  const start = item.offset + 30 + length + head.readUInt16LE(28)
  if (start + item.packed > item.end) throw new BadZip('is damaged: it breaks off')
  return start
}

async function stored(handle: FileHandle, item: ZipItem, start: number): Promise<Buffer> {
  if (item.packed !== item.size) throw new BadZip('is damaged: its sizes do not fit')
  return readAt(handle, start, item.size)
}

async function inflated(
  handle: FileHandle,
  item: ZipItem,
  { start, cap }: { readonly start: number; readonly cap: Cap },
): Promise<Buffer> {
  if (item.packed === 0) throw new BadZip('is damaged: there is nothing in it')
  const chunks: Buffer[] = []
  let length = 0
  try {
    await pipeline(
      pieces(handle, start, item.packed),
      createInflateRaw(),
      async (output: AsyncIterable<Buffer>) => {
        for await (const chunk of output) {
          length += chunk.length
          if (length > cap.most || length > item.size)
            throw new BadZip('holds more than it says: it was not unpacked any further')
          if (length > RATIO_FROM && length > item.packed * cap.ratio)
            throw new BadZip(
              'is packed so tightly that it looks like a trap: it was not unpacked any further',
            )
          chunks.push(chunk)
        }
      },
    )
  } catch (error) {
    if (error instanceof BadZip) throw error
    throw new BadZip('is damaged: it cannot be unpacked')
  }
  return Buffer.concat(chunks)
}

/** Not a stream of the handle's own: each of those stays with it until it is closed, and a zip has many entries. */
async function* pieces(handle: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += PIECE)
    yield await readAt(handle, start + at, Math.min(PIECE, length - at))
}

export function megabytes(bytes: number): string {
  return `${String(Math.max(1, Math.round(bytes / 1024 / 1024)))} MB`
}
