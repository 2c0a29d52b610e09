import { detectLanguage, emptyMetadata } from '../../../../article/index.ts'
import { useDraft } from '../draft.ts'
import { useSettings } from '../settings.ts'

/**
 * Sets the language of the draft in sight to that of a text that was pasted into its empty body. A language that was chosen, for this
 * draft or for all new ones, stays.
 */
export function followPastedLanguage(text: string): void {
  const draft = useDraft()
  const isChosen =
    useSettings().settings.newDraftLanguage !== '' || draft.metadata?.language !== emptyMetadata().language
  if (isChosen || draft.isReadOnly) return
  const language = detectLanguage(text)
  if (language !== draft.metadata.language) draft.setMetadata({ language })
}
