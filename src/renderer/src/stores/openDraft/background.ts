import { compactArticle, parseArticle } from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import type { Outcome } from '../../../../desk.ts'
import type { Page } from './page.ts'

/** A change of a draft that is not in sight. */
export interface BackgroundChange {
  /** The document with the change; null when there is nothing to change. */
  readonly doc: NodeJSON | null
  /** Told once the change is on the disk, before anybody can open the draft. */
  readonly onSaved: () => void
}

export type ChangeResult = 'done' | 'shown' | 'refused'

/** How often a save is tried whose answer was lost, or whose host was restarted. */
const MAX_TRIES = 6

/** Whether the host was gone for a moment: another attempt may succeed. */
function isTransient(outcome: Outcome<unknown>): boolean {
  return isUnanswered(outcome) || (!outcome.ok && outcome.problem.code === 'not-open')
}

function isUnanswered(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.problem.code === 'unreachable'
}

/**
 * Changes a draft that is not in sight: opens it, saves it with the change and closes it again. `shown` when it is in
 * sight by then: the caller changes it there. The writer is told when the draft cannot be changed.
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
      // Without an answer it may be open all the same.
      if (isUnanswered(opened)) await desk.closeDraft(id)
      return 'refused'
    }
    const { summary, heldBy, revision, opening, nextLine } = opened.value
    for (const text of opened.value.notices) notices.notice(text)
    try {
      const article = parseArticle(opened.value.article)
      const { doc, onSaved } = change(article.doc)
      if (doc === null) return 'done'
      if (heldBy !== undefined) {
        notices.notice(`“${summary.title || 'Untitled'}” is open in ${heldBy}, so nothing was changed in it.`)
        return 'refused'
      }
      const text = compactArticle({ ...article, doc })
      const key = `${opening}-late`
      const attempt = () => desk.saveDraft(id, text, revision, nextLine, key)
      let saved = await attempt()
      for (let tries = 1; tries < MAX_TRIES && !saved.ok && isTransient(saved); tries += 1) {
        if (saved.problem.code === 'not-open') await desk.reopenDraft(id, opening, revision, key)
        // Without an answer it may be saved all the same: this attempt is known by its key.
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
