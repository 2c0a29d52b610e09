import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { Entry, fromRandomAccessReaderPromise, type ZipFile as YauzlZip } from 'yauzl'
import { codeOf, type Files, type ReadableFile } from '../../disk/files.ts'
import { t } from '../../messages.ts'
import { type Limits, megabytes, MIN_RATIO_CHECK_BYTES } from '../limits.ts'
import { decodeName, listEntries, METHOD_STORED, type ZipEntry } from './entries.ts'
import { ZipFileReader } from './fileReader.ts'
import { ZipError } from './zipError.ts'

/*
 * Reads zips that anybody may have made. yauzl parses the records, 64-bit ones too, and nothing is unpacked before its
 * entry was checked (entries.ts). While an entry is unpacked its bytes are counted, so that a small zip cannot fill
 * the memory; its checksum decides at the end. yauzl's own checks of names and sizes are off: they end the reading of
 * the whole zip, and one damaged entry of a backup must not cost the others. Nothing is ever written under a name
 * that a zip gives.
 */

export type { ZipEntry } from './entries.ts'

/** A zip that is open for reading: its directory was checked, its entries are unpacked one at a time. */
export interface OpenZip {
  readonly entries: readonly ZipEntry[]
  /**
   * Returns the bytes of an entry.
   * @throws ZipError when they are not what the directory says, or more than `maxBytes`; what the file system threw.
   */
  read(entry: ZipEntry, maxBytes: number): Promise<Buffer>
  close(): Promise<void>
}

/**
 * Opens a zip and lists its entries. Nothing is unpacked yet.
 * @throws ZipError when it is no zip, or has more entries than the limits allow; what the file system threw.
 */
export async function openZip(files: Files, path: string, limits: ZipLimits): Promise<OpenZip> {
  const file = await files.openForReading(path)
  try {
    return await openOver(file, (await file.stat()).size, limits)
  } catch (error) {
    await file.close()
    throw error
  }
}

/**
 * Opens a zip that is in memory, such as a Word document, and lists its entries.
 * @throws ZipError as {@link openZip}
 */
export function openZipBytes(bytes: Uint8Array, limits: ZipLimits): Promise<OpenZip> {
  const file: ZipSource = {
    read: (into, position) => {
      const piece = bytes.subarray(position, position + into.length)
      into.set(piece)
      return Promise.resolve({ bytesRead: piece.length })
    },
    close: () => Promise.resolve(),
  }
  return openOver(file, bytes.length, limits)
}

/** What a zip is read from. */
type ZipSource = Pick<ReadableFile, 'read' | 'close'>

/** The limits that concern one zip. */
type ZipLimits = Pick<Limits, 'files' | 'ratio'>

/** @param size in bytes. */
async function openOver(file: ZipSource, size: number, limits: ZipLimits): Promise<OpenZip> {
  const reader = new ZipFileReader(file, size)
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
  const zip = await orZipError(t('transfer.zip.notAZip'), () =>
    fromRandomAccessReaderPromise(reader, size, options),
  )
  const entries = await orZipError(t('transfer.zip.directoryBreaksOff'), () =>
    listEntries(zip, reader, limits),
  )
  return {
    entries,
    read: (entry, maxBytes) => readEntry(zip, entry, { maxBytes, ratio: limits.ratio }),
    close: () => file.close(),
  }
}

/** Runs `act`; throws ZipErrors and errors of the file system as they are, any other as a ZipError that says `why`. */
async function orZipError<T>(why: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    // A system error's code is one word (EIO); Node's own (ERR_…) and zlib's (Z_…) have an underscore.
    if (error instanceof ZipError || /^E[A-Z0-9]+$/.test(codeOf(error))) throw error
    throw new ZipError(why, { cause: error })
  }
}

interface Cap {
  readonly maxBytes: number
  /** How many times its packed size an entry may grow to. */
  readonly ratio: number
}

async function readEntry(zip: YauzlZip, entry: ZipEntry, cap: Cap): Promise<Buffer> {
  if (entry.size > cap.maxBytes)
    throw new ZipError(t('transfer.refusals.tooLarge', { limit: megabytes(cap.maxBytes) }))
  const start = await dataStart(zip, entry)
  const bytes = await orZipError(t('transfer.zip.cannotUnpack'), async () =>
    unpacked(await packedStream(zip, entry, start), entry, cap),
  )
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc32)
    throw new ZipError(t('transfer.zip.checksum'))
  return bytes
}

/** Returns where the data begin, as the entry's own header says; its name must be the directory's. */
async function dataStart(zip: YauzlZip, { name, offset, packedSize, end }: ZipEntry): Promise<number> {
  const entry = Object.assign(new Entry(), {
    relativeOffsetOfLocalHeader: offset,
    compressedSize: packedSize,
  })
  const header = await orZipError(t('transfer.zip.noHeader'), () => zip.readLocalFileHeaderPromise(entry))
  if (decodeName(header.fileName) !== name) throw new ZipError(t('transfer.zip.twoNames'))
  if (header.fileDataStart + packedSize > end) throw new ZipError(t('transfer.zip.breaksOff'))
  return header.fileDataStart
}

/** (yauzl 3.4.0 has a promise of this too, which calls another method.) */
function packedStream(zip: YauzlZip, { packedSize }: ZipEntry, start: number): Promise<Readable> {
  const { promise, resolve, reject } = Promise.withResolvers<Readable>()
  zip.openReadStreamLowLevel(start, packedSize, 0, packedSize, false, null, (error, stream) => {
    if (error === null) resolve(stream)
    else reject(error)
  })
  return promise
}

/**
 * Unpacks in a pipeline of our own: yauzl's inflater is not closed when reading stops half-way, and its error does not
 * tell an entry that is too long from a damaged one.
 */
async function unpacked(packed: Readable, entry: ZipEntry, cap: Cap): Promise<Buffer> {
  const chunks: Buffer[] = []
  const collect = async (output: AsyncIterable<Buffer>): Promise<void> => {
    let length = 0
    for await (const chunk of output) {
      length += chunk.length
      if (length > cap.maxBytes || length > entry.size) throw new ZipError(t('transfer.zip.moreThanItSays'))
      if (length > MIN_RATIO_CHECK_BYTES && length > entry.packedSize * cap.ratio)
        throw new ZipError(t('transfer.zip.trap'))
      chunks.push(chunk)
    }
  }
  if (entry.method === METHOD_STORED) await pipeline(packed, collect)
  else await pipeline(packed, createInflateRaw(), collect)
  return Buffer.concat(chunks)
}
