import { useEventListener } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { host } from '../desk.ts'
import { language as pageLanguage, t } from '../i18n.ts'
import { useCast } from './cast/cast.ts'
import { castNameWords } from './cast/nameWords.ts'
import { useDraft } from './draft.ts'
import { useNotices } from './notices.ts'
import { useSettings } from './settings.ts'

/** The topic of the question about dictionaries. */
const TOPIC = 'dictionaries'

/** Returns the names of languages in the page's language: "American English and Korean". */
function languageNames(tags: readonly string[]): string {
  const names = new Intl.DisplayNames([pageLanguage()], { type: 'language' })
  return new Intl.ListFormat(pageLanguage()).format(tags.map((tag) => names.of(tag) ?? tag))
}

/**
 * What the host's spelling checker needs to know about the draft in sight: its languages, and that names are no mistakes.
 * Where a dictionary would have to be downloaded, the writer is asked once, and the answer is a setting.
 */
export const useSpelling = defineStore('spelling', () => {
  const draft = useDraft()
  const cast = useCast()
  const notices = useNotices()
  const store = useSettings()
  /** The draft's language, as a BCP 47 tag. */
  const language = computed(() => draft.metadata?.language ?? 'en')
  /** The languages to check in: the writer's choice, else the draft's own. */
  const languages = computed(() => {
    const chosen = store.settings.spellingLanguages
    return chosen.length > 0 ? chosen : [language.value]
  })
  const mayDownload = computed(() => store.settings.spellingDownloads === 'yes')
  const words = computed(() => castNameWords(cast.people))
  /**
   * Names that the editor marks `spellcheck="false"`, for hosts whose checker has no custom dictionary (browsers). Empty
   * where the host has learned them.
   */
  const names = ref<readonly string[]>([])
  /** True once the question was shown: a writer who dismisses it is not asked again before the next start. */
  let hasAsked = false

  /** Languages without a dictionary, while the question about them waits until the writer is in this window. */
  let waiting: readonly string[] = []

  /** Asks in the window that the writer is in: each of several windows would ask the same. */
  function askForDictionaries(): void {
    if (waiting.length === 0 || !document.hasFocus()) return
    const missing = waiting
    waiting = []
    if (hasAsked || draft.id === null || store.settings.spellingDownloads !== 'ask') return
    hasAsked = true
    const answer = (spellingDownloads: 'yes' | 'no') => () => {
      store.set({ spellingDownloads })
    }
    notices.question(
      t('stores.spelling.ask', { languages: languageNames(missing), count: missing.length }),
      t('stores.spelling.detail'),
      [
        { label: t('stores.spelling.download'), run: answer('yes') },
        { label: t('stores.spelling.decline'), run: answer('no') },
      ],
      TOPIC,
    )
  }

  watch(
    () => [draft.id ?? '', ...languages.value, String(mayDownload.value), ...words.value].join('\n'),
    async () => {
      const sentWords = words.value
      const outcome = await host.checkSpelling([...languages.value], [...sentWords], mayDownload.value)
      // The cast may have changed before the answer; a later call answers for that.
      if (sentWords !== words.value) return
      names.value = outcome.ok && outcome.value.acceptsNames ? [] : sentWords
      waiting = outcome.ok ? outcome.value.missing : []
      if (waiting.length > 0) askForDictionaries()
      else notices.clear(TOPIC)
    },
    { immediate: true },
  )
  useEventListener(window, 'focus', askForDictionaries)
  // It may have been answered in another window.
  watch(
    () => store.settings.spellingDownloads,
    (answer) => {
      if (answer !== 'ask') notices.clear(TOPIC)
    },
  )

  return { language, names }
})
