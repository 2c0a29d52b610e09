import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { host } from '../desk.ts'
import { castNameWords } from './cast/nameWords.ts'
import { useCast } from './cast/cast.ts'
import { useDraft } from './draft.ts'

/** What the spelling checker is to know of the draft on the page: its language, and that names are no mistakes. */
export const useSpelling = defineStore('spelling', () => {
  const draft = useDraft()
  const cast = useCast()
  const language = computed(() => draft.metadata?.language ?? 'en')
  const words = computed(() => castNameWords(cast.people))
  /** Words that the page has to keep from the checker's sight, because the host's cannot be told them. */
  const names = ref<readonly string[]>([])

  watch(
    () => [draft.id ?? '', language.value, ...words.value].join('\n'),
    async () => {
      const sentWords = words.value
      const outcome = await host.checkSpelling(language.value, [...sentWords])
      if (sentWords === words.value) names.value = outcome.ok && outcome.value ? [] : sentWords
    },
    { immediate: true },
  )

  return { language, names }
})
