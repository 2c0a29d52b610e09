import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { writeAll } from '../../disk/atomicWrite.ts'
import type { OpenFile } from '../../disk/files.ts'

/*
 * Zips are written by yazl, with 64-bit records where they are needed: more than 65,535 entries, or 4 GB. A backup is
 * streamed into a file entry by entry; an export is small and made in memory.
 */

/** A file to be put into a zip. */
export interface ZipInput {
  /** Forward slashes, relative. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Milliseconds since 1970. */
  readonly modified: number
  /** False for pictures: they are compressed in themselves. */
  readonly compress: boolean
}

/** Bytes handed to yazl at once: its checksum is JavaScript and takes a millisecond for as many. */
const CHUNK_BYTES = 256 * 1024

const REGULAR_FILE = 0o100644

/** Writes a zip to a file, entry by entry. Call `finish` or, to give up, `discard`; then close the file. */
export class ZipWriter {
  readonly #zip: ZipFile
  readonly #output: ZipOutput
  /** Fulfilled when all that yazl gave is in the file; rejected when the file, or yazl, failed. */
  readonly #written: Promise<void>
  readonly #doneEntries: unknown[] = []
  #source: Readable | null = null
  #size = 0

  constructor(file: OpenFile, zip = new ZipFile()) {
    this.#zip = zip
    this.#output = zip.outputStream as unknown as ZipOutput
    zip.on('error', (error: Error) => this.#output.destroy(error))
    this.#written = this.#writeTo(file)
    this.#written.catch((error: unknown) => this.#source?.destroy(error as Error))
  }

  async #writeTo(file: OpenFile): Promise<void> {
    for await (const chunk of this.#output) {
      await writeAll(file, chunk)
      this.#size += chunk.length
    }
  }

  /**
   * Adds an entry and waits until yazl has read its bytes, so that the content of one entry is in memory at a time.
   * @throws what the file threw, or ShortWrite.
   */
  async add({ name, bytes, modified, compress }: ZipInput): Promise<void> {
    // After a failure yazl would wait for ever.
    if (this.#output.destroyed) await this.#written
    this.#setDoneEntriesAside()
    const source = streamOf(bytes)
    this.#source = source
    const options = { mtime: zipTime(modified), mode: REGULAR_FILE, compress: compress && bytes.length > 0 }
    // yazl keeps this function to the end: it must not keep the bytes.
    this.#zip.addReadStreamLazy(portableName(name), options, (use) => {
      if (this.#source !== null) use(null, this.#source)
    })
    await finished(source)
    this.#source = null
  }

  /**
   * Before each entry yazl searches its list from the start for the first that is not done: 66,000 entries would be four
   * billion steps. So the list is kept at two, and is whole again for the directory. yazl asked for the last entry's
   * bytes only when all before it were done.
   */
  #setDoneEntriesAside(): void {
    const { entries } = this.#zip as unknown as YazlList
    for (const entry of entries.splice(0, entries.length - 1)) this.#doneEntries.push(entry)
  }

  /**
   * Writes the directory.
   * @returns the number of entries and the bytes of the file
   * @throws what the file threw, or ShortWrite.
   */
  async finish(): Promise<{ readonly entries: number; readonly size: number }> {
    const list = this.#zip as unknown as YazlList
    list.entries = [...this.#doneEntries, ...list.entries]
    this.#zip.end()
    await this.#written
    return { entries: list.entries.length, size: this.#size }
  }

  /** Stops; when it resolves nothing is written to the file any more. */
  async discard(): Promise<void> {
    this.#output.destroy()
    await this.#written.catch(() => undefined)
  }
}

/** yazl's output stream, as Node knows it. */
interface ZipOutput extends AsyncIterable<Buffer> {
  readonly destroyed: boolean
  destroy(error?: Error): unknown
}

/** The part of yazl's ZipFile (3.3.1) that its types leave out. */
interface YazlList {
  entries: unknown[]
}

function streamOf(bytes: Uint8Array): Readable {
  let at = 0
  return new Readable({
    highWaterMark: CHUNK_BYTES,
    read() {
      const end = Math.min(bytes.length, at + CHUNK_BYTES)
      if (end > at) this.push(bytes.subarray(at, end))
      at = end
      if (at === bytes.length) this.push(null)
    },
  })
}

/** Makes a small zip in memory, with sizes and checksums in each entry's own header: every program reads it. */
export async function zipBytes(inputs: readonly ZipInput[]): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const { name, bytes, modified, compress } of inputs)
    zip.addBuffer(Buffer.from(bytes), name, { mtime: zipTime(modified), mode: REGULAR_FILE, compress })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as unknown as ZipOutput) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/**
 * yazl takes a backslash for a slash and refuses a name that begins like a drive, both rightly: readers do the same.
 * Where a Unix folder is called so, the full-width signs stand in.
 */
function portableName(name: string): string {
  return name.replaceAll('\\', '＼').replace(/^([a-z]):/i, '$1：')
}

/** Zips know the years 1980 to 2107, yazl's second field those from 1970 (it throws before); a clock may say others. */
function zipTime(modified: number): Date {
  const earliest = Date.UTC(1980, 0, 2)
  return new Date(
    Number.isFinite(modified) ? Math.min(Math.max(modified, earliest), Date.UTC(2107, 11, 30)) : earliest,
  )
}
