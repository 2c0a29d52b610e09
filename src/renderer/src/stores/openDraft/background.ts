import { compactArticle, parseArticle } from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import type { Outcome } from '../../../../desk.ts'
import { t } from '../../i18n.ts'
import type { Page } from './page.ts'

/** A change to a draft that is not in sight. */
export interface BackgroundChange {
  /** The document with the change; null if there is nothing to change. */
  readonly doc: NodeJSON | null
  /** Called once the change is on the disk, before anybody can open the draft. */
  readonly onSaved: () => void
}

/** `done`: saved, or nothing to change; `shown`: the draft is in sight, so change it there; `refused`: the writer was told why. */
export type ChangeResult = 'done' | 'shown' | 'refused'

/** How many attempts a save has whose answer was lost or whose host was restarted. */
const MAX_TRIES = 6

/** Returns true if another attempt may succeed: the host was gone for a moment. */
function isTransient(outcome: Outcome<unknown>): boolean {
  return isUnanswered(outcome) || (!outcome.ok && outcome.problem.code === 'not-open')
}

/** Returns true if there was no answer: the call may have been carried out. */
function isUnanswered(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.problem.code === 'unreachable'
}

/**
 * Changes a draft that is not in sight: opens it, saves it with the change and closes it again. If it cannot be changed, a
 * notice says why.
 *
 * Example: a picture arrives for a draft that the writer has left meanwhile; its figure gets the `src` here.
 */
export function changeInBackground(
  page: Page,
  id: string,
  change: (doc: NodeJSON) => BackgroundChange,
): Promise<ChangeResult> {
  const { desk, notices } = page
  return page.queues.run(id, async (): Promise<ChangeResult> => {
    if (page.shown.value?.id === id) return 'shown'
    const opened = await desk.openDraft(id)
    if (!opened.ok) {
      notices.problem(opened.problem)
      // Without an answer, it may be open.
      if (isUnanswered(opened)) await desk.closeDraft(id)
      return 'refused'
    }
    const { summary, lockedBy, revision, opening, nextLine } = opened.value
    for (const text of opened.value.notices) notices.notice(text)
    try {
      const article = parseArticle(opened.value.article)
      const { doc, onSaved } = change(article.doc)
      if (doc === null) return 'done'
      if (lockedBy !== undefined) {
        const title = summary.title || t('common.untitled')
        notices.notice(t('stores.draft.openElsewhere', { title, holder: lockedBy }))
        return 'refused'
      }
      const text = compactArticle({ ...article, doc })
      const key = `${opening}-late`
      const attempt = () => desk.saveDraft(id, text, revision, nextLine, key)
      let saved = await attempt()
      for (let tries = 1; tries < MAX_TRIES && !saved.ok && isTransient(saved); tries += 1) {
        if (saved.problem.code === 'not-open') await desk.reopenDraft(id, opening, revision, key)
        // Without an answer, it may be saved: the desk knows a repeated attempt by its key.
        saved = await attempt()
      }
      if (!saved.ok) {
        notices.problem(saved.problem)
        return 'refused'
      }
      page.library.updateRow(saved.value.summary)
      onSaved()
      return 'done'
    } finally {
      await desk.closeDraft(id)
    }
  })
}
