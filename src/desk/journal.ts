import { dirname, join } from 'node:path'
import { syncFolder, writeAll } from './atomicWrite.ts'
import { codeOf, ifThere, type OpenFile } from './files.ts'
import {
  header,
  isJournalLine,
  type JournalBase,
  lineRecord,
  type ReadJournal,
  readJournal,
  type Snapshot,
  snapshotRecord,
  startOn,
} from './journalFile.ts'
import { DeskProblem } from './problems.ts'
import { Queues } from './queue.ts'
import { draftFolder, JOURNAL_FILE, type Shelf } from './shelf.ts'

/** A journal that is written on. */
interface Open {
  readonly file: OpenFile
  /** The snapshot that lines come for, and at which line those that apply to it begin. */
  base: string
  start: number
  /** The snapshot that is being written over it, told in the journal already. */
  next: { readonly base: string; readonly start: number } | null
  /** Lines in it. */
  count: number
  sum: string
  /** Bytes in it. */
  length: number
}

/**
 * What was typed since the snapshot: `journal.jsonl` beside it, as {@link readJournal} reads it. Calls about one draft
 * run one after the other, whatever else is done to the draft meanwhile: what is typed does not wait for a slow save.
 */
export class Journals {
  readonly #shelf: Shelf
  readonly #queues = new Queues()
  readonly #open = new Map<string, Open>()
  /** Snapshots on their way over drafts that have no journal yet: told in the one that is begun meanwhile. */
  readonly #coming = new Map<string, Snapshot>()

  constructor(shelf: Shelf) {
    this.#shelf = shelf
  }

  /**
   * Adds lines, on the disk when this answers; all of them or none.
   * @throws DeskProblem when a line is no journal line; what the file system threw.
   */
  append(id: string, on: JournalBase, text: string): Promise<void> {
    return this.#queues.run(id, () => this.#append(id, on, text))
  }

