import { dirname, join } from 'node:path'
import { syncFolder, writeAll, writeAtomically } from '../disk/atomicWrite.ts'
import { UnsafeFile } from '../disk/regularFile.ts'
import { codeOf, type Files, ifExists, type OpenFile } from '../disk/files.ts'
import { deskProblem, type DeskProblem } from '../problems.ts'
import { Queues } from '../queue.ts'
import { JOURNAL_FILE } from '../context.ts'
import {
  type Anchor,
  nextLineOf,
  headerRecord,
  isJournalLine,
  type JournalBase,
  lineRecord,
  type ReadJournal,
  readJournal,
  snapshotRecord,
} from './journalFile.ts'

export interface JournalOptions {
  readonly files: Files
  /** The draft's folder, asked for at every use: it may be renamed. */
  readonly folder: () => string
  /** Reads a file of the library safely. */
  readonly read: (path: string) => Promise<Uint8Array>
  readonly log: (line: string) => void
}

/** Where a journal begins: the article file on the disk, and the lines that it includes. */
export interface JournalStart extends JournalBase {
  /** Names the opening of the draft that lines are typed in. */
  readonly opening: string
  /** The file includes all lines below this number; null when that is not known: then the first line that comes tells. */
  readonly from: number | null
  /** Lines from `from` on that an earlier opening left and that could not be saved yet. */
  readonly unsaved?: readonly string[]
}

/** The end of a journal file: the checksum that the next record is chained to, and the bytes before it. */
interface JournalEnd {
  readonly sum: string
  readonly length: number
}

/**
 * What was typed in one draft since its article file was written: `journal.jsonl` beside it, as {@link readJournal} reads
 * it. Lines have the numbers that the page gives them. Calls run one after the other, in a queue of their own: what is
 * typed does not wait for a slow save.
 *
 * A save announces its snapshot here before it writes the file and commits it after. Between the two, lines may be
 * appended as ever: whichever of the two files a crash leaves, the journal tells which lines apply to it.
 */
export class Journal {
  readonly #options: JournalOptions
  readonly #queue = new Queues()
  #file: OpenFile | null = null
  /** Where the file ends, also while it is closed; null while there is none of ours. */
  #end: JournalEnd | null = null
  #opening = ''
  /** The article file that the next journal file is begun on. */
  #base: JournalBase = { base: '', checksum: '' }
  #unsaved: readonly string[] = []
  #next = 0
  #isNextUnknown = false
  /** Saves that were announced before the first line came, when the number of that line was not known. */
  #announcedUnnumbered: readonly Anchor[] = []
  /** True if lines are missing from the file: none may follow them before a save includes them all. */
  #isIncomplete = false

  constructor(options: JournalOptions) {
    this.#options = options
  }

  /** The number of the next line: all lines below it are in this journal or in the article file. */
  get next(): number {
    return this.#next
  }

  /** Returns true if the number of the next line is not known yet. */
  get isNextUnknown(): boolean {
    return this.#isNextUnknown
  }

  /** Begins a journal for an article file. Nothing is written before the first line comes. */
  begin({ opening, base, checksum, from, unsaved = [] }: JournalStart): Promise<void> {
    return this.exclusive(async () => {
      await this.#close()
      this.#end = null
      this.#opening = opening
      this.#base = { base, checksum }
      this.#unsaved = unsaved
      this.#next = (from ?? 0) + unsaved.length
      this.#isNextUnknown = from === null
      this.#announcedUnnumbered = []
      this.#isIncomplete = false
    })
  }

  /** Goes on with a journal of this opening that was found on the disk; a torn end is cut off. */
  resume(found: ReadJournal, on: JournalBase): Promise<void> {
    return this.exclusive(async () => {
      const file = await this.#options.files.open(this.#path(), 'a')
      if (found.isTorn) await file.truncate(found.length)
      this.#file = file
      this.#end = { sum: found.sum, length: found.length }
      this.#opening = found.opening
      this.#base = on
      this.#next = nextLineOf(found)
      this.#isNextUnknown = false
    })
  }

