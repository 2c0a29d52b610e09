import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import { writeAll } from '../../disk/atomicWrite.ts'
import type { OpenFile } from '../../disk/files.ts'

/**
 * A zip written to a file entry by entry, as PKWARE's APPNOTE 6.3 has it, with its 64-bit records where a library
 * needs them: more than 65,535 entries or 4 GB. (fflate's stream writes neither and says nothing.)
 */

const deflate = promisify<Uint8Array, Buffer>(deflateRaw)

const UTF8_NAME = 0x0800
const MOST_16 = 0xffff
const MOST_32 = 0xffffffff
/** Made on Unix, by version 4.5 of the format: so that modes are understood. */
const MADE_BY = 0x032d
const REGULAR_FILE = 0o100644

export interface ZipInput {
  /** Forward slashes, relative. */
  readonly name: string
  /** Under 4 GB. */
  readonly bytes: Uint8Array
  /** Milliseconds since 1970. */
  readonly modified: number
  /** False for what is compressed as it is: pictures. */
  readonly pack: boolean
}

export class ZipWriter {
  readonly #file: OpenFile
  readonly #central: Buffer[] = []
  #offset: number

  /** At the end of a file that is `length` bytes long already. */
  constructor(file: OpenFile, length = 0) {
    this.#file = file
    this.#offset = length
  }

  /** @throws what the file threw, or ShortWrite. */
  async add({ name, bytes, modified, pack }: ZipInput): Promise<void> {
    const packed = pack && bytes.length > 0 ? await deflate(bytes) : bytes
    const isSmaller = packed.length < bytes.length
    const data = isSmaller ? packed : bytes
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(45, 0)
    common.writeUInt16LE(UTF8_NAME, 2)
    common.writeUInt16LE(isSmaller ? 8 : 0, 4)
    common.writeUInt32LE(dosTime(modified), 6)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(title.length, 22)
    const at = this.#offset
    await this.#write([signature('PK\x03\x04'), common, title, data])
    this.#central.push(centralRecord(common, title, at))
  }

  /** Writes the directory. Answers how many entries it has and how long the file is. */
  async finish(): Promise<{ readonly entries: number; readonly size: number }> {
    const from = this.#offset
    const entries = this.#central.length
    // In pieces: the directory of a large library is tens of megabytes.
    for (let index = 0; index < entries; index += 1000)
      await this.#write(this.#central.slice(index, index + 1000))
    await this.#write(ending(entries, from, this.#offset - from))
    return { entries, size: this.#offset }
  }

  async #write(parts: readonly Uint8Array[]): Promise<void> {
    const bytes = Buffer.concat(parts)
    await writeAll(this.#file, bytes)
    this.#offset += bytes.length
  }
}

function signature(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

/** The directory's record of an entry (APPNOTE 4.3.12); `common` is what it shares with the entry's own header. */
function centralRecord(common: Buffer, name: Buffer, offset: number): Buffer {
  const isFar = offset >= MOST_32
  const extra = Buffer.alloc(isFar ? 12 : 0)
  if (isFar) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(8, 2)
    extra.writeBigUInt64LE(BigInt(offset), 4)
  }
  const made = Buffer.alloc(2)
  made.writeUInt16LE(MADE_BY, 0)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE((REGULAR_FILE << 16) >>> 0, 6)
  rest.writeUInt32LE(isFar ? MOST_32 : offset, 10)
  const head = Buffer.from(common)
  head.writeUInt16LE(extra.length, 24)
  return Buffer.concat([signature('PK\x01\x02'), made, head, rest, name, extra])
}

/** The end of the directory (APPNOTE 4.3.14 to 4.3.16). */
function ending(entries: number, offset: number, size: number): Buffer[] {
  const parts: Buffer[] = []
  if (entries >= MOST_16 || offset >= MOST_32 || size >= MOST_32) {
    const wide = Buffer.alloc(52)
    wide.writeBigUInt64LE(44n, 0)
    wide.writeUInt16LE(MADE_BY, 8)
    wide.writeUInt16LE(45, 10)
    wide.writeBigUInt64LE(BigInt(entries), 20)
    wide.writeBigUInt64LE(BigInt(entries), 28)
    wide.writeBigUInt64LE(BigInt(size), 36)
    wide.writeBigUInt64LE(BigInt(offset), 44)
    const locator = Buffer.alloc(16)
    locator.writeBigUInt64LE(BigInt(offset + size), 4)
    locator.writeUInt32LE(1, 12)
    parts.push(signature('PK\x06\x06'), wide, signature('PK\x06\x07'), locator)
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Math.min(entries, MOST_16), 4)
  end.writeUInt16LE(Math.min(entries, MOST_16), 6)
  end.writeUInt32LE(Math.min(size, MOST_32), 8)
  end.writeUInt32LE(Math.min(offset, MOST_32), 12)
  return [...parts, signature('PK\x05\x06'), end]
}

/** Time in the low half, date in the high one; zip knows the years 1980 to 2107 and local time alone. */
function dosTime(modified: number): number {
  const given = new Date(modified)
  const year = given.getFullYear()
  if (!(year >= 1980 && year <= 2107)) return ((1 << 5) | 1) << 16
  const date = ((year - 1980) << 9) | ((given.getMonth() + 1) << 5) | given.getDate()
  const time = (given.getHours() << 11) | (given.getMinutes() << 5) | (given.getSeconds() >> 1)
  return ((date << 16) | time) >>> 0
}
