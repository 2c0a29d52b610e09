import { refDebounced, watchDebounced } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import {
  countNodeCharacters,
  countArticleWords,
  countTurns,
  findings,
  namesInTurns,
  notesOf,
  parts,
  pictureSources,
  readingMinutes,
  turnsBySpeaker,
  wordsBySpeaker,
} from '../../../../article/index.ts'
import { textOf } from '../../../../blocks/node.ts'
import { language } from '../../i18n.ts'
import { contentsOf } from './contents.ts'
import { useDraft } from '../draft.ts'

/** How long the writer must rest before the article is counted again: never on the key path. */
const COUNT_DELAY_MS = 300

/** Returns the share of each part in whole per cent, which add up to 100: what is missing goes to the largest remainders. */
function percentages(parts: readonly number[]): number[] {
  const all = parts.reduce((sum, part) => sum + part, 0)
  if (all === 0) return parts.map(() => 0)
  const exact = parts.map((part) => (100 * part) / all)
  const missing = 100 - exact.reduce((sum, share) => sum + Math.floor(share), 0)
  const remainder = (index: number): number => (exact[index] ?? 0) % 1
  const largest = new Set([...exact.keys()].sort((a, b) => remainder(b) - remainder(a)).slice(0, missing))
  return exact.map((share, index) => Math.floor(share) + (largest.has(index) ? 1 : 0))
}

/** Counts, outline and check results of the draft in sight. Everything is computed from the text at rest, when it is read. */
export const useArticleStats = defineStore('articleStats', () => {
  const draft = useDraft()
  const countedEdits = refDebounced(
    computed(() => draft.edits),
    COUNT_DELAY_MS,
  )
  const article = computed(() => {
    // The document is not reactive: `countedEdits` is what this value depends on.
    return countedEdits.value >= 0 && draft.metadata !== null ? draft.current() : null
  })
  /** The id of the last draft that was open for a moment. Counting a long article takes as long as drawing it. */
  const countedDraft = ref<string | null>(null)
  watchDebounced(
    () => draft.id,
    (id) => (countedDraft.value = id),
    { debounce: COUNT_DELAY_MS, immediate: true },
  )
  /** False just after a draft was opened: until then its word count is the library's. */
  const isCounted = computed(() => countedDraft.value === draft.id)
  const body = computed(() => (article.value === null ? null : parts(article.value.doc).body))
  /** Headline and standfirst as lines of text; '' while nothing is open. */
  const lineOf = (field: 'headline' | 'standfirst') =>
    computed(() => (article.value === null ? '' : textOf(parts(article.value.doc)[field])))
  const [headline, standfirst] = [lineOf('headline'), lineOf('standfirst')]
  /** The pictures that the article shows, each once, as their blocks name them. */
  const pictures = computed(() => (article.value === null ? [] : pictureSources(article.value.doc)))
  const words = computed(() => {
    if (!isCounted.value) return draft.summary?.words ?? 0
    return article.value === null ? 0 : countArticleWords(article.value.doc)
  })
  /** Reading time in minutes. */
  const minutes = computed(() => readingMinutes(words.value))
  /** The number of turns of each speaker, by name. */
  const turnCounts = computed(() =>
    article.value === null ? new Map<string, number>() : turnsBySpeaker(article.value.doc),
  )
  /** The names in all turns, also those of turns without words. */
  const names = computed(() => (article.value === null ? [] : namesInTurns(article.value.doc)))
  /** The number of turns with words. */
  const turns = computed(() => (body.value === null ? 0 : countTurns(body.value)))
  const characters = computed(() =>
    body.value === null ? { all: 0, withoutSpaces: 0 } : countNodeCharacters(body.value),
  )
  /** Words of each speaker and their share of all spoken words, in per cent that add up to 100; most words first. */
  const speakerShares = computed(() => {
    const spoken = body.value === null ? [] : [...wordsBySpeaker(body.value)]
    const percents = percentages(spoken.map(([, count]) => count))
    return spoken
      .map(([name, count], index) => ({ name, words: count, percent: percents[index] ?? 0 }))
      .sort((one, other) => other.words - one.words)
  })
  /** The rows of the outline. Their labels are in the page's language, so a change of that computes them again. */
  const contents = computed(() => (language() === '' || body.value === null ? [] : contentsOf(body.value)))
  /** The writer's notes to self, in reading order. */
  const notes = computed(() => (article.value === null ? [] : notesOf(article.value)))
  /** Findings of the checks, errors first, in the page's language too. */
  const issues = computed(() => (language() === '' || article.value === null ? [] : findings(article.value)))
  return {
    ...{ isCounted, words, minutes, characters, turns, turnCounts, speakerShares },
    ...{ namesInTurns: names, contents, issues, notes },
    ...{ headline, standfirst, pictures },
  }
})
