import type { ArticleState } from '../article/index.ts'
import { isDraftId } from './draftId.ts'
import type { Outcome } from './outcome.ts'

/**
 * What a list of drafts is narrowed to and how it is ordered, and what a writer keeps of that in the library: saved filters,
 * and series. A series is a tag with a description and an order of its drafts.
 *
 *     saveSeries('harbour', { description: 'Five people at the quay.' })
 *     placeInSeries('harbour', ['ferry-1a2b3c'], 'tram-4d5e6f', 'before')
 *     listDrafts({ tag: 'harbour', sort: 'series', … }) → rows with `place` 1, 2, 3, …
 */

/** The orders of a list. `series` is that of the tag's series; without one, `edited`. */
export const SORTS = ['edited', 'created', 'title', 'deadline', 'series'] as const

/** The most rows that one query returns. */
export const MAX_LIST_ROWS = 500
/** The length of a tag or of a filter's name, in UTF-16 code units. */
export const MAX_LABEL_LENGTH = 300
/** The length of a series' description, in UTF-16 code units. */
export const MAX_DESCRIPTION_LENGTH = 2000
/** How many drafts the order of a series may name. */
export const MAX_SERIES_DRAFTS = 10_000

/** Which drafts, and in which order. Filters are joined by "and"; '' leaves one out. */
export interface ListFilter {
  /** Words to find anywhere in an article: each must occur, the last one may be unfinished. */
  readonly text: string
  readonly state: ArticleState | ''
  readonly tag: string
  /** The name of a member of the cast. */
  readonly person: string
  readonly sort: (typeof SORTS)[number]
}

/** Which drafts, in which order, and which of them to send. */
export interface LibraryQuery extends ListFilter {
  /** True for the templates alone; otherwise the drafts that are none. */
  readonly templates?: boolean | undefined
  /** The first row, from 0. */
  readonly offset: number
  /** At most {@link MAX_LIST_ROWS}. */
  readonly limit: number
}

/** A filter that the writer named. */
export interface SavedFilter {
  /** Unique in the library. */
  readonly name: string
  readonly filter: ListFilter
}

/** A tag with a description and an order of its drafts. */
export interface Series {
  readonly tag: string
  /** Plain text of several lines; '' for none. */
  readonly description: string
  /** How many drafts have the tag, templates apart. */
  readonly count: number
}

/** New values of a series; what is left out stays as it is. */
export interface SeriesChange {
  readonly description?: string | undefined
  /** The drafts in their order, without repetition. Drafts of the series that it does not name keep their places. */
  readonly order?: readonly string[] | undefined
}

/** Where drafts go, beside another one. */
export type SeriesSide = 'before' | 'after'

/** The calls about series and saved filters. */
export interface ListCalls {
  /** Makes a tag a series, or changes one. A new one is ordered by the time at which its drafts were created. */
  saveSeries(tag: string, change: SeriesChange): Promise<Outcome<null>>
  /** Moves drafts, in the order given, to a place beside another draft of the series. `not-found` if it is no series. */
  placeInSeries(tag: string, ids: readonly string[], beside: string, side: SeriesSide): Promise<Outcome<null>>
  /** Changes the tag of a series. If that has a series, the two are merged: its description stays, its drafts come first. */
  renameSeries(tag: string, newTag: string): Promise<Outcome<null>>
  /** Removes description and order. The tag stays on its drafts. */
  endSeries(tag: string): Promise<Outcome<null>>
  /** Saves a filter under a name; replaces the one that has it. */
  saveFilter(name: string, filter: ListFilter): Promise<Outcome<null>>
  /** Renames a filter. A filter that has that name is replaced. `not-found` if there is no such filter. */
  renameFilter(name: string, newName: string): Promise<Outcome<null>>
  deleteFilter(name: string): Promise<Outcome<null>>
}

type Fields = Readonly<Record<string, unknown>>

/** Returns true for a tag or a filter's name: one line, not empty. */
export function isLabel(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= MAX_LABEL_LENGTH &&
    value.isWellFormed() &&
    !/[\p{Cc}\u2028\u2029]/u.test(value)
  )
}

/** Returns true for plain text without controls but line ends; '' too. */
export function isDescription(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= MAX_DESCRIPTION_LENGTH &&
    value.isWellFormed() &&
    !/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/.test(value)
  )
}

/** Returns true for a list of ids without repetition. */
export function isSeriesOrder(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= MAX_SERIES_DRAFTS &&
    value.every((id) => typeof id === 'string' && isDraftId(id)) &&
    new Set(value).size === value.length
  )
}

/** Returns true for a `SeriesChange`. */
export function isSeriesChange(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { description, order } = value as Fields
  return (
    (description === undefined || isDescription(description)) && (order === undefined || isSeriesOrder(order))
  )
}

/** Returns true for a `ListFilter`; further fields are allowed. */
export function isListFilter(value: unknown): value is ListFilter {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Fields
  return (
    ['text', 'tag', 'person'].every((key) => {
      const text = fields[key]
      return typeof text === 'string' && text.length <= MAX_LABEL_LENGTH && text.isWellFormed()
    }) &&
    // A state that this version does not know matches no draft.
    typeof fields.state === 'string' &&
    /^[a-z]{0,20}$/.test(fields.state) &&
    SORTS.some((sort) => sort === fields.sort)
  )
}
