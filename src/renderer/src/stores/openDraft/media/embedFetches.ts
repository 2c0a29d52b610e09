import { shallowReactive } from 'vue'
import type { EmbedDetails, Problem } from '../../../../../desk.ts'
import { t } from '../../../i18n.ts'
import type { Page } from '../page.ts'

/** The state of fetching title and picture for one address of a draft. */
export type EmbedFetch =
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'done'; readonly details: EmbedDetails }

/**
 * Fetches titles and pictures of embeds, when the writer asks for it. The state is kept by draft and address, so that a card
 * still shows it after the writer has opened another draft and come back.
 */
export function createEmbedFetches(page: Page) {
  const { desk, shown, notices } = page
  const fetches = shallowReactive(new Map<string, EmbedFetch>())
  const keyOf = (id: string, url: string): string => `${id} ${url}`

  return {
    /**
     * Returns what lives at an address, its picture stored in the draft; null if that failed or was cancelled, or is under way
     * already.
     */
    fetchEmbed: async (id: string, url: string): Promise<EmbedDetails | null> => {
      const key = keyOf(id, url)
      if (fetches.get(key)?.kind === 'busy') return null
      if (shown.value?.id === id && shown.value.isReadOnly) {
        notices.notice(t('stores.embeds.readOnly'))
        return null
      }
      const mine: EmbedFetch = { kind: 'busy' }
      fetches.set(key, mine)
      const outcome = await desk.fetchEmbed(id, url)
      // It was cancelled, and may have been asked for again since.
      if (fetches.get(key) !== mine) return null
      fetches.set(
        key,
        outcome.ok ? { kind: 'done', details: outcome.value } : { kind: 'failed', problem: outcome.problem },
      )
      return outcome.ok ? outcome.value : null
    },
    /** Cancels the fetch for an address, and forgets its result. */
    dropEmbedFetch: (id: string, url: string): void => {
      const key = keyOf(id, url)
      const isBusy = fetches.get(key)?.kind === 'busy'
      fetches.delete(key)
      if (isBusy) void desk.cancelEmbed(id, url)
    },
    /** Returns the state of the fetch for an address of the draft in sight; null if there was none. Reactive. */
    embedFetch: (url: string): EmbedFetch | null => fetches.get(keyOf(shown.value?.id ?? '', url)) ?? null,
  }
}
