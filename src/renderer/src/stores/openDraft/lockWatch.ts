import type { OpenDraft, OpenedDraft } from './openDraft.ts'
import type { Page } from './page.ts'
import type { DraftSaver } from './draftSaver.ts'

/** How often a page looks whether a draft that somebody else writes is free. */
const CHECK_INTERVAL_MS = 4_000

/**
 * Watches a draft that is only read, because another window or another Galley writes it. Once it is free, the newest text
 * is shown and the draft can be written. Words that are only on this page stay: the draft then goes on with them.
 */
export function createLockWatch(page: Page, saver: DraftSaver, show: (opened: OpenedDraft) => OpenDraft) {
  const { desk, clock, notices, shown } = page
  let cancel = (): void => undefined
  let isChecking = false

  function schedule(): void {
    cancel()
    cancel = clock.schedule(() => void check(), CHECK_INTERVAL_MS)
  }

  /** Looks at once, if the draft in sight is only read. */
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

  /** Whether there are words that are only on this page. In a draft that it never had open to write there are none. */
  const hasUnsavedWords = (draft: OpenDraft): boolean => draft.autosave.isDirty && draft.opening !== ''

  async function resumeWriting(draft: OpenDraft): Promise<void> {
    if (await saver.recover(draft)) announceFree()
  }

  function showNewest(draft: OpenDraft): Promise<void> {
    return page.queues.run(draft.id, async () => {
      if (!draft.isShown()) return
      const outcome = await desk.openDraft(draft.id)
      const isFree = outcome.ok && outcome.value.heldBy === undefined
      if (!isFree) return
      if (draft.isShown() && !hasUnsavedWords(draft)) {
        show(outcome.value)
        announceFree()
      } else if (draft.isShown() || shown.value?.id !== draft.id) await desk.closeDraft(draft.id)
    })
  }

  function announceFree(): void {
    notices.clear('save')
    notices.toast('Nobody else is writing this draft any more. You can write here again.')
  }

  /** Another draft is in sight, or who writes it has changed. */
  function watchShown(): void {
    cancel()
    if (shown.value?.isReadOnly === true) schedule()
  }

  return { check: check, watchShown }
}
