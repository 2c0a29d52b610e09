import { watchDebounced } from '@vueuse/core'
import { ref, shallowRef, watch, type ShallowRef } from 'vue'
import { targetById, targets } from '../../../article/index.ts'
import { useDraft } from '../stores/draft.ts'
import { lookOf, usePreviewChoices } from './previewChoices.ts'
import { type Preview, renderPreview } from './renderPreview.ts'

/** How long the writer must rest before the preview follows: never on the key path. */
const FOLLOW_DELAY_MS = 300

/** A long article is drawn less often: after a rest of that many times what drawing it took. */
const REST_PER_COST = 4

/**
 * Returns what the preview shows of the draft in sight, in the form and look of the settings. It is drawn at once for another draft, form
 * or look, and after typing at rest. Reading, writing and drawing happen in one go, so what is shown is of one
 * draft, whatever is opened meanwhile. Null while no draft is open.
 */
export function useLivePreview(): Readonly<ShallowRef<Preview | null>> {
  const draft = useDraft()
  const choices = usePreviewChoices()
  const preview = shallowRef<Preview | null>(null)
  const delayMs = ref(FOLLOW_DELAY_MS)

  function draw(): void {
    const { shown } = draft
    const target = targetById(choices.target) ?? targets[0]
    if (shown === null || target === undefined) {
      preview.value = null
      return
    }
    const begun = performance.now()
    preview.value = renderPreview(shown.id, shown.read(), target, lookOf(choices))
    delayMs.value = Math.max(FOLLOW_DELAY_MS, REST_PER_COST * (performance.now() - begun))
  }

  watch(() => [draft.id, choices.target, lookOf(choices)], draw, { immediate: true })
  watchDebounced(() => draft.edits, draw, { debounce: delayMs })
  return preview
}
