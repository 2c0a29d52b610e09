import { computed, watch } from 'vue'
import { slugFrom } from '../../../../article/index.ts'
import { useArticleStats } from './articleStats.ts'
import { useDraft } from '../draft.ts'

/**
 * Lets the slug of the draft in sight follow its headline, each time typing stops, until somebody types a slug. That is known
 * from the slug itself: it follows while it is empty or is what the headline before made. Only an article whose state is
 * `draft` changes its address; undo of a headline brings its slug back in the same way. Call it in a setup.
 */
export function useSlugFollower(): void {
  const draft = useDraft()
  const stats = useArticleStats()
  const named = computed(() => ({ id: draft.id, headline: stats.headline }))
  watch(named, (now, before) => {
    const { metadata } = draft
    // Switching to another draft does not change a headline.
    if (now.id !== before.id || now.headline === before.headline || metadata === null) return
    if (metadata.state !== 'draft' || (metadata.slug !== '' && metadata.slug !== slugFrom(before.headline)))
      return
    const slug = slugFrom(now.headline)
    if (slug !== metadata.slug) draft.setMetadata({ slug })
  })
}
