import { stringifyArticle } from '../../../../article/index.ts'
import type { OpenDraft, OpenedDraft } from './openDraft.ts'
import type { Page } from './page.ts'

/** What a version is called that was replaced by another one: named, so that it is kept for ever. */
const SET_ASIDE = 'Yours, when you took the other version'
/** How often the writer's version is kept anew before the other one is shown, when typing goes on meanwhile. */
const MAX_ATTEMPTS = 3

/** What a writer may do when the file is not the one that was read. Each keeps both versions. */
export function createChoices(page: Page, show: (opened: OpenedDraft) => OpenDraft) {
  const { desk, notices, library, shown } = page

  /** Goes on in a new draft. What was typed meanwhile goes along. */
  async function keepCopy(draft: OpenDraft): Promise<void> {
    const { changes } = draft
    const outcome = await desk.saveCopy(draft.id, stringifyArticle(draft.read()))
    if (!outcome.ok) {
      notices.tell(outcome.problem, [], 'save')
      return
    }
    library.note(outcome.value.summary)
    if (draft.isShown()) {
      const isTypedOn = draft.changes !== changes
      const article = isTypedOn ? stringifyArticle(draft.read(), 0) : outcome.value.article
      const copy = show({ ...outcome.value, article })
      if (isTypedOn) copy.touch()
    } else void page.queues.run(outcome.value.summary.id, () => desk.closeDraft(outcome.value.summary.id))
    await library.load()
  }

  /** Keeps what is on the page as a named version. Returns the count of changes that it includes; null when refused. */
  async function setAside(draft: OpenDraft): Promise<number | null> {
    const { changes } = draft
    const kept = await desk.keepRevision(draft.id, 'named', SET_ASIDE, stringifyArticle(draft.read(), 0))
    if (kept.ok) return changes
    notices.tell(kept.problem, [{ label: 'Keep mine as a copy', run: () => void keepCopy(draft) }], 'save')
    return null
  }

  /** Goes on with the version that is on the disk. What is on the page is kept in the history, and one undo away. */
  async function takeOther(draft: OpenDraft): Promise<void> {
    let kept = await setAside(draft)
    for (let attempt = 1; attempt < MAX_ATTEMPTS && kept !== null && kept !== draft.changes; attempt += 1)
      kept = await setAside(draft)
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
        notices.tell(outcome.problem, [], 'save')
        return
      }
      const isTypedOn = draft.changes !== kept
      const last = stringifyArticle(draft.read(), 0)
      show(outcome.value)
      notices.say('The other version is here. Yours is in the history, under a name.')
      if (isTypedOn) await keepLast(draft.id, last)
    })
  }

  async function keepLast(id: string, text: string): Promise<void> {
    const outcome = await desk.keepRevision(id, 'named', SET_ASIDE, text)
    if (!outcome.ok) notices.tell(outcome.problem, [], 'save')
  }

  return { keepCopy, takeOther }
}
