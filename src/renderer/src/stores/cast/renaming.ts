import { foldedSpellings, type Person } from '../../../../article/index.ts'
import { hasLatin } from '../../../../text/scripts.ts'

/**
 * One renaming of a person and what it did to the cast, so that the cast can follow when the writer undoes or redoes the
 * change of the turns. The turns are in the document and have its undo; the cast is metadata and has none of its own.
 */
export interface Renaming {
  readonly from: string
  /** The spellings of the old name that turns may have, `from` first. */
  readonly spellings: readonly string[]
  readonly to: string
  /** The person before the renaming, and their index in the cast. */
  readonly person: Person
  readonly place: number
  /** The person who already had the new name, before the two were merged; null if nobody had it. */
  readonly into: Person | null
  /** False while the renaming is undone. */
  isApplied: boolean
}

/** Returns what renaming a person will do to the cast; null if nobody in it has that name. */
export function renamingFrom(cast: readonly Person[], from: string, to: string): Renaming | null {
  const place = cast.findIndex(({ name }) => name === from)
  const person = cast[place]
  if (person === undefined) return null
  const into = cast.find(({ name }) => name === to) ?? null
  return { from, spellings: foldedSpellings(person), to, person, place, into, isApplied: true }
}

/** The person after a renaming. Of two people, the one with the new name keeps their data and gains the other's spellings. */
function mergedPerson({ person, into, to }: Renaming): Person {
  if (into === null) return { ...person, name: to }
  // A name in another script is another spelling; one in the same script was most likely a typing error.
  const spellings = hasLatin(person.name) === hasLatin(to) ? [] : [person.name]
  const all = new Set([...into.otherNames, ...spellings, ...person.otherNames])
  all.delete(to)
  return { ...into, otherNames: [...all], role: into.role || person.role }
}

/** Returns the cast with a renaming applied. @param cast the cast without it */
export function withRenaming(cast: readonly Person[], renaming: Renaming): Person[] {
  const after = mergedPerson(renaming)
  const others = renaming.into === null ? cast : cast.filter(({ name }) => name !== renaming.from)
  const old = renaming.into === null ? renaming.from : renaming.to
  return others.map((member) => (member.name === old ? after : member))
}

/** Returns the cast with a renaming reverted; later changes of other people stay. @param cast the cast with it applied */
export function withoutRenaming(
  cast: readonly Person[],
  { from, to, person, place, into }: Renaming,
): Person[] {
  if (into === null) return cast.map((member) => (member.name === to ? { ...member, name: from } : member))
  const before = cast.map((member) => (member.name === to ? into : member))
  before.splice(Math.min(place, before.length), 0, person)
  return before
}
