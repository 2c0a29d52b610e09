import { stringifyArticle } from '../../../../article/index.ts'
import { t } from '../../i18n.ts'
import type { ConflictActions } from './draftSaver.ts'
import type { OpenDraft, OpenedDraft } from './openDraft.ts'
import type { Page } from './page.ts'

/** How often the page's version is kept again before the other one is shown, while the writer goes on typing. */
const MAX_ATTEMPTS = 3

/** Shows a draft that the desk has opened, in place of the one in sight. */
type Show = (opened: OpenedDraft) => OpenDraft

/** Goes on in a new draft. What is typed until it is made goes along. */
async function keepCopy(page: Page, show: Show, draft: OpenDraft): Promise<void> {
  const { desk, library, queues } = page
  draft.writeTyped(true)
  const { changeCount } = draft
  const outcome = await desk.saveCopy(draft.id, stringifyArticle(draft.read()))
  if (!outcome.ok) {
    page.notices.problem(outcome.problem, [], 'save')
    return
  }
  const { id } = outcome.value.summary
  library.updateRow(outcome.value.summary)
  if (draft.isShown()) {
    draft.writeTyped(true)
    const hasNewWords = draft.changeCount !== changeCount
    const article = hasNewWords ? stringifyArticle(draft.read(), 0) : outcome.value.article
    const copy = show({ ...outcome.value, article })
    if (hasNewWords) copy.touch()
  } else void queues.run(id, () => desk.closeDraft(id))
  await library.load()
}

/** Keeps a text of the draft as a named version, which is never thinned out. Returns true if it was kept. */
async function keepNamed(page: Page, id: string, text: string) {
  return page.desk.keepRevision(id, 'named', t('stores.draft.replacedVersion'), text)
}

/** Returns the two ways out when the file is not the one that the page has read. Each keeps both versions. */
export function createConflictActions(page: Page, show: Show): ConflictActions {
  const { desk, notices, shown } = page

  /** Keeps the page's version. Returns the number of changes that it includes; null if it was refused. */
  async function keepPageVersion(draft: OpenDraft): Promise<number | null> {
    draft.writeTyped(true)
    const { changeCount } = draft
    const kept = await keepNamed(page, draft.id, stringifyArticle(draft.read(), 0))
    if (kept.ok) return changeCount
    const copy = { label: t('stores.draft.keepCopy'), run: () => void keepCopy(page, show, draft) }
    notices.problem(kept.problem, [copy], 'save')
    return null
  }

  /** Shows the version on the disk. @param keptChanges the number of changes that the kept version includes */
  async function showOther(draft: OpenDraft, keptChanges: number): Promise<void> {
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
    draft.writeTyped(true)
    const hasNewWords = draft.changeCount !== keptChanges
    const last = stringifyArticle(draft.read(), 0)
    show(outcome.value)
    notices.toast(t('stores.draft.usedOther'))
    if (!hasNewWords) return
    const kept = await keepNamed(page, draft.id, last)
    if (!kept.ok) notices.problem(kept.problem, [], 'save')
  }

  async function openOtherVersion(draft: OpenDraft): Promise<void> {
    let kept = await keepPageVersion(draft)
    for (let attempt = 1; attempt < MAX_ATTEMPTS && kept !== null && kept !== draft.changeCount; attempt += 1)
      kept = await keepPageVersion(draft)
    if (kept === null || !draft.isShown()) return
    const keptChanges = kept
    // Lines of the old text must not reach the journal of the new opening.
    await draft.journal.pause()
    await page.queues.run(draft.id, () => showOther(draft, keptChanges))
  }

  return { keepCopy: (draft) => keepCopy(page, show, draft), openOtherVersion }
}
