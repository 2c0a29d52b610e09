import { isDraftId } from '../../calls.ts'
import { isDescription, isLabel, MAX_SERIES_DRAFTS, type SeriesChange, type SeriesSide } from '../../desk.ts'
import { SERIES_FOLDER, type DeskContext } from '../context.ts'
import { deskProblem } from '../problems.ts'
import { NoteFiles, noteIn, type NoteKind } from './noteFiles.ts'

/** A series as its file has it. */
export interface SeriesNote {
  readonly tag: string
  readonly description: string
  /** When the description was changed last, in milliseconds since 1970. */
  readonly described: number
  /** Drafts in their order. Also such as are in the trash, so that they come back to their places. */
  readonly order: readonly string[]
  /** When the order was changed last. */
  readonly ordered: number
}

/** The series of a library, by tag. The order and the description of a series are merged apart: see `mergeNotes`. */
const KIND: NoteKind<SeriesNote> = {
  folder: SERIES_FOLDER,
  keyOf: ({ tag }) => tag,
  parse: parseNote,
  merge: mergeNotes,
}

/** Returns the series in a note's text, as a backup has it; null if it is none. */
export function seriesIn(text: string): SeriesNote | null {
  return noteIn(KIND, text)
}

export class SeriesNotes {
  readonly #notes: NoteFiles<SeriesNote>
  readonly #now: () => number

  constructor(context: DeskContext) {
    this.#notes = new NoteFiles(context, KIND)
    this.#now = context.now
  }

  /** Returns the series by tag. */
  read(): Promise<ReadonlyMap<string, SeriesNote>> {
    return this.#notes.read()
  }

  /**
   * Makes a tag a series, or changes one.
   * @param tagged the ids of the drafts with the tag, by which a new series is ordered
   * @throws as {@link NoteFiles.change}, like all methods below
   */
  save(tag: string, { description, order }: SeriesChange, tagged: readonly string[]): Promise<void> {
    return this.#notes.change((notes) => {
      const now = this.#now()
      const note = notes.get(tag) ?? { tag, description: '', described: now, order: tagged, ordered: now }
      return only(tag, {
        ...note,
        ...(description === undefined ? {} : { description, described: now }),
        ...(order === undefined ? {} : { order: mergeOrders(order, note.order), ordered: now }),
      })
    })
  }

  /** Moves drafts beside another one. Does nothing if that is one of them. @param tagged see {@link save} */
  place({ tag, ids, beside, side }: PlaceInSeries, tagged: readonly string[]): Promise<void> {
    return this.#notes.change((notes) => {
      const note = found(notes, tag)
      const moved = new Set(ids)
      if (moved.has(beside)) return new Map()
      const others = [...note.order, ...missingFrom(note.order, tagged)].filter((id) => !moved.has(id))
      const at = others.indexOf(beside)
      const to = at < 0 ? others.length : at + (side === 'after' ? 1 : 0)
      const order = others.toSpliced(to, 0, ...moved).slice(0, MAX_SERIES_DRAFTS)
      return only(tag, { ...note, order, ordered: this.#now() })
    })
  }

  /** Changes the tag of a series; merges it into the series that has the tag. */
  rename(tag: string, newTag: string): Promise<void> {
    return this.#notes.change((notes) => {
      const note = found(notes, tag)
      if (tag === newTag) return new Map()
      const other = notes.get(newTag)
      const now = this.#now()
      const description =
        other === undefined || other.description === '' ? note.description : other.description
      const order = mergeOrders(other?.order ?? [], note.order)
      return new Map([
        [newTag, { ...note, ...other, tag: newTag, description, described: now, order, ordered: now }],
        [tag, null],
      ])
    })
  }

  /** Makes a series a mere tag. Does nothing if it is none. */
  end(tag: string): Promise<void> {
    return this.#notes.change((notes) => (notes.has(tag) ? new Map([[tag, null]]) : new Map()))
  }

  /** Adds a series of another library: an existing description stays, and existing drafts come first. */
  add(imported: Pick<SeriesNote, 'tag' | 'description' | 'order'>): Promise<void> {
    const { tag, description, order } = imported
    return this.#notes.change((notes) => {
      const now = this.#now()
      const note = notes.get(tag) ?? { ...imported, tag, description, described: now, order: [] }
      return only(tag, { ...note, order: mergeOrders(note.order, order), ordered: now })
    })
  }
}

