import { refDebounced } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { countWords, findings, parts, readingMinutes, turnsBySpeaker } from '../../../article/index.ts'
import { useDraft } from './draft.ts'

/** Milliseconds without an edit before the facts are counted anew: never on the key path. */
const REST = 300

/** What can be counted and checked in the draft on the page; follows the text at rest. */
export const useFacts = defineStore('facts', () => {
  const draft = useDraft()
  const settled = refDebounced(
    computed(() => draft.edits),
    REST,
  )
  const article = computed(() => {
    // `settled` is what this depends on: the document itself is not reactive.
    return settled.value >= 0 && draft.metadata !== null ? draft.current() : null
  })
  const words = computed(() => (article.value === null ? 0 : countWords(parts(article.value.doc).body)))
  const minutes = computed(() => readingMinutes(words.value))
  const turns = computed(() =>
    article.value === null ? new Map<string, number>() : turnsBySpeaker(article.value.doc),
  )
  const found = computed(() => (article.value === null ? [] : findings(article.value)))
  return { words, minutes, turns, found }
})
