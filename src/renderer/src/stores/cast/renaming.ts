import type { Person } from '../../../../article/index.ts'
import { hasLatin } from '../../../../text/scripts.ts'

/** One renaming: what it made of the cast, so that an undo of the turns can take the cast along. */
export interface Renaming {
  readonly from: string
  readonly to: string
  /** Who was renamed, as they were, and their place. */
  readonly person: Person
  readonly place: number
  /** Who had the new name already, as they were; null when nobody had. */
  readonly into: Person | null
  isApplied: boolean
}

/** What renaming somebody of the cast means; null when nobody there has the name. */
export function renamingFrom(cast: readonly Person[], from: string, to: string): Renaming | null {
  const place = cast.findIndex(({ name }) => name === from)
  const person = cast[place]
  if (person === undefined) return null
  const into = cast.find(({ name }) => name === to) ?? null
  return { from, to, person, place, into, isApplied: true }
}

/** Two people as one: the one who stays keeps what they have and gains the other's spellings. */
function mergedPerson({ person, into, to }: Renaming): Person {
  if (into === null) return { ...person, name: to }
  // A name in another script is another spelling; one in the same script was most likely a slip.
  const spellings = hasLatin(person.name) === hasLatin(to) ? [] : [person.name]
  const all = new Set([...into.otherNames, ...spellings, ...person.otherNames])
  all.delete(to)
  return { ...into, otherNames: [...all], role: into.role || person.role }
}

/** The cast after a renaming, given the cast before it. */
export function withRenaming(cast: readonly Person[], renaming: Renaming): Person[] {
  const after = mergedPerson(renaming)
  const others = renaming.into === null ? cast : cast.filter(({ name }) => name !== renaming.from)
  const old = renaming.into === null ? renaming.from : renaming.to
  return others.map((known) => (known.name === old ? after : known))
}

/** The cast before a renaming, given the cast after it: later changes of other people stay. */
export function withoutRenaming(
  cast: readonly Person[],
  { from, to, person, place, into }: Renaming,
): Person[] {
  if (into === null) return cast.map((known) => (known.name === to ? { ...known, name: from } : known))
  const before = cast.map((known) => (known.name === to ? into : known))
  before.splice(Math.min(place, before.length), 0, person)
  return before
}
