import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { syncFolder, writeAll } from './atomicWrite.ts'
import { codeOf, ifThere, type OpenFile } from './files.ts'
import { DeskProblem } from './problems.ts'
import { draftFolder, JOURNAL_FILE, type Shelf } from './shelf.ts'

/** What a journal was begun on. */
export interface JournalBase {
  /** SHA-256 of the article file that its lines apply to. */
  readonly base: string
  /** The checksum of that file's article: known by it, the article serves though the file is damaged. */
  readonly checksum: string
}

/** A journal as it was found. */
export interface FoundJournal {
  /** Null when even its first line is cut off or no journal's. */
  readonly on: JournalBase | null
  /** Whole lines, in order: each an array of steps or a metadata record, as JSON. */
  readonly lines: readonly string[]
  /** What follows the last whole line is cut off or damaged. */
  readonly torn: boolean
}

interface Read extends FoundJournal {
  readonly sum: string
  /** Bytes up to the end of the last whole line. */
  readonly length: number
}

interface Open {
  readonly file: OpenFile
  readonly base: string
  sum: string
  length: number
}

/**
 * What was typed since the snapshot: `journal.jsonl` beside it. A header names the snapshot; each line is chained to
 * those before by its checksum, so that a cut, altered or misplaced one is told. Call from the draft's queue.
 */
export class Journals {
  readonly #shelf: Shelf
  readonly #open = new Map<string, Open>()

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  /**
   * Adds lines, on the disk when this answers; all of them or none.
   * @throws DeskProblem when a line is no journal line; what the file system threw.
   */
  async append(id: string, on: JournalBase, text: string): Promise<void> {
    const lines = text.split('\n').filter((line) => line !== '')
    if (!lines.every(isLine)) throw notLines()
    if (lines.length === 0) return
    const journal = await this.#opened(id, on)
    let sum = journal.sum
    const records = lines.map((line) => {
      sum = sumOf(sum, line)
      return `{"sum":"${sum}","of":${line}}\n`
    })
    const bytes = Buffer.from(records.join(''))
    try {
      await writeAll(journal.file, bytes)
      await journal.file.sync()
    } catch (error) {
      await this.#takeBack(id, journal)
      throw error
    }
    journal.sum = sum
    journal.length += bytes.length
  }

  async #opened(id: string, on: JournalBase): Promise<Open> {
    const known = this.#open.get(id)
    if (known?.base === on.base) return known
    await this.close(id)
    const found = await this.#read(id)
    const goesOn = found?.on?.base === on.base
    if (found !== null && !goesOn && found.lines.length + Number(found.torn) > 0) await this.setAside(id)
    const path = this.#path(id)
    const file = await this.#shelf.files.open(path, 'a')
    try {
      const begun = goesOn ? found : await begin(file, on)
      if (goesOn && found.torn) await file.truncate(found.length)
      await syncFolder(this.#shelf.files, dirname(path))
      const open = { file, base: on.base, sum: begun.sum, length: begun.length }
      this.#open.set(id, open)
      return open
    } catch (error) {
      if (!goesOn) await file.truncate(0).catch(() => undefined)
      await file.close().catch(() => undefined)
      throw error
    }
  }

