import { isLabel, isListFilter, type ListFilter, type SavedFilter } from '../../desk.ts'
import { FILTERS_FOLDER, type DeskContext } from '../context.ts'
import { deskProblem } from '../problems.ts'
import { NoteFiles, noteIn, type NoteKind } from './noteFiles.ts'

/** A saved filter as its file has it. */
interface FilterNote extends SavedFilter {
  /** When it was saved last, in milliseconds since 1970. */
  readonly saved: number
}

/**
 * The saved filters of a library, by name. They name its tags and people and have the writer's words in them, so they are
 * kept in the library and not among the settings.
 */
const KIND: NoteKind<FilterNote> = {
  folder: FILTERS_FOLDER,
  keyOf: ({ name }) => name,
  parse: parseNote,
  merge: (one, other) => {
    const isNewer =
      one.saved === other.saved ? JSON.stringify(one) > JSON.stringify(other) : one.saved > other.saved
    return isNewer ? { ...other, ...one } : { ...one, ...other }
  },
}

/** Returns the filter in a note's text, as a backup has it; null if it is none. */
export function filterIn(text: string): SavedFilter | null {
  return noteIn(KIND, text)
}

export class FilterNotes {
  readonly #notes: NoteFiles<FilterNote>
  readonly #now: () => number

  constructor(context: DeskContext) {
    this.#notes = new NoteFiles(context, KIND)
    this.#now = context.now
  }

  /** Returns the filters by name. */
  async read(): Promise<readonly SavedFilter[]> {
    const notes = await this.#notes.read()
    return [...notes.values()]
      .map(({ name, filter }) => ({ name, filter: knownPart(filter) }))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  /** Saves a filter; replaces the one of that name. @throws as {@link NoteFiles.change}, like all methods below */
  save(name: string, filter: ListFilter): Promise<void> {
    return this.#notes.change(
      (notes) => new Map([[name, this.#dated({ ...notes.get(name), name, filter: knownPart(filter) })]]),
    )
  }

  /** Renames a filter; replaces the one that has it. */
  rename(name: string, newName: string): Promise<void> {
    return this.#notes.change((notes) => {
      const note = notes.get(name)
      if (note === undefined) throw deskProblem('not-found', 'noSuchFilter', { name })
      if (name === newName) return new Map()
      return new Map([
        [newName, this.#dated({ ...note, name: newName })],
        [name, null],
      ])
    })
  }

  /** Does nothing if there is no such filter. */
  remove(name: string): Promise<void> {
    return this.#notes.change((notes) => (notes.has(name) ? new Map([[name, null]]) : new Map()))
  }

  /** Adds a filter of another library, unless one has that name here. */
  add(imported: SavedFilter): Promise<void> {
    const { name } = imported
    return this.#notes.change((notes) =>
      notes.has(name) ? new Map() : new Map([[name, this.#dated(imported)]]),
    )
  }

  /** Returns a filter as saved now. */
  #dated(saved: SavedFilter): FilterNote {
    return { ...saved, saved: this.#now() }
  }
}

/** Returns the fields of a filter that this Galley knows. */
function knownPart({ text, state, tag, person, sort }: ListFilter): ListFilter {
  return { text, state, tag, person, sort }
}

function parseNote(value: unknown): FilterNote | null {
  if (typeof value !== 'object' || value === null) return null
  const fields = value as Readonly<Record<string, unknown>>
  const { name, filter, saved } = fields
  if (!isLabel(name) || !isListFilter(filter)) return null
  const time = typeof saved === 'number' && Number.isSafeInteger(saved) && saved >= 0 ? saved : 0
  return { ...fields, name, filter, saved: time }
}
