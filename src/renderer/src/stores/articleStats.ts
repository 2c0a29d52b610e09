import { refDebounced, watchDebounced } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import {
  countNodeCharacters,
  countArticleWords,
  findings,
  parts,
  readingMinutes,
  turnsBySpeaker,
  wordsBySpeaker,
} from '../../../article/index.ts'
import { contentsOf } from './contents.ts'
import { useDraft } from './draft.ts'

/** Milliseconds without an edit before the facts are counted anew: never on the key path. */
const COUNT_DELAY_MS = 300

/** What can be counted and checked in the draft on the page; follows the text at rest. */
export const useArticleStats = defineStore('articleStats', () => {
  const draft = useDraft()
  const countedEdits = refDebounced(
    computed(() => draft.edits),
    COUNT_DELAY_MS,
  )
  const article = computed(() => {
    // `settled` is what this depends on: the document itself is not reactive.
    return countedEdits.value >= 0 && draft.metadata !== null ? draft.current() : null
  })
  /** Counting a long article takes as long as drawing it: what was just opened has the library's figure until it rests. */
  const countedDraft = ref<string | null>(null)
  watchDebounced(
    () => draft.id,
    (id) => (countedDraft.value = id),
    { debounce: COUNT_DELAY_MS, immediate: true },
  )
  const isCounted = computed(() => countedDraft.value === draft.id)
  const words = computed(() => {
    if (!isCounted.value) return draft.summary?.words ?? 0
    return article.value === null ? 0 : countArticleWords(article.value.doc)
  })
  const minutes = computed(() => readingMinutes(words.value))
  const turnCounts = computed(() =>
    article.value === null ? new Map<string, number>() : turnsBySpeaker(article.value.doc),
  )
  const body = computed(() => (article.value === null ? null : parts(article.value.doc).body))
  const characters = computed(() =>
    body.value === null ? { all: 0, withoutSpaces: 0 } : countNodeCharacters(body.value),
  )
  /** Who speaks how many words, and which part of all that is spoken that is; the one who says most first. */
  const speakerShares = computed(() => {
    const spoken = body.value === null ? [] : [...wordsBySpeaker(body.value)]
    const all = spoken.reduce((sum, [, count]) => sum + count, 0)
    return spoken
      .map(([name, count]) => ({ name, words: count, share: all === 0 ? 0 : count / all }))
      .sort((one, other) => other.words - one.words)
  })
  const contents = computed(() => (body.value === null ? [] : contentsOf(body.value)))
  const issues = computed(() => (article.value === null ? [] : findings(article.value)))
  return {
    isCounted: isCounted,
    words,
    minutes,
    turnCounts: turnCounts,
    issues: issues,
    characters,
    speakerShares: speakerShares,
    contents,
  }
})
