import { stringifyArticle } from '../../../../article/index.ts'
import type { OpenDraft, OpenedDraft } from './openDraft.ts'
import type { Page } from './page.ts'

/** What a version is called that was replaced by another one: named, so that it is kept for ever. */
const VERSION_NAME = 'Yours, when you took the other version'
/** How often the writer's version is kept anew before the other one is shown, when typing goes on meanwhile. */
const MAX_ATTEMPTS = 3

/** What a writer may do when the file is not the one that was read. Each keeps both versions. */
export function createConflictActions(page: Page, show: (opened: OpenedDraft) => OpenDraft) {
  const { desk, notices, library, shown } = page

  /** Goes on in a new draft. What was typed meanwhile goes along. */
  async function keepCopy(draft: OpenDraft): Promise<void> {
    const { changeCount: changes } = draft
    const outcome = await desk.saveCopy(draft.id, stringifyArticle(draft.read()))
    if (!outcome.ok) {
      notices.problem(outcome.problem, [], 'save')
      return
    }
    library.updateRow(outcome.value.summary)
    if (draft.isShown()) {
      const isTypedOn = draft.changeCount !== changes
      const article = isTypedOn ? stringifyArticle(draft.read(), 0) : outcome.value.article
      const copy = show({ ...outcome.value, article })
      if (isTypedOn) copy.touch()
    } else void page.queues.run(outcome.value.summary.id, () => desk.closeDraft(outcome.value.summary.id))
    await library.load()
  }

  /** Keeps what is on the page as a named version. Returns the count of changes that it includes; null when refused. */
  async function keepPageVersion(draft: OpenDraft): Promise<number | null> {
    const { changeCount: changes } = draft
    const kept = await desk.keepRevision(draft.id, 'named', VERSION_NAME, stringifyArticle(draft.read(), 0))
    if (kept.ok) return changes
    notices.problem(kept.problem, [{ label: 'Keep mine as a copy', run: () => void keepCopy(draft) }], 'save')
    return null
  }

  /** Goes on with the version that is on the disk. What is on the page is kept in the history, and one undo away. */
  async function openOtherVersion(draft: OpenDraft): Promise<void> {
    let kept = await keepPageVersion(draft)
    for (let attempt = 1; attempt < MAX_ATTEMPTS && kept !== null && kept !== draft.changeCount; attempt += 1)
      kept = await keepPageVersion(draft)
    if (kept === null || !draft.isShown()) return
    // Lines of the old text must not reach the journal of the new opening.
    await draft.journal.pause()
    await page.queues.run(draft.id, async () => {
      if (!draft.isShown()) return
      const outcome = await desk.openDraft(draft.id)
      if (!draft.isShown()) {
        if (outcome.ok && shown.value?.id !== draft.id) await desk.closeDraft(draft.id)
        return
      }
      if (!outcome.ok) {
        draft.journal.resume()
        notices.problem(outcome.problem, [], 'save')
        return
      }
      const isTypedOn = draft.changeCount !== kept
      const last = stringifyArticle(draft.read(), 0)
      show(outcome.value)
      notices.toast('The other version is here. Yours is in the history, under a name.')
      if (isTypedOn) await keepLateWords(draft.id, last)
    })
  }

  async function keepLateWords(id: string, text: string): Promise<void> {
    const outcome = await desk.keepRevision(id, 'named', VERSION_NAME, text)
    if (!outcome.ok) notices.problem(outcome.problem, [], 'save')
  }

  return { keepCopy, openOtherVersion: openOtherVersion }
}
