import type { Outcome, Problem, StoredImage } from '../../../../../desk.ts'
import { formatNumber, t } from '../../../i18n.ts'
import type { PageNotices } from '../page.ts'

/** The topic of the notice about pictures that were dropped, pasted or chosen together. It goes with its draft. */
export const PICTURES_ADDED = 'pictures-added'

/** How many refused pictures are named one by one. */
const MAX_NAMED = 4

/** How many of some pictures were added to a draft, and why others were refused. */
export interface PictureReport {
  readonly addedCount: number
  readonly refusals: readonly Problem[]
}

/** Returns the report on calls that stored pictures. */
export function reportOn(outcomes: readonly Outcome<StoredImage>[]): PictureReport {
  const refusals = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.problem]))
  return { addedCount: outcomes.length - refusals.length, refusals }
}

/** Returns why pictures were refused; after the reasons that have the same advice comes that advice. */
function reasonsWithAdvice(refusals: readonly Problem[]): string[] {
  const reasons = Map.groupBy(refusals, ({ mend }) => mend)
  return [...reasons].map(([mend, problems]) => [...problems.map(({ what }) => what), mend].join(' '))
}

/**
 * Shows one notice about pictures that were added. It disappears by itself if all of several were stored, is not shown for a
 * single one that was, and stays if one was refused.
 */
export function showPictureReport(notices: PageNotices, { addedCount, refusals }: PictureReport): void {
  const [first] = refusals
  const total = addedCount + refusals.length
  if (first === undefined) {
    if (total > 1)
      notices.toast(
        t('stores.pictures.added', { count: total, number: formatNumber(total) }),
        [],
        undefined,
        PICTURES_ADDED,
      )
    return
  }
  if (total === 1) {
    notices.problem(first, [], PICTURES_ADDED)
    return
  }
  const what = t('stores.pictures.someAdded', { added: formatNumber(addedCount), total: formatNumber(total) })
  const more = refusals.length - MAX_NAMED
  const [safe, ...advice] = [
    ...reasonsWithAdvice(refusals.slice(0, MAX_NAMED)),
    ...(more > 0 ? [t('stores.pictures.more', { count: more, number: formatNumber(more) })] : []),
  ]
  notices.problem({ code: first.code, what, safe: safe ?? '', mend: advice.join(' ') }, [], PICTURES_ADDED)
}

/** Longer than adding a picture takes. The report replaces the notice. */
const PROGRESS_MS = 120_000

/** Shows which of several pictures is being added. */
export function showPictureProgress(notices: PageNotices, number: number, total: number): void {
  const words = { number: formatNumber(number), total: formatNumber(total) }
  notices.toast(t('stores.pictures.adding', words), [], PROGRESS_MS, PICTURES_ADDED)
}