/** Drafts that move in a series. */
export interface PlaceInSeries {
  readonly tag: string
  readonly ids: readonly string[]
  readonly beside: string
  readonly side: SeriesSide
}

/** Returns every draft of a series in its order: those that it does not name yet come last, the oldest first. */
export function placesIn({ order }: SeriesNote, tagged: readonly string[]): readonly string[] {
  const isTagged = new Set(tagged)
  return [...order.filter((id) => isTagged.has(id)), ...missingFrom(order, tagged)]
}

/**
 * Merges two orders: that of `first`, with drafts that only `second` has behind the one that is before them there.
 * `['a', 'b', 'c']` and `['c', 'x', 'a']` are `['a', 'b', 'c', 'x']`.
 */
export function mergeOrders(first: readonly string[], second: readonly string[]): readonly string[] {
  const known = new Set(first)
  /** Drafts that only `second` has, by the draft before them; '' for the beginning. */
  const followers = new Map<string, string[]>()
  let last = ''
  for (const id of second)
    if (known.has(id)) last = id
    else followers.set(last, [...(followers.get(last) ?? []), id])
  const merged = ['', ...first].flatMap((id) => [...(id === '' ? [] : [id]), ...(followers.get(id) ?? [])])
  return merged.slice(0, MAX_SERIES_DRAFTS)
}

function missingFrom(order: readonly string[], tagged: readonly string[]): readonly string[] {
  const known = new Set(order)
  return tagged.filter((id) => !known.has(id))
}

/** The newer description and the newer order; of the older order, drafts that the newer one does not have. */
function mergeNotes(one: SeriesNote, other: SeriesNote): SeriesNote {
  const isNewer = (time: number, otherTime: number, text: string, otherText: string): boolean =>
    time === otherTime ? text > otherText : time > otherTime
  const described = isNewer(one.described, other.described, one.description, other.description) ? one : other
  const orderOf = (note: SeriesNote): string => `${note.order.join()} ${JSON.stringify(note)}`
  const isOrdered = isNewer(one.ordered, other.ordered, orderOf(one), orderOf(other))
  const [newer, older] = isOrdered ? [one, other] : [other, one]
  return {
    ...older,
    ...newer,
    description: described.description,
    described: described.described,
    order: mergeOrders(newer.order, older.order),
    ordered: newer.ordered,
  }
}

function found(notes: ReadonlyMap<string, SeriesNote>, tag: string): SeriesNote {
  const note = notes.get(tag)
  if (note === undefined) throw deskProblem('not-found', 'noSuchSeries', { tag })
  return note
}

function only(tag: string, note: SeriesNote): Map<string, SeriesNote> {
  return new Map([[tag, note]])
}

function parseNote(value: unknown): SeriesNote | null {
  if (typeof value !== 'object' || value === null) return null
  const fields = value as Readonly<Record<string, unknown>>
  const { tag, description, described, order, ordered } = fields
  if (!isLabel(tag) || !isDescription(description) || !Array.isArray(order)) return null
  const ids = (order as unknown[]).filter((id): id is string => typeof id === 'string' && isDraftId(id))
  return {
    ...fields,
    ...{ tag, description, described: timeFrom(described) },
    ...{ order: [...new Set(ids)].slice(0, MAX_SERIES_DRAFTS), ordered: timeFrom(ordered) },
  }
}

/** A time of unknown origin; 0, which is older than all others, if it is none. */
function timeFrom(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}
