import { person, type Person } from '../../../../article/index.ts'
import type { OpenDraft } from './openDraft.ts'

/** Puts somebody into the cast, unless a person of that name is in it. */
export function joinCast(draft: OpenDraft, name: string): void {
  const { cast } = draft.metadata.value
  if (name !== '' && !cast.some((known) => known.name === name))
    draft.setMetadata({ cast: [...cast, person(name)] })
}

/** Changes somebody of the cast; a new name is a new name in every turn, and an existing one joins the two. */
export function updatePerson(draft: OpenDraft, index: number, change: Partial<Person>): void {
  const { cast } = draft.metadata.value
  const before = cast[index]
  if (before === undefined || change.name === '') return
  const after = { ...before, ...change }
  const others = cast.some((known, at) => at !== index && known.name === after.name)
  // The turns first: once the cast has changed, every turn waits in Vue's queue, and each one drawn searches it.
  if (after.name !== before.name) draft.rename(before.name, after.name)
  draft.setMetadata({
    cast: others
      ? cast.filter((_, at) => at !== index)
      : cast.map((known, at) => (at === index ? after : known)),
  })
}

export function removePerson(draft: OpenDraft, index: number): void {
  draft.setMetadata({ cast: draft.metadata.value.cast.filter((_, at) => at !== index) })
}
