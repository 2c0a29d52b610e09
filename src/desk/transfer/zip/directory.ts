import type { FileHandle } from 'node:fs/promises'
import type { Limits } from '../limits.ts'
import { folded, whyUnsafe } from '../paths.ts'
import { BadZip, readAt } from './bytes.ts'

/** An entry as the directory has it. */
export interface ZipItem {
  readonly name: string
  readonly rawName: Buffer
  readonly size: number
  readonly packed: number
  readonly crc: number
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly offset: number
  /** Where the next thing in the file begins: its data end before. */
  readonly end: number
  /** Why it is not to be read; '' when it is. */
  readonly refusal: string
}

type Raw = Omit<ZipItem, 'end'>

const MOST_16 = 0xffff
const MOST_32 = 0xffffffff
/** The end record and the longest comment behind it. */
const TAIL = 22 + MOST_16
const MOST_DIRECTORY = 512 * 1024 * 1024

interface Directory {
  readonly entries: number
  readonly size: number
  readonly offset: number
}

/**
 * The directory of a zip, without its folders. Entries that lead out, are links, are encrypted or share their data
 * with another are marked as refused.
 * @throws BadZip when there is none, or it is larger than the limits allow.
 */
export async function readDirectory(handle: FileHandle, limits: Limits): Promise<ZipItem[]> {
  const { size } = await handle.stat()
  const { entries, size: length, offset } = await findDirectory(handle, size)
  if (entries > limits.files) throw new BadZip(`holds more than ${String(limits.files)} files`)
  if (length > MOST_DIRECTORY || offset + length > size)
    throw new BadZip('is damaged: its directory is not there')
  const raw = parseRecords(await readAt(handle, offset, length), entries)
  return withRefusals(withEnds(raw, offset).filter(({ name }) => !name.endsWith('/')))
}

async function findDirectory(handle: FileHandle, size: number): Promise<Directory> {
  if (size < 22) throw new BadZip('is no zip, or breaks off before its end')
  const length = Math.min(size, TAIL)
  const tail = await readAt(handle, size - length, length)
  const at = tail.lastIndexOf('PK\x05\x06', tail.length - 22, 'latin1')
  if (at < 0) throw new BadZip('is no zip, or breaks off before its end')
  const found = {
    entries: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  }
  const isWide = found.entries === MOST_16 || found.size === MOST_32 || found.offset === MOST_32
  return isWide && tail.toString('latin1', Math.max(0, at - 20), Math.max(0, at - 16)) === 'PK\x06\x07'
    ? wideDirectory(handle, number64(tail, at - 12), size)
    : found
}

async function wideDirectory(handle: FileHandle, position: number, size: number): Promise<Directory> {
  if (position + 56 > size) throw new BadZip('is damaged: its directory is not there')
  const record = await readAt(handle, position, 56)
  if (record.toString('latin1', 0, 4) !== 'PK\x06\x06')
    throw new BadZip('is damaged: its directory is not there')
  return { entries: number64(record, 32), size: number64(record, 40), offset: number64(record, 48) }
}

function number64(bytes: Buffer, at: number): number {
  const value = Number(bytes.readBigUInt64LE(at))
  if (!Number.isSafeInteger(value)) throw new BadZip('is damaged: it names a place that no file has')
  return value
}

function parseRecords(bytes: Buffer, entries: number): Raw[] {
  const items: Raw[] = []
  let at = 0
  for (let index = 0; index < entries; index += 1) {
    if (at + 46 > bytes.length || bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02')
      throw new BadZip('is damaged: its directory breaks off')
    const next =
      at + 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw new BadZip('is damaged: its directory breaks off')
    items.push(parseRecord(bytes.subarray(at, next)))
    at = next
  }
  return items
}

function parseRecord(record: Buffer): Raw {
  const flags = record.readUInt16LE(8)
  const method = record.readUInt16LE(10)
  const nameEnd = 46 + record.readUInt16LE(28)
  const rawName = Buffer.from(record.subarray(46, nameEnd))
  const name = decodeName(rawName)
  const wide = wideField(record.subarray(nameEnd, nameEnd + record.readUInt16LE(30)))
  const size = wide(record.readUInt32LE(24))
  const packed = wide(record.readUInt32LE(20))
  const offset = wide(record.readUInt32LE(42))
  const item = { name, rawName, size, packed, crc: record.readUInt32LE(16), method, offset }
  return { ...item, refusal: whyRefused(item, flags, record.readUInt32LE(38) >>> 16) }
}

/** Reads the 64-bit numbers of an extra field (APPNOTE 4.5.3) in their order, one for each that has no room in 32. */
function wideField(extra: Buffer): (narrow: number) => number {
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  const end = at + 4 <= extra.length ? Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2)) : 0
  let next = at + 4
  return (narrow) => {
    if (narrow !== MOST_32 || next + 8 > end) return narrow
    next += 8
    return number64(extra, next - 8)
  }
}

/** UTF-8, marked as such or not; what is not UTF-8 comes from a system whose letters cannot be told. */
function decodeName(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function whyRefused(
  { name, method }: { readonly name: string; readonly method: number },
  flags: number,
  mode: number,
): string {
  const kind = mode & 0o170000
  const path = name.endsWith('/') ? name.slice(0, -1) : name
  return (
    whyUnsafe(path) ??
    (kind === 0o120000
      ? 'it is a link to another place'
      : kind !== 0 && kind !== 0o100000 && !name.endsWith('/')
        ? 'it is no file'
        : (flags & 1) !== 0
          ? 'it is locked with a password'
          : method !== 0 && method !== 8
            ? 'it is packed in a way that Galley does not know'
            : '')
  )
}

/** Entries whose data overlap are how a small zip unpacks to petabytes. */
function withEnds(items: readonly Raw[], directory: number): ZipItem[] {
  const starts = items.map(({ offset }) => offset).sort((one, other) => one - other)
  const ends = new Map<number, number>()
  for (const [index, start] of starts.entries()) {
    const next = starts[index + 1] ?? directory
    ends.set(start, ends.has(start) ? start : next)
  }
  return items.map((item) => {
    const end = ends.get(item.offset) ?? 0
    const overlaps = item.offset + 30 + item.rawName.length + item.packed > end
    return {
      ...item,
      end,
      refusal: item.refusal || (overlaps ? 'it shares its place in the zip with another file' : ''),
    }
  })
}

function withRefusals(items: readonly ZipItem[]): ZipItem[] {
  const seen = new Set<string>()
  return items.map((item) => {
    const key = folded(item.name)
    const isSecond = seen.has(key)
    seen.add(key)
    return isSecond && item.refusal === ''
      ? { ...item, refusal: 'another file there has the same name, but for capital letters at most' }
      : item
  })
}
