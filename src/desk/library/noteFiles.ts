import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { NOTES_FOLDER, type DeskContext } from '../context.ts'
import { sweepTemps, writeAtomically } from '../disk/atomicWrite.ts'
import { ifExists, stampOf } from '../disk/files.ts'
import { readInside } from '../disk/readInside.ts'
import { acquireLock, type DraftLock, LOCK_FILE, Locked } from '../locks/lock.ts'
import { deskProblem } from '../problems.ts'
import { mapBounded, Queues } from '../queue.ts'
import { sha256 } from '../sha256.ts'
import { ownFolder } from './ownFolders.ts'

/*
 * Notes about the library that travel with it: one JSON file for each, in a folder of their kind.
 *
 *     .galley/series/3f1c….json   { "tag": "harbour", … }   named by the hash of its key
 *     .galley/series/3f1c… (conflicted copy).json           left by a sync client: merged with the first when read
 *     .galley/series/lock                                   while a process changes notes
 *
 * So two machines that change different notes never meet in one file, and where they change the same note, nothing of it
 * is lost. Within one machine a change holds the lock from reading to writing. A file that is no note is left alone, and
 * set aside when its place is needed.
 */

/** One kind of note. */
export interface NoteKind<Note> {
  /** The folder below `.galley`. */
  readonly folder: string
  /** Returns the key of a note. Two files with the same key are one note. */
  readonly keyOf: (note: Note) => string
  /**
   * Returns the note in a parsed file of unknown origin; null if it is none. Fields that it does not know stay in the note, and
   * with it in the file: a newer Galley may have written them.
   */
  readonly parse: (value: unknown) => Note | null
  /** Merges two files of one note. The result does not depend on which comes first. */
  readonly merge: (one: Note, other: Note) => Note
}

/** New notes by key; null deletes one. */
type NoteChanges<Note> = ReadonlyMap<string, Note | null>

/** The notes of a folder, and what their files are called. */
interface ReadNotes<Note> {
  readonly notes: ReadonlyMap<string, Note>
  readonly files: ReadonlyMap<string, readonly string[]>
  /** Why a file could not be read, by name. */
  readonly failures: ReadonlyMap<string, unknown>
}

const MAX_NOTE_BYTES = 2 * 1024 * 1024
/** Files beyond are ignored: nobody makes so many notes by hand. */
const MAX_FILES = 2000
const CONCURRENCY = 8
/** Waits while another process has the lock. */
const LOCK_RETRY_MS = [20, 40, 80, 160, 320, 640, 1280]

/** The notes of one kind. Read anew at each use, as far as their files changed: others write them, too. */
export class NoteFiles<Note> {
  readonly #context: DeskContext
  readonly #kind: NoteKind<Note>
  readonly #changes = new Queues()
  #cache = new Map<string, { readonly stamp: string; readonly note: Note | null }>()

  constructor(context: DeskContext, kind: NoteKind<Note>) {
    this.#context = context
    this.#kind = kind
  }

  get #folder(): string {
    return join(this.#context.folder, NOTES_FOLDER, this.#kind.folder)
  }

