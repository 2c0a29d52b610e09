import { t } from '../../i18n.ts'
import type { OpenDraft, OpenedDraft } from './openDraft.ts'
import type { Page } from './page.ts'
import type { DraftSaver } from './draftSaver.ts'

/** How often a page asks whether a locked draft is free. */
const CHECK_INTERVAL_MS = 4_000

/**
 * Watches the draft in sight while it is read only, because another window or another Galley has it open for writing. Once it
 * is free, the newest text is shown and can be edited. If this page has words of its own that are not saved, the draft
 * goes on with those instead: they are never replaced.
 */
export function createLockWatch(page: Page, saver: DraftSaver, show: (opened: OpenedDraft) => OpenDraft) {
  const { desk, clock, notices, shown } = page
  let cancel = (): void => undefined
  let isChecking = false

  function schedule(): void {
    cancel()
    cancel = clock.schedule(() => void check(), CHECK_INTERVAL_MS)
  }

  /** Asks at once, if the draft in sight is read only. */
  async function check(): Promise<void> {
    const draft = shown.value
    if (draft === null || isChecking || !draft.isReadOnly) return
    isChecking = true
    cancel()
    try {
      if (page.isVisible()) await (hasUnsavedWords(draft) ? resumeWriting(draft) : showNewest(draft))
    } finally {
      isChecking = false
      watchShown()
    }
  }

  /** Returns true if there are words that are only on this page. A draft that it never had open for writing has none. */
  const hasUnsavedWords = (draft: OpenDraft): boolean => draft.autosave.isDirty && draft.opening !== ''

  /** Opens the draft for writing again and saves the page's words. */
  async function resumeWriting(draft: OpenDraft): Promise<void> {
    if (await saver.recover(draft)) announceFree()
  }

  /** Opens the draft anew and shows it, if it is free. */
  function showNewest(draft: OpenDraft): Promise<void> {
    return page.queues.run(draft.id, async () => {
      if (!draft.isShown()) return
      const outcome = await desk.openDraft(draft.id)
      const isFree = outcome.ok && outcome.value.lockedBy === undefined
      if (!isFree) return
      if (draft.isShown() && !hasUnsavedWords(draft)) {
        show(outcome.value)
        announceFree()
      } else if (draft.isShown() || shown.value?.id !== draft.id) await desk.closeDraft(draft.id)
    })
  }

  function announceFree(): void {
    notices.clear('save')
    notices.toast(t('stores.draft.free'))
  }

  /** To be called whenever another draft is in sight, or somebody else has locked or released it. */
  function watchShown(): void {
    cancel()
    if (shown.value?.isReadOnly === true) schedule()
  }

  return { check: check, watchShown }
}
