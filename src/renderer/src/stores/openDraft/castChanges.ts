import { foldedSpellings, type Person } from '../../../../article/index.ts'
import type { OpenDraft } from './openDraft.ts'

/**
 * Changes the person at an index of the cast. A new name is written into every turn that has one of the spellings which the cast folds together; if somebody else has it, the two
 * become one entry.
 */
export function updatePerson(draft: OpenDraft, index: number, change: Partial<Person>): void {
  const { cast } = draft.metadata.value
  const before = cast[index]
  if (before === undefined || change.name === '') return
  const after = { ...before, ...change }
  const isTaken = cast.some((member, at) => at !== index && member.name === after.name)
  // The turns first: once the cast has changed, every turn waits in Vue's queue, and each one drawn searches it.
  if (after.name !== before.name) draft.rename(foldedSpellings(before), after.name)
  draft.setMetadata({
    cast: isTaken
      ? cast.filter((_, at) => at !== index)
      : cast.map((member, at) => (at === index ? after : member)),
  })
}
