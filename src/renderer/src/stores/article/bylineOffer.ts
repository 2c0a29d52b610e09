import { t } from '../../i18n.ts'
import { useNotices } from '../notices.ts'
import { useSettings } from '../settings.ts'

/** How long the offer is shown. */
const OFFER_MS = 15_000

/**
 * Offers a byline that was typed as the byline of new drafts. It does so once, and not where the settings name one already.
 * @param byline as it was stored in a draft
 */
export function offerByline(byline: string): void {
  const store = useSettings()
  const { newDraftByline, bylineOffered } = store.settings
  if (byline === '' || newDraftByline !== '' || bylineOffered) return
  store.set({ bylineOffered: true })
  const use = {
    label: t('stores.byline.use'),
    run: () => {
      store.set({ newDraftByline: byline })
    },
  }
  useNotices().toast(t('stores.byline.offer', { byline }), [use], OFFER_MS, 'byline')
}