  /** Half a record must not stay where the next one is to follow, nor one the page was told is not there. */
  async #takeBack(id: string, journal: Open): Promise<void> {
    try {
      await journal.file.truncate(journal.length)
    } catch (error) {
      // Read anew at the next append, which cuts a torn end off.
      this.#shelf.log(`could not cut the journal of ${id}: ${codeOf(error)}`)
      await this.close(id)
    }
  }

  /** The journal of a draft, or null when there is none. */
  async read(id: string): Promise<FoundJournal | null> {
    return this.#read(id)
  }

  async #read(id: string): Promise<Read | null> {
    const bytes = await ifThere(this.#shelf.files.readFile(this.#path(id)))
    return bytes === undefined || bytes.length === 0 ? null : readJournal(bytes)
  }

  /** A snapshot on the disk holds all of it now. Never throws: a journal that stays is told by its base. */
  async supersede(id: string): Promise<void> {
    const journal = this.#open.get(id)
    try {
      if (journal === undefined) await ifThere(this.#shelf.files.unlink(this.#path(id)))
      else {
        await journal.file.truncate(0)
        await this.close(id)
      }
    } catch (error) {
      this.#shelf.log(`could not clear the journal of ${id}: ${codeOf(error)}`)
      await this.close(id)
    }
  }

  /** Removes a journal that holds nothing. */
  async tidy(id: string): Promise<void> {
    await this.close(id)
    const found = await ifThere(this.#shelf.files.stat(this.#path(id)))
    if (found?.isFile() === true && found.size === 0) await this.#shelf.files.unlink(this.#path(id))
  }

  /** Keeps a journal under another name, so that nothing replays it; answers the name. */
  async setAside(id: string): Promise<string> {
    await this.close(id)
    const folder = draftFolder(this.#shelf, id)
    for (let number = 1; ; number += 1) {
      const name = `journal-${String(number)}.aside.jsonl`
      if ((await ifThere(this.#shelf.files.lstat(join(folder, name)))) !== undefined) continue
      await this.#shelf.files.rename(this.#path(id), join(folder, name))
      return name
    }
  }

  /** Lets go of the open file: before its folder moves, and when the draft closes. */
  async close(id: string): Promise<void> {
    const journal = this.#open.get(id)
    this.#open.delete(id)
    await journal?.file.close().catch(() => undefined)
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.close(id)))
  }

  #path(id: string): string {
    return join(draftFolder(this.#shelf, id), JOURNAL_FILE)
  }
}

async function begin(
  file: OpenFile,
  { base, checksum }: JournalBase,
): Promise<{ sum: string; length: number }> {
  const header = JSON.stringify({ galley: 'journal', base, checksum })
  const bytes = Buffer.from(`${header}\n`)
  await file.truncate(0)
  await writeAll(file, bytes)
  return { sum: sumOf('', header), length: bytes.length }
}

function sumOf(before: string, line: string): string {
  return createHash('sha256').update(`${before}\n${line}`).digest('hex').slice(0, 16)
}

const RECORD = /^\{"sum":"([0-9a-f]{16})","of":(.+)\}$/s

/** Reads as far as every line is whole and follows the one before. */
export function readJournal(bytes: Uint8Array): Read {
  const text = Buffer.from(bytes)
  const [header, headerEnd] = lineAt(text, 0)
  const on = headerOf(header)
  if (on === null) return { on, lines: [], torn: true, sum: '', length: 0 }
  const lines: string[] = []
  let sum = sumOf('', header ?? '')
  let length = headerEnd
  for (;;) {
    const [line, end] = lineAt(text, length)
    const [, claimed, of = ''] = RECORD.exec(line ?? '') ?? []
    if (claimed === undefined || claimed !== sumOf(sum, of)) break
    lines.push(of)
    sum = claimed
    length = end
  }
  return { on, lines, torn: length < text.length, sum, length }
}

/** The line that begins there and where the next one does; null when it has no end. */
function lineAt(text: Buffer, start: number): [string | null, number] {
  const end = text.indexOf(0x0a, start)
  return end < 0 ? [null, start] : [text.toString('utf8', start, end), end + 1]
}

function headerOf(line: string | null): JournalBase | null {
  try {
    const header: unknown = JSON.parse(line ?? '')
    if (typeof header !== 'object' || header === null) return null
    const { galley, base, checksum } = header as Readonly<Record<string, unknown>>
    if (galley !== 'journal' || typeof base !== 'string' || typeof checksum !== 'string') return null
    return { base, checksum }
  } catch {
    return null
  }
}

function isLine(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line)
    return Array.isArray(value) || (typeof value === 'object' && value !== null && 'metadata' in value)
  } catch {
    return false
  }
}

function notLines(): DeskProblem {
  return new DeskProblem(
    'invalid',
    'What was typed could not be noted: it is not as the desk takes it.',
    'Nothing on disk was touched, and what is on the screen is still there.',
    'It is kept with the next save; if that fails too, save a copy.',
  )
}
