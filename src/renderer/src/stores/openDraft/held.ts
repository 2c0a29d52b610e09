import type { OpenDraft, OpenedDraft } from './openDraft.ts'
import type { Page } from './page.ts'
import type { Saving } from './saving.ts'

/** How often a page looks whether a draft that somebody else writes is free. */
const LOOK_MS = 4_000

/**
 * Watches a draft that is only read, because another window or another Galley writes it. Once it is free, the newest text
 * is shown and the draft can be written. Words that are only on this page stay: the draft then goes on with them.
 */
export function createHeldWatch(page: Page, saving: Saving, show: (opened: OpenedDraft) => OpenDraft) {
  const { desk, clock, notices, shown } = page
  let cancel = (): void => undefined
  let isLooking = false

  function schedule(): void {
    cancel()
    cancel = clock.schedule(() => void look(), LOOK_MS)
  }

  /** Looks at once, if the draft in sight is only read. */
  async function look(): Promise<void> {
    const draft = shown.value
    if (draft === null || isLooking || !draft.isReadOnly) return
    isLooking = true
    cancel()
    try {
      if (page.isVisible()) await (hasWords(draft) ? goOn(draft) : showNewest(draft))
    } finally {
      isLooking = false
      watchShown()
    }
  }

  /** Whether there are words that are only on this page. In a draft that it never had open to write there are none. */
  const hasWords = (draft: OpenDraft): boolean => draft.autosave.dirty && draft.opening !== ''

  async function goOn(draft: OpenDraft): Promise<void> {
    if (await saving.recover(draft)) tellFree()
  }

  function showNewest(draft: OpenDraft): Promise<void> {
    return page.queues.run(draft.id, async () => {
      if (!draft.isShown()) return
      const outcome = await desk.openDraft(draft.id)
      const isFree = outcome.ok && outcome.value.heldBy === undefined
      if (!isFree) return
      if (draft.isShown() && !hasWords(draft)) {
        show(outcome.value)
        tellFree()
      } else if (draft.isShown() || shown.value?.id !== draft.id) await desk.closeDraft(draft.id)
    })
  }

  function tellFree(): void {
    notices.clear('save')
    notices.say('Nobody else is writing this draft any more. You can write here again.')
  }

  /** Another draft is in sight, or who writes it has changed. */
  function watchShown(): void {
    cancel()
    if (shown.value?.isReadOnly === true) schedule()
  }

  return { look, watchShown }
}
