import type { Entry, ZipFile as YauzlZip } from 'yauzl'
import { t } from '../../messages.ts'
import type { Limits } from '../limits.ts'
import { caseInsensitiveKey, unsafePathReason } from '../paths.ts'
import type { ZipFileReader } from './fileReader.ts'
import { ZipError } from './zipError.ts'

/** An entry as the zip's directory describes it. */
export interface ZipEntry {
  readonly name: string
  /** Unpacked, in bytes. */
  readonly size: number
  /** As it lies in the zip, in bytes. */
  readonly packedSize: number
  readonly crc32: number
  /** A number of APPNOTE 4.4.5. */
  readonly method: number
  /** Where the entry's own header begins in the file. */
  readonly offset: number
  /** Where the next entry or the directory begins: header and data must end before. */
  readonly end: number
  /** Why it must not be read, as a clause for the writer; '' when it may be. */
  readonly refusal: string
}

/** Compression methods that Galley reads (APPNOTE 4.4.5). */
export const METHOD_STORED = 0
export const METHOD_DEFLATED = 8

/** The fixed part of a directory record (APPNOTE 4.3.12) and of an entry's own header (4.3.7), in bytes. */
const RECORD_BYTES = 46
const HEADER_BYTES = 30

/** Names, extra fields and comments of half a million entries could be 98 GB. */
const MAX_DIRECTORY_BYTES = 512 * 1024 * 1024

/** Bits of a Unix mode that say what kind of file it is, and two of their values. */
const MODE_KIND = 0o170000
const MODE_LINK = 0o120000
const MODE_FILE = 0o100000

/**
 * Lists the entries of a zip without its folders. Entries that lead out, are links, are encrypted, share their data or
 * their name with another are marked with a refusal: one bad entry does not cost the good ones.
 * @throws ZipError when the directory is damaged or larger than the limits allow; what the file system threw.
 */
export async function listEntries(
  zip: YauzlZip,
  reader: ZipFileReader,
  limits: Pick<Limits, 'files'>,
): Promise<readonly ZipEntry[]> {
  if (zip.entryCount > limits.files)
    throw new ZipError(t('transfer.zip.tooManyFiles', { limit: String(limits.files) }))
  const listed: Listed[] = []
  let directoryBytes = 0
  reader.takeLowestPosition()
  for await (const entry of zip.eachEntry()) {
    directoryBytes += RECORD_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
    if (directoryBytes > MAX_DIRECTORY_BYTES) throw new ZipError(t('transfer.zip.directoryTooLarge'))
    listed.push(entryFrom(entry))
  }
  const directoryStart = reader.takeLowestPosition()
  return withoutTwins(withEnds(listed, directoryStart).filter(({ name }) => !name.endsWith('/')))
}

/** An entry before its neighbours are known. */
interface Listed extends Omit<ZipEntry, 'end'> {
  /** Header, name and data take at least this many bytes. */
  readonly minLength: number
}

/** Copies what is needed: a yauzl entry also keeps the bytes of its record alive. */
function entryFrom(entry: Entry): Listed {
  const name = decodeName(entry.fileNameRaw)
  return {
    name,
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    crc32: entry.crc32,
    method: entry.compressionMethod,
    offset: entry.relativeOffsetOfLocalHeader,
    minLength: HEADER_BYTES + entry.fileNameLength + entry.compressedSize,
    refusal: refusalOf(entry, name),
  }
}

/**
 * Decodes a name as UTF-8, whether it is marked so or not: many programs forget to. Other bytes are read as
 * windows-1252; the system they come from, and so its letters, cannot be known.
 */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function refusalOf(entry: Entry, name: string): string {
  const isFolder = name.endsWith('/')
  const unsafe = unsafePathReason(isFolder ? name.slice(0, -1) : name)
  if (unsafe !== null) return unsafe
  const kind = (entry.externalFileAttributes >>> 16) & MODE_KIND
  if (kind === MODE_LINK) return t('transfer.zip.link')
  if (kind !== 0 && kind !== MODE_FILE && !isFolder) return t('transfer.zip.notAFile')
  if (entry.isEncrypted()) return t('transfer.zip.encrypted')
  const isKnown = entry.compressionMethod === METHOD_STORED || entry.compressionMethod === METHOD_DEFLATED
  return isKnown ? '' : t('transfer.zip.unknownMethod')
}

/** Refuses entries whose data overlap: that is how a zip of 10 MB unpacks to petabytes. */
function withEnds(entries: readonly Listed[], directoryStart: number): ZipEntry[] {
  const starts = entries.map(({ offset }) => offset).sort((one, other) => one - other)
  const ends = new Map<number, number>()
  // Two entries that begin at the same place have no room at all.
  for (const [index, start] of starts.entries())
    ends.set(start, ends.has(start) ? start : (starts[index + 1] ?? directoryStart))
  return entries.map(({ minLength, ...entry }) => {
    const end = ends.get(entry.offset) ?? 0
    const overlaps = entry.offset + minLength > end
    const refusal = overlaps ? t('transfer.zip.overlaps') : ''
    return { ...entry, end, refusal: entry.refusal || refusal }
  })
}

function withoutTwins(entries: readonly ZipEntry[]): ZipEntry[] {
  const seen = new Set<string>()
  return entries.map((entry) => {
    const key = caseInsensitiveKey(entry.name)
    const isSecond = seen.has(key)
    seen.add(key)
    if (!isSecond || entry.refusal !== '') return entry
    return { ...entry, refusal: t('transfer.refusals.sameName') }
  })
}
