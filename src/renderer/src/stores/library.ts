import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { comparable } from '../../../text/unicode.ts'
import type { DraftSummary, Library } from '../../../desk.ts'
import { desk } from '../desk.ts'
import { useNotices } from './notices.ts'

export type StateFilter = 'all' | DraftSummary['state']

/** To find by: case and accents aside. */
function folded(text: string): string {
  return comparable(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
}

/** The drafts on the disk, as the desk lists them, and which of them the writer looks for. */
export const useLibrary = defineStore('library', () => {
  const notices = useNotices()
  const library = shallowRef<Library | null>(null)
  const query = ref('')
  const state = ref<StateFilter>('all')

  const drafts = computed(() => library.value?.drafts ?? [])
  const shown = computed(() => {
    const wanted = folded(query.value)
    return drafts.value.filter(
      (draft) =>
        (state.value === 'all' || draft.state === state.value) && folded(draft.title).includes(wanted),
    )
  })

  async function load(): Promise<void> {
    const outcome = await desk.library()
    if (!outcome.ok) {
      notices.tell(outcome.problem, [{ label: 'Try again', run: () => void load() }], 'library')
      return
    }
    library.value = outcome.value
    notices.clear('library')
    for (const text of outcome.value.notices) notices.say(text, [], 12_000)
  }

  function put(drafts: readonly DraftSummary[], trashed = 0): void {
    if (library.value === null) return
    const sorted = drafts.toSorted((one, other) => other.edited - one.edited)
    library.value = { ...library.value, drafts: sorted, trashed: library.value.trashed + trashed }
  }

  /** Puts a draft's new summary into the list. */
  function note(summary: DraftSummary): void {
    put([summary, ...drafts.value.filter(({ id }) => id !== summary.id)])
  }

  /** Moves a draft to the trash. Answers whether it went. */
  async function trash(id: string): Promise<boolean> {
    const outcome = await desk.trashDraft(id)
    if (!outcome.ok) {
      notices.tell(outcome.problem)
      return false
    }
    const title = drafts.value.find((draft) => draft.id === id)?.title ?? ''
    put(
      drafts.value.filter((draft) => draft.id !== id),
      1,
    )
    notices.say(
      `“${title || 'Untitled'}” is in the trash.`,
      [{ label: 'Undo', run: () => void restore(id) }],
      10_000,
    )
    return true
  }

  async function restore(id: string): Promise<void> {
    const outcome = await desk.restoreDraft(id)
    if (!outcome.ok) notices.tell(outcome.problem)
    else put([outcome.value, ...drafts.value], -1)
  }

  return { library, drafts, shown, query, state, load, note, trash, restore }
})
