import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useArticleStats } from '../article/articleStats.ts'
import { useDraft } from '../draft.ts'

/**
 * How many words each draft had when this page first opened it, to tell what was written since. In memory alone: a session ends
 * with the page.
 */
export const useSessionWords = defineStore('sessionWords', () => {
  const draft = useDraft()
  const stats = useArticleStats()
  const first = ref<Readonly<Record<string, number>>>({})

  watch(
    () => draft.id,
    (id) => {
      const words = draft.summary?.words
      if (id !== null && words !== undefined && first.value[id] === undefined)
        first.value = { ...first.value, [id]: words }
    },
    { immediate: true },
  )

  /** How many words the draft in sight has gained since it was opened; negative if it has lost some. */
  const gained = computed(() => stats.words - (first.value[draft.id ?? ''] ?? stats.words))

  return { gained }
})
