import { dirname, join } from 'node:path'
import type { Article } from '../../article/index.ts'
import type { OpenDraft } from '../../desk.ts'
import { syncFolder, writeAtomically } from '../disk/atomicWrite.ts'
import { draftBytes, prepare, summaryOf } from './draftFile.ts'
import { codeOf } from '../disk/files.ts'
import { newDraftId } from './draftIds.ts'
import { removeMade } from '../pictures/folder.ts'
import { copyPictures } from '../pictures/images.ts'
import { keepInlinePictures, type RefusedInline } from '../pictures/inline.ts'
import type { DeskContext } from '../context.ts'
import { t } from '../messages.ts'
import { beginJournal, openedDraft } from './open.ts'
import { parseCallArticle } from './save.ts'
import type { Page } from './session.ts'
import type { DraftSessions } from './sessions.ts'

/**
 * Creates a draft with these words and opens it for a page; with `from`, also with the pictures that they show out of that
 * draft. In the library's queue. Where it fails nothing is left of it.
 */
export async function createDraft(
  sessions: DraftSessions,
  page: Page,
  text: string,
  from?: string,
): Promise<OpenDraft> {
  const { context } = sessions
  const article = parseCallArticle(text)
  const id = await createFolder(context, article)
  context.draftFolders.register(id, id)
  return sessions.open(id, page, async (session) => {
    const made = [dirname(session.articlePath)]
    try {
      await session.ensureLocked()
      if (from !== undefined) made.push(...(await copyPictures(context, article, from, id)))
      const kept = await keepInlinePictures(context, dirname(session.articlePath), article)
      made.push(...kept.made)
      const time = context.now()
      const times = { created: time, edited: time }
      const bytes = draftBytes(prepare(kept.article), id, times)
      made.push(session.articlePath)
      await writeAtomically(context.files, session.articlePath, bytes)
      await syncFolder(context.files, context.folder)
      const file = session.parse(bytes)
      session.remember(file)
      session.isBaselineKept = true
      await beginJournal(session, file)
      session.page = page
      session.idle.schedule()
      context.changes.announce(id)
      return openedDraft(session, file, times, refusedNotices(kept.refused))
    } catch (error) {
      await session.release()
      await removeMade(context.files, made)
      context.draftFolders.forget(id)
      throw error
    }
  })
}

/** One notice for all pictures that stayed in the article as they were. */
function refusedNotices(refused: readonly RefusedInline[]): string[] {
  if (refused.length === 0) return []
  const pictures = refused.map(({ name, why }) => t('notices.pictureRefused', { name, why })).join('; ')
  return [t('notices.picturesRefused', { count: refused.length, pictures })]
}

/** The library's own folder may be gone: a copy is the way out then. */
async function createFolder(context: DeskContext, article: Article): Promise<string> {
  const { title } = summaryOf('', article, { created: 0, edited: 0 })
  await context.files.makeFolders(context.folder)
  for (let attempt = 0; ; attempt += 1) {
    const id = newDraftId(title)
    try {
      await context.files.mkdir(join(context.folder, id))
      return id
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || attempt >= 20) throw error
    }
  }
}