  /**
   * Appends lines, the first of which has the number `from`; they are on the disk when this returns, all or none. Lines
   * below {@link next} are skipped: the call was sent twice, or a save includes them.
   * @param isCurrent throws when the journal no longer belongs to the draft's file; asked before anything is written
   * @throws DeskProblem 'invalid' when a line is no journal line or lines before `from` are missing; what the file system
   * threw.
   */
  append(
    from: number,
    text: string,
    isCurrent: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    return this.exclusive(async () => {
      const sent = text.split('\n').filter((line) => line !== '')
      if (!sent.every(isJournalLine)) throw notJournalLines()
      if (this.#isNextUnknown) await this.#startAt(from)
      if (from > this.#next || this.#isIncomplete) throw missingLines()
      const lines = sent.slice(this.#next - from)
      if (lines.length === 0) return
      await isCurrent()
      await this.#write((sum) => recordsOf(sum, lines))
      this.#next += lines.length
    })
  }

  /**
   * The first line tells where the page is. A journal file that a save began before is begun anew with that number in its
   * header: what it numbers otherwise would not be found again.
   */
  async #startAt(from: number): Promise<void> {
    this.#next = from
    this.#isNextUnknown = false
    const announced = this.#announcedUnnumbered
    if (announced.length === 0) return
    await this.#close()
    this.#end = null
    this.#isIncomplete = true
    for (const snapshot of announced) await this.#write((sum) => snapshotRecord(sum, snapshot))
    this.#isIncomplete = false
  }

  /**
   * Records that an article file is about to be written, and which lines it includes. Returns whether the disk took the
   * record.
   */
  announce(snapshot: Anchor): Promise<boolean> {
    return this.exclusive(async () => {
      try {
        await this.#write((sum) => snapshotRecord(sum, snapshot))
        if (this.#isNextUnknown) this.#announcedUnnumbered = [...this.#announcedUnnumbered, snapshot]
        return true
      } catch (error) {
        this.#options.log(`could not announce a save in a journal: ${String(error)}`)
        return false
      }
    })
  }

  /**
   * The snapshot is on the disk. The journal goes on with the lines that it does not include, and is emptied where there
   * are none. Never throws: a journal that stays tells by its header and snapshots which files it belongs to.
   * @param isAnnounced what {@link announce} returned for it
   */
  commit({ base, checksum, upTo }: Anchor, isAnnounced: boolean): Promise<void> {
    return this.exclusive(async () => {
      this.#base = { base, checksum }
      this.#isNextUnknown = false
      if (this.#next > upTo) {
        if (!isAnnounced) await this.#beginAnew(upTo)
        return
      }
      this.#next = upTo
      this.#isIncomplete = false
      await this.#clear()
    })
  }

  /** Begins the journal of a snapshot that was not announced, with the lines on the disk that it does not include. */
  async #beginAnew(upTo: number): Promise<void> {
    try {
      const found = await this.#read()
      if (found === null || nextLineOf(found) !== this.#next) throw missingLines()
      await this.#close()
      this.#end = null
      this.#unsaved = found.lines.slice(Math.max(0, upTo - found.from))
      this.#file = await this.#create()
    } catch (error) {
      this.#isIncomplete = true
      this.#options.log(`could not begin a journal anew; the next save includes its lines: ${String(error)}`)
    }
  }

  /** Empties the journal: the article file includes all of it. Never throws. */
  clear(): Promise<void> {
    return this.exclusive(() => this.#clear())
  }

  async #clear(): Promise<void> {
    try {
      if (this.#file === null) await ifExists(this.#options.files.unlink(this.#path()))
      else await this.#file.truncate(0)
    } catch (error) {
      this.#options.log(`could not clear a journal: ${codeOf(error)}`)
    }
    await this.#close()
    this.#end = null
    this.#unsaved = []
  }

  /** Returns the journal on the disk, or null when there is none. */
  read(): Promise<ReadJournal | null> {
    return this.exclusive(() => this.#read())
  }

  async #read(): Promise<ReadJournal | null> {
    const bytes = await ifExists(this.#options.read(this.#path()))
    return bytes === undefined || bytes.length === 0 ? null : readJournal(bytes)
  }

  /** Keeps the journal on the disk under another name, so that nothing replays it; returns that name. */
  setAside(): Promise<string> {
    return this.exclusive(async () => {
      await this.#close()
      const folder = this.#options.folder()
      const { files } = this.#options
      for (let number = 1; ; number += 1) {
        const name = `journal-${String(number)}.aside.jsonl`
        if ((await ifExists(files.lstat(join(folder, name)))) !== undefined) continue
        await files.rename(this.#path(), join(folder, name))
        return name
      }
    })
  }

  /** Closes the file, and removes it when it is empty. */
  removeIfEmpty(): Promise<void> {
    return this.exclusive(async () => {
      await this.#close()
      const found = await ifExists(this.#options.files.lstat(this.#path()))
      if (found?.isFile() === true && found.size === 0) await this.#options.files.unlink(this.#path())
    })
  }

  /** Closes the file: before its folder moves, and when the draft is closed. */
  close(): Promise<void> {
    return this.exclusive(() => this.#close())
  }

  /** Runs a task with no line being written and, where the task moves the folder, with the file closed. */
  whileClosed<T>(task: () => Promise<T>): Promise<T> {
    return this.exclusive(async () => {
      await this.#close()
      return task()
    })
  }

  /** Runs a task after everything that was asked of the journal before. */
  exclusive<T>(task: () => Promise<T>): Promise<T> {
    return this.#queue.run('', task)
  }

  async #close(): Promise<void> {
    const file = this.#file
    this.#file = null
    await file?.close().catch(() => undefined)
  }

  /** Writes records at the end of the journal, which is begun where there is none. */
  async #write(records: (sum: string) => { readonly text: string; readonly sum: string }): Promise<void> {
    const file = (this.#file ??= this.#end === null ? await this.#create() : await this.#reopen(this.#end))
    const end = this.#end
    if (end === null) throw missingLines()
    const { text, sum } = records(end.sum)
    const bytes = Buffer.from(text)
    try {
      await writeAll(file, bytes)
      await file.sync()
    } catch (error) {
      await this.#cutBack(file, end)
      throw error
    }
    this.#end = { sum, length: end.length + bytes.length }
  }

  async #reopen({ length }: JournalEnd): Promise<OpenFile> {
    const file = await this.#options.files.open(this.#path(), 'a')
    const { size } = await file.stat()
    if (size > length) await file.truncate(length)
    if (size >= length) return file
    // Cut or removed by others: no line may follow the missing ones. The next save includes them all.
    await file.close().catch(() => undefined)
    throw missingLines()
  }

  /** Begins the file, whole or not at all; whatever lies there belongs to nobody any more. */
  async #create(): Promise<OpenFile> {
    const { files } = this.#options
    const path = this.#path()
    // Opened to be appended to, a link would be followed out of the draft.
    const there = await ifExists(files.lstat(path))
    if (there?.isFile() === false) throw new UnsafeFile('ENOTREG', path)
    const from = this.#next - this.#unsaved.length
    const header = headerRecord({ opening: this.#opening, ...this.#base, from })
    const { text, sum } = recordsOf(header.sum, this.#unsaved)
    const bytes = Buffer.from(header.text + text)
    const end = { sum, length: bytes.length }
    if (this.#unsaved.length > 0) {
      await writeAtomically(files, path, bytes)
      this.#unsaved = []
      this.#end = end
      return files.open(path, 'a')
    }
    const file = await files.open(path, 'a')
    try {
      await file.truncate(0)
      await writeAll(file, bytes)
      await syncFolder(files, dirname(path))
      this.#end = end
      return file
    } catch (error) {
      await file.truncate(0).catch(() => undefined)
      await file.close().catch(() => undefined)
      throw error
    }
  }

  /** Cuts off half a record, or one that the page was told is not there. */
  async #cutBack(file: OpenFile, { length }: JournalEnd): Promise<void> {
    try {
      await file.truncate(length)
    } catch (error) {
      // Opened again for the next line, it is cut to its length.
      this.#options.log(`could not cut a journal: ${codeOf(error)}`)
      await this.#close()
    }
  }

  #path(): string {
    return join(this.#options.folder(), JOURNAL_FILE)
  }
}

function recordsOf(before: string, lines: readonly string[]): { text: string; sum: string } {
  let sum = before
  const texts = lines.map((line) => {
    const record = lineRecord(sum, line)
    sum = record.sum
    return record.text
  })
  return { text: texts.join(''), sum }
}

function notJournalLines(): DeskProblem {
  return deskProblem('invalid', 'notJournalLines')
}

function missingLines(): DeskProblem {
  return deskProblem('invalid', 'missingLines')
}