  async #append(id: string, on: JournalBase, text: string): Promise<void> {
    const lines = text.split('\n').filter((line) => line !== '')
    if (!lines.every(isJournalLine)) throw notLines()
    if (lines.length === 0) return
    const journal = await this.#opened(id, on)
    let sum = journal.sum
    const records = lines.map((line) => {
      const record = lineRecord(sum, line)
      sum = record.sum
      return record.text
    })
    await this.#write(id, journal, { text: records.join(''), sum })
    journal.count += lines.length
  }

  async #write(id: string, journal: Open, { text, sum }: { text: string; sum: string }): Promise<void> {
    const bytes = Buffer.from(text)
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
    await this.#close(id)
    const found = await this.#read(id)
    const start = found === null ? null : startOn(found, ({ base }) => base === on.base)
    if (found !== null && start === null && found.lines.length + Number(found.torn) > 0)
      await this.#setAside(id)
    const path = this.#path(id)
    const file = await this.#shelf.files.open(path, 'a')
    try {
      const open =
        found === null || start === null
          ? await this.#begun(id, file, on)
          : await goneOn(file, found, { base: on.base, start })
      await syncFolder(this.#shelf.files, dirname(path))
      this.#open.set(id, open)
      return open
    } catch (error) {
      if (start === null) await file.truncate(0).catch(() => undefined)
      await file.close().catch(() => undefined)
      throw error
    }
  }

  async #begun(id: string, file: OpenFile, on: JournalBase): Promise<Open> {
    const first = header(on)
    const coming = this.#coming.get(id)
    const isOver = coming?.over.base === on.base
    const second = isOver ? snapshotRecord(first.sum, coming) : null
    const bytes = Buffer.from(first.text + (second?.text ?? ''))
    await file.truncate(0)
    await writeAll(file, bytes)
    const next = isOver ? { base: coming.base, start: coming.holds } : null
    return {
      ...{ file, base: on.base, start: 0, next, count: 0 },
      ...{ sum: second?.sum ?? first.sum, length: bytes.length },
    }
  }

  /** Half a record must not stay where the next one is to follow, nor one the page was told is not there. */
  async #takeBack(id: string, journal: Open): Promise<void> {
    try {
      await journal.file.truncate(journal.length)
    } catch (error) {
      // Read anew at the next append, which cuts a torn end off.
      this.#shelf.log(`could not cut the journal of ${id}: ${codeOf(error)}`)
      await this.#close(id)
    }
  }

  /** The journal of a draft, or null when there is none. */
  read(id: string): Promise<ReadJournal | null> {
    return this.#queues.run(id, () => this.#read(id))
  }

  async #read(id: string): Promise<ReadJournal | null> {
    const bytes = await ifThere(this.#shelf.files.readFile(this.#path(id)))
    return bytes === undefined || bytes.length === 0 ? null : readJournal(bytes)
  }

  /**
   * A snapshot is about to be written. Told here first, lines may go on being added to the old one meanwhile, also such
   * as the new one holds: whichever of the two a crash leaves, the journal tells which lines apply to it. Answers whether
   * the disk took it.
   */
  foretell(id: string, coming: Snapshot): Promise<boolean> {
    return this.#queues.run(id, async () => {
      this.#coming.delete(id)
      try {
        if (!this.#open.has(id) && (await this.#read(id)) === null) {
          this.#coming.set(id, coming)
          return true
        }
        const journal = await this.#opened(id, coming.over)
        await this.#write(id, journal, snapshotRecord(journal.sum, coming))
        journal.next = { base: coming.base, start: journal.start + coming.holds }
        return true
      } catch (error) {
        this.#shelf.log(`could not tell the journal of ${id} of a save: ${String(error)}`)
        return false
      }
    })
  }

  /**
   * The snapshot is on the disk: the journal goes on from it with the lines that came meanwhile, and is emptied where
   * there are none. Never throws: a journal that stays is told by its base.
   */
  arrived(id: string, base: string): Promise<void> {
    return this.#queues.run(id, async () => {
      this.#coming.delete(id)
      const journal = this.#open.get(id)
      if (journal?.next?.base === base && journal.count > journal.next.start) {
        journal.base = base
        journal.start = journal.next.start
        journal.next = null
      } else await this.#supersede(id)
    })
  }

  /** A snapshot on the disk holds all of it now. Never throws: a journal that stays is told by its base. */
  supersede(id: string): Promise<void> {
    return this.#queues.run(id, () => this.#supersede(id))
  }

  async #supersede(id: string): Promise<void> {
    const journal = this.#open.get(id)
    try {
      if (journal === undefined) await ifThere(this.#shelf.files.unlink(this.#path(id)))
      else {
        await journal.file.truncate(0)
        await this.#close(id)
      }
    } catch (error) {
      this.#shelf.log(`could not clear the journal of ${id}: ${codeOf(error)}`)
      await this.#close(id)
    }
  }

  /** Removes a journal that holds nothing. */
  tidy(id: string): Promise<void> {
    return this.#queues.run(id, async () => {
      await this.#close(id)
      const found = await ifThere(this.#shelf.files.stat(this.#path(id)))
      if (found?.isFile() === true && found.size === 0) await this.#shelf.files.unlink(this.#path(id))
    })
  }

  /** Keeps a journal under another name, so that nothing replays it; answers the name. */
  setAside(id: string): Promise<string> {
    return this.#queues.run(id, () => this.#setAside(id))
  }

  async #setAside(id: string): Promise<string> {
    await this.#close(id)
    const folder = draftFolder(this.#shelf, id)
    for (let number = 1; ; number += 1) {
      const name = `journal-${String(number)}.aside.jsonl`
      if ((await ifThere(this.#shelf.files.lstat(join(folder, name)))) !== undefined) continue
      await this.#shelf.files.rename(this.#path(id), join(folder, name))
      return name
    }
  }

  /** Lets go of the open file: before its folder moves, and when the draft closes. */
  close(id: string): Promise<void> {
    return this.#queues.run(id, () => this.#close(id))
  }

  async #close(id: string): Promise<void> {
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

/** A journal that was found, to be written on; a torn end is cut off. */
async function goneOn(
  file: OpenFile,
  { lines, sum, length, torn }: ReadJournal,
  at: { readonly base: string; readonly start: number },
): Promise<Open> {
  if (torn) await file.truncate(length)
  return { file, ...at, next: null, count: lines.length, sum, length }
}

function notLines(): DeskProblem {
  return new DeskProblem(
    'invalid',
    'What was typed could not be noted: it is not as the desk takes it.',
    'Nothing on disk was touched, and what is on the screen is still there.',
    'It is kept with the next save; if that fails too, save a copy.',
  )
}
