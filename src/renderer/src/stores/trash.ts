import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { TrashedDraft } from '../../../desk.ts'
import { desk } from '../desk.ts'
import { useLibrary } from './library.ts'
import { useNotices } from './notices.ts'

/** What lies in the trash. Emptying it is the only act that removes words, so whoever calls it has asked. */
export const useTrash = defineStore('trash', () => {
  const library = useLibrary()
  const notices = useNotices()
  const drafts = shallowRef<readonly TrashedDraft[]>([])

  async function load(): Promise<void> {
    const outcome = await desk.listTrash()
    if (outcome.ok) drafts.value = outcome.value
    else notices.problem(outcome.problem)
  }

  async function restore(id: string): Promise<void> {
    await library.restore(id)
    await load()
  }

  async function empty(): Promise<void> {
    const outcome = await desk.emptyTrash()
    if (!outcome.ok) notices.problem(outcome.problem)
    await Promise.all([load(), library.checkForChanges()])
  }

  return { drafts, load, restore, empty }
})