  /** Returns the notes by key; none where their folder cannot be read. */
  async read(): Promise<ReadonlyMap<string, Note>> {
    return this.#read().then(
      ({ notes }) => notes,
      () => new Map<string, Note>(),
    )
  }

  /**
   * Changes notes. Other changes, of this process and of others, wait meanwhile.
   * @param make returns the new notes by key, from the present ones
   * @throws what `make` or the file system threw; DeskProblem if the folder is a link, or another process has the lock
   */
  change(make: (notes: ReadonlyMap<string, Note>) => NoteChanges<Note>): Promise<void> {
    return this.#changes.run('', async () => {
      const { files, folder } = this.#context
      await ownFolder(files, folder, `${NOTES_FOLDER}/${this.#kind.folder}`)
      await files.makeFolders(this.#folder)
      const lock = await this.#lock()
      try {
        await sweepTemps(files, this.#folder)
        const read = await this.#read()
        const changes = [...make(read.notes)]
        // New notes first: a power cut between the two may leave a renamed note twice, but never not at all.
        for (const [key, note] of changes) if (note !== null) await this.#write(key, note, read)
        for (const [key, note] of changes) await this.#removeOthers(key, note, read)
      } finally {
        await lock.release()
      }
    })
  }

  async #lock(): Promise<DraftLock> {
    for (const wait of [...LOCK_RETRY_MS, null])
      try {
        return await acquireLock(this.#context.files, join(this.#folder, LOCK_FILE))
      } catch (error) {
        if (!(error instanceof Locked)) throw error
        if (wait !== null) await pause(wait)
      }
    throw deskProblem('locked', 'notesBusy')
  }

  async #read(): Promise<ReadNotes<Note>> {
    const { files, folder } = this.#context
    await ownFolder(files, folder, `${NOTES_FOLDER}/${this.#kind.folder}`)
    const all = (await ifExists(files.readdir(this.#folder))) ?? []
    const names = all
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .sort()
      .slice(0, MAX_FILES)
    const failures = new Map<string, unknown>()
    const read = await mapBounded(names, CONCURRENCY, async (name) => {
      try {
        return await this.#readFile(name)
      } catch (error) {
        failures.set(name, error)
        return null
      }
    })
    const notes = new Map<string, Note>()
    const filesOf = new Map<string, string[]>()
    for (const [index, note] of read.entries()) {
      if (note === null) continue
      const key = this.#kind.keyOf(note)
      const other = notes.get(key)
      notes.set(key, other === undefined ? note : this.#kind.merge(other, note))
      filesOf.set(key, [...(filesOf.get(key) ?? []), names[index] ?? ''])
    }
    this.#cache = new Map([...this.#cache].filter(([name]) => names.includes(name)))
    return { notes, files: filesOf, failures }
  }

  /** Returns the note of a file; null for a file that is none, or is gone. */
  async #readFile(name: string): Promise<Note | null> {
    const { files, folder } = this.#context
    const path = join(this.#folder, name)
    const facts = await ifExists(files.lstat(path))
    if (facts === undefined) return null
    const stamp = stampOf(facts)
    const cached = this.#cache.get(name)
    if (cached?.stamp === stamp && facts.isFile()) return cached.note
    const bytes = await ifExists(readInside(files, folder, path, MAX_NOTE_BYTES))
    if (bytes === undefined) return null
    const note = this.#noteIn(bytes)
    this.#cache.set(name, { stamp, note })
    return note
  }

  #noteIn(bytes: Uint8Array): Note | null {
    return noteIn(this.#kind, new TextDecoder().decode(bytes))
  }

  async #write(key: string, note: Note, { files: known, failures }: ReadNotes<Note>): Promise<void> {
    const { files } = this.#context
    const name = fileNameOf(key)
    const path = join(this.#folder, name)
    // A file that cannot be read at the moment is not overwritten.
    if (failures.has(name)) throw failures.get(name)
    const isOurs = known.get(key)?.includes(name) === true
    if (!isOurs && (await ifExists(files.lstat(path))) !== undefined) await this.#setAside(name)
    await writeAtomically(files, path, new TextEncoder().encode(`${JSON.stringify(note, null, 2)}\n`))
  }

  /** Removes the copies of a note that its file includes now; of a deleted note every file. */
  async #removeOthers(key: string, note: Note | null, { files: known }: ReadNotes<Note>): Promise<void> {
    const kept = note === null ? undefined : fileNameOf(key)
    for (const name of known.get(key) ?? [])
      if (name !== kept) await ifExists(this.#context.files.unlink(join(this.#folder, name)))
  }

  /** Renames a file that is not a note, so that its words are not lost. */
  async #setAside(name: string): Promise<void> {
    const aside = `${name}.unread-${String(this.#context.now())}`
    await this.#context.files.rename(join(this.#folder, name), join(this.#folder, aside))
    this.#context.log(`${name} is no note of ${this.#kind.folder} and was set aside as ${aside}`)
  }
}

/** Returns the note in a file's text; null if it is none of this kind. */
export function noteIn<Note>(kind: NoteKind<Note>, text: string): Note | null {
  try {
    return kind.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function fileNameOf(key: string): string {
  return `${sha256(key).slice(0, 32)}.json`
}
