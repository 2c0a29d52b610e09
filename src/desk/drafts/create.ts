import { dirname, join } from 'node:path'
import type { Article } from '../../article/index.ts'
import type { OpenDraft } from '../../desk.ts'
import { syncFolder, writeAtomically } from '../disk/atomicWrite.ts'
import { draftBytes, prepare, summaryOf } from './draftFile.ts'
import { codeOf } from '../disk/files.ts'
import { newDraftId } from './draftIds.ts'
import { removePaths } from '../pictures/folder.ts'
import { copyPictures } from '../pictures/images.ts'
import { storeInlinePictures, type RefusedInline } from '../pictures/inline.ts'
import type { DeskContext } from '../context.ts'
import { t } from '../messages.ts'
import { beginJournal, openedDraft } from './open.ts'
import { parseCallArticle } from './save.ts'
import type { Page } from './session.ts'
import type { DraftSessions } from './sessions.ts'

/**
 * Creates a draft and opens it for a page. Must run in the library's queue. If it fails, everything that it made is
 * removed again: folder, lock, pictures, article file.
 * @param text the article file's text, as the page sent it
 * @param from id of a draft whose pictures the article shows; they are copied into the new draft
 * @throws DeskProblem 'invalid' if `text` is no article; what the file system threw
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
      const kept = await storeInlinePictures(context, dirname(session.articlePath), article)
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
      await removePaths(context.files, made)
      context.draftFolders.forget(id)
      throw error
    }
  })
}

/** Returns one notice that names all pictures which stayed in the article as `data:`; none without such pictures. */
function refusedNotices(refused: readonly RefusedInline[]): string[] {
  if (refused.length === 0) return []
  const pictures = refused.map(({ name, why }) => t('notices.pictureRefused', { name, why })).join('; ')
  return [t('notices.picturesRefused', { count: refused.length, pictures })]
}

/**
 * Creates the draft's folder and returns its id. The library's own folder may have been deleted; it is created too, because
 * a copy is then the only way to keep the words.
 */
async function createFolder(context: DeskContext, article: Article): Promise<string> {
  const { title } = summaryOf('', article, { created: 0, edited: 0 })
  await context.files.makeFolders(context.folder)
  // An id ends in six random characters: a second attempt is rare, and twenty mean that something else is wrong.
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
