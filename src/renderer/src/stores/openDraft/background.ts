import { type Article, compactArticle, parseArticle } from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import type { OpenDraft as OpenedDraft, Outcome, Problem, SavedDraft } from '../../../../desk.ts'
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
 * The result of changing a draft: `done`, saved or nothing to change; `shown`, the draft is in sight, so change it there;
 * `locked`, another window or program writes it; `refused`, with the problem.
 */
export type ArticleChangeResult =
  | { readonly kind: 'done' | 'shown' }
  | { readonly kind: 'locked'; readonly title: string; readonly holder: string }
  | { readonly kind: 'refused'; readonly problem: Problem }

/** Returns the article with the change; null if there is nothing to change. */
export type ArticleChange = (article: Article) => Article | null

const DONE: ArticleChangeResult = { kind: 'done' }

/**
 * Changes a draft that is not in sight: opens it, saves it with the change and closes it again. What a crash left in its
 * journal is in the article by then, and the desk refuses a draft that somebody else writes. Tells the writer nothing
 * but what the desk found in the draft.
 * @param onSaved called once the change is on the disk, before anybody can open the draft
 */
export function changeArticle(
  page: Page,
  id: string,
  change: ArticleChange,
  onSaved: () => void = () => undefined,
): Promise<ArticleChangeResult> {
  const { desk, notices } = page
  return page.queues.run(id, async (): Promise<ArticleChangeResult> => {
    if (page.shown.value?.id === id) return { kind: 'shown' }
    const opened = await desk.openDraft(id)
    if (!opened.ok) {
      // Without an answer, it may be open.
      if (isUnanswered(opened)) await desk.closeDraft(id)
      return { kind: 'refused', problem: opened.problem }
    }
    const { summary, lockedBy } = opened.value
    for (const text of opened.value.notices) notices.notice(text)
    try {
      const changed = change(parseArticle(opened.value.article))
      if (changed === null) return DONE
      if (lockedBy !== undefined)
        return { kind: 'locked', title: summary.title || t('common.untitled'), holder: lockedBy }
      const saved = await saveRepeatedly(page, opened.value, compactArticle(changed))
      if (!saved.ok) return { kind: 'refused', problem: saved.problem }
      page.library.updateRow(saved.value.summary)
      onSaved()
      return DONE
    } finally {
      await desk.closeDraft(id)
    }
  })
}

/** Saves a draft that was opened, again after an answer was lost or the host was restarted. */
async function saveRepeatedly(
  { desk }: Page,
  { summary: { id }, revision, opening, nextLine }: OpenedDraft,
  text: string,
): Promise<Outcome<SavedDraft>> {
  const key = `${opening}-late`
  const attempt = () => desk.saveDraft(id, text, revision, nextLine, key)
  let saved = await attempt()
  for (let tries = 1; tries < MAX_TRIES && !saved.ok && isTransient(saved); tries += 1) {
    if (saved.problem.code === 'not-open') await desk.reopenDraft(id, opening, revision, key)
    // Without an answer, it may be saved: the desk knows a repeated attempt by its key.
    saved = await attempt()
  }
  return saved
}

/**
 * Changes the document of a draft that is not in sight. If it cannot be changed, a notice says why.
 *
 * Example: a picture arrives for a draft that the writer has left meanwhile; its figure gets the `src` here.
 */
export async function changeInBackground(
  page: Page,
  id: string,
  change: (doc: NodeJSON) => BackgroundChange,
): Promise<ChangeResult> {
  const { notices } = page
  let onSaved = (): void => undefined
  const result = await changeArticle(
    page,
    id,
    (article) => {
      const made = change(article.doc)
      onSaved = made.onSaved
      return made.doc === null ? null : { ...article, doc: made.doc }
    },
    () => {
      onSaved()
    },
  )
  if (result.kind === 'refused') notices.problem(result.problem)
  else if (result.kind === 'locked')
    notices.notice(t('stores.draft.openElsewhere', { title: result.title, holder: result.holder }))
  else return result.kind
  return 'refused'
}
