import { watch } from 'vue'
import { MAX_SHORT_TEXT_LENGTH } from '../../../calls.ts'
import { draftInAddress, showInAddress } from '../dom/address.ts'
import { host } from '../desk.ts'
import { t } from '../i18n.ts'
import { useDraft } from '../stores/draft.ts'

/**
 * Keeps the window in step with the draft in sight: its title, the draft in its address (so that a reload comes back to it),
 * and what the host knows of it, for the windows of the next start and for macOS' title bar.
 */
export function useWindow(): void {
  const draft = useDraft()
  watch(
    () => draft.summary?.title,
    (title) => {
      document.title =
        title === undefined || title === '' ? t('library.brand') : t('shell.documentTitle', { title })
    },
  )
  watch(
    [() => draft.id ?? '', () => draft.summary?.title ?? '', () => draft.saveState !== 'saved'] as const,
    ([id, title, isEdited]) => {
      showInAddress(id)
      void host.showsDraft(id, title.slice(0, MAX_SHORT_TEXT_LENGTH), isEdited)
    },
  )
}

/**
 * Opens the draft that the address names; the last one if it names none, and none if the writer has opened another by now. No
 * notice if it is gone.
 */
export async function openFirstDraft(last: string): Promise<void> {
  const id = draftInAddress() ?? last
  const isOpen = id !== '' && (await useDraft().open(id, { quietly: true }))
  if (isOpen || useDraft().id !== null) return
  // The host thinks that this window shows the draft that it was opened for.
  showInAddress('')
  void host.showsDraft('', '', false)
}
