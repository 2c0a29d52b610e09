import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { host } from '../desk.ts'
import { useCast } from './cast/cast.ts'
import { castNameWords } from './cast/nameWords.ts'
import { useDraft } from './draft.ts'

/** What the host's spelling checker needs to know about the draft in sight: its language, and that names are no mistakes. */
export const useSpelling = defineStore('spelling', () => {
  const draft = useDraft()
  const cast = useCast()
  /** The draft's language, as a BCP 47 tag. */
  const language = computed(() => draft.metadata?.language ?? 'en')
  const words = computed(() => castNameWords(cast.people))
  /**
   * Names that the editor marks `spellcheck="false"`, for hosts whose checker has no custom dictionary (browsers). Empty
   * where the host has learned them.
   */
  const names = ref<readonly string[]>([])

  watch(
    () => [draft.id ?? '', language.value, ...words.value].join('\n'),
    async () => {
      const sentWords = words.value
      const outcome = await host.checkSpelling(language.value, [...sentWords])
      // The cast may have changed before the answer; a later call answers for that.
      if (sentWords === words.value) names.value = outcome.ok && outcome.value ? [] : sentWords
    },
    { immediate: true },
  )

  return { language, names }
})
