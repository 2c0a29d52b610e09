import { type Article, parseArticle, stringifyArticle } from '../../../../article/index.ts'
import { done, type DraftSummary, type Outcome } from '../../../../desk.ts'
import type { Page } from './page.ts'

/**
 * Makes a draft of another one's article, with copies of its pictures and without its history. The draft itself is only
 * read, so that it may be open elsewhere. The copy is not shown.
 * @param change returns the copy's article
 */
export function duplicateDraft(
  page: Page,
  id: string,
  change: (article: Article) => Article,
): Promise<Outcome<DraftSummary>> {
  return page.queues.run(id, async () => {
    const read = await readArticle(page, id)
    if (!read.ok) return read
    const { desk, library, queues } = page
    const copied = await desk.saveCopy(id, stringifyArticle(change(read.value), 0))
    if (!copied.ok) return copied
    const { summary } = copied.value
    library.updateRow(summary)
    // A click in the list may have opened the copy already.
    void queues.run(summary.id, async () => {
      if (page.shown.value?.id !== summary.id) await desk.closeDraft(summary.id)
    })
    return done(summary)
  })
}

/** Returns a draft's article: as it is on the page if it is in sight. Call it in the draft's queue. */
async function readArticle({ desk, shown }: Page, id: string): Promise<Outcome<Article>> {
  if (shown.value?.id === id) {
    shown.value.writeTyped()
    return done(shown.value.read())
  }
  const opened = await desk.openDraft(id)
  await desk.closeDraft(id)
  return opened.ok ? done(parseArticle(opened.value.article)) : opened
}
