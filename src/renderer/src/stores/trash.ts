import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { TrashedDraft } from '../../../desk.ts'
import { desk } from '../desk.ts'
import { useLibrary } from './library.ts'
import { useNotices } from './notices.ts'

/** The drafts in the trash. Emptying it is the only call that deletes words, so its caller asks the writer first. */
export const useTrash = defineStore('trash', () => {
  const library = useLibrary()
  const notices = useNotices()
  /** As of the last {@link load}, the most recently trashed first. */
  const drafts = shallowRef<readonly TrashedDraft[]>([])

  /** Reads the list again. On failure the old one stays, and a notice says why. */
  async function load(): Promise<void> {
    const outcome = await desk.listTrash()
    if (outcome.ok) drafts.value = outcome.value
    else notices.problem(outcome.problem)
  }

  /** Moves a draft back to the library. */
  async function restore(id: string): Promise<void> {
    await library.restore(id)
    await load()
  }

  /** Deletes all drafts in the trash for good, with their history and pictures. */
  async function empty(): Promise<void> {
    const outcome = await desk.emptyTrash()
    if (!outcome.ok) notices.problem(outcome.problem)
    await Promise.all([load(), library.checkForChanges()])
  }

  return { drafts, load, restore, empty }
})
