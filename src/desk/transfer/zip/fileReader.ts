import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'
import type { ReadableFile } from '../../disk/files.ts'
import { t } from '../../messages.ts'
import { ZipError } from './zipError.ts'

/**
 * Read-ahead for the many small reads of a directory (46 bytes and a name for each entry). Also the work between two
 * turns of the event loop: about 500 entries.
 */
const WINDOW_BYTES = 64 * 1024

/** Bytes of an entry's data read at once. */
const CHUNK_BYTES = 256 * 1024

/** yauzl's way to an open file: through the desk's `Files`, so that tests can put a faulty disk under it. */
export class ZipFileReader extends RandomAccessReader {
  readonly #file: Pick<ReadableFile, 'read'>
  readonly #size: number
  #window: { readonly position: number; readonly bytes: Buffer } = { position: 0, bytes: Buffer.alloc(0) }
  #lowestPosition = Infinity

  /** @param size of the file, in bytes. */
  constructor(file: Pick<ReadableFile, 'read'>, size: number) {
    super()
    this.#file = file
    this.#size = size
  }

  /** Returns the lowest position asked for since the last call, and begins anew; Infinity if there was no read. */
  takeLowestPosition(): number {
    const lowest = this.#lowestPosition
    this.#lowestPosition = Infinity
    return lowest
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#lowestPosition = Math.min(this.#lowestPosition, position)
    this.#bytesAt(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset)
        callback(null)
      },
      (error: unknown) => {
        callback(error as Error)
      },
    )
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#chunks(start, end), { objectMode: false })
  }

  async *#chunks(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += CHUNK_BYTES)
      yield await this.#bytesAt(at, Math.min(CHUNK_BYTES, end - at))
  }

  /** @throws ZipError when the file ends before; what the file system threw. */
  async #bytesAt(position: number, length: number): Promise<Buffer> {
    if (position + length > this.#size) throw new ZipError(t('transfer.zip.breaksOff'))
    const from = position - this.#window.position
    if (from >= 0 && from + length <= this.#window.bytes.length)
      return this.#window.bytes.subarray(from, from + length)
    if (length >= WINDOW_BYTES) return this.#readWhole(position, length)
    const bytes = await this.#readWhole(position, Math.min(WINDOW_BYTES, this.#size - position))
    this.#window = { position, bytes }
    return bytes.subarray(0, length)
  }

  async #readWhole(position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await this.#file.read(bytes.subarray(filled), position + filled)
      if (bytesRead === 0) throw new ZipError(t('transfer.zip.breaksOff'))
      filled += bytesRead
    }
    return bytes
  }
}
