import type { DraftSummary, Library, LibraryCalls, LibraryState } from '../../desk.ts'
import { type DeskContext, notFound } from '../context.ts'
import { openElsewhere, type Page } from '../drafts/session.ts'
import type { DraftSessions } from '../drafts/sessions.ts'
import type { Catalogue } from '../library/catalogue.ts'
import { folderNotices } from '../library/ownFolders.ts'
import { countTrash, emptyTrash, listTrash, restoreDraft, trashDraft } from '../library/trash.ts'
import type { LibraryIndex } from '../search/index.ts'
import type { SettingsStore } from '../settings.ts'
import type { Perform } from './perform.ts'

/** The parts of an open library that calls about the whole of it work on. */
export interface LibraryParts {
  readonly context: DeskContext
  readonly sessions: DraftSessions
  readonly catalogue: Catalogue
  readonly index: LibraryIndex
  readonly settings: SettingsStore
  /** The library's folder as its owner names it, before symbolic links are resolved. */
  readonly folderName: string
  /** Which page shows each notice about the library, by the notice's text. */
  readonly noticePages: Map<string, Page>
}

/**
 * Returns the calls about the library as a whole, as one page makes them: see contract/library.ts. Lists and searches
 * come from the index, `library` (every draft at once) from the catalogue.
 * @param page the page that calls: a draft that another page has open is not trashed
 */
export function libraryCalls(parts: LibraryParts, page: Page, perform: Perform): LibraryCalls {
  const { index, context, sessions } = parts
  return {
    library: () => perform('library', [], () => listAll(parts, page)),
    listDrafts: (query) => perform('listDrafts', [query], () => index.list(query)),
    libraryState: () => perform('libraryState', [], () => stateOf(parts, page)),
    pinDraft: (id, pinned) => perform('pinDraft', [id, pinned], () => index.pin(id, pinned).then(() => null)),
    trashDraft: (id) =>
      perform('trashDraft', [id], () =>
        sessions.withDraft(id, async (session) => {
          if (session.page !== null && session.page !== page) throw openElsewhere()
          await trashDraft(session)
          await sessions.forget(session)
          return null
        }),
      ),
    restoreDraft: (id) => perform('restoreDraft', [id], () => restored(parts, id)),
    listTrash: () => perform('listTrash', [], () => listTrash(context)),
    emptyTrash: () => perform('emptyTrash', [], () => emptyTrash(context)),
  }
}

/** Restores a draft from the trash and returns its summary. @throws DeskProblem 'not-found' */
async function restored({ context, catalogue }: LibraryParts, id: string): Promise<DraftSummary> {
  const summary = await catalogue.summary(await restoreDraft(context, id))
  if (summary === null) throw notFound(id)
  return summary
}

/**
 * Returns the notices that concern no single draft: settings, copied folders, refused folders, failed idle work. Each is one
 * page's, the first that asked: a writer with three windows reads it once. The next page has it when that one has ended.
 */
async function noticesOf(parts: LibraryParts, page: Page): Promise<readonly string[]> {
  const { settings, context, sessions, noticePages } = parts
  const folders = await folderNotices(context)
  const all = [...settings.notices, ...context.draftFolders.notices, ...folders, ...sessions.notices.list]
  return all.filter((text) => {
    const other = noticePages.get(text)
    if (other === undefined || other.isEnded) noticePages.set(text, page)
    return noticePages.get(text) === page
  })
}

/** Returns the counts and the index's progress, which a page polls; no list of drafts. */
async function stateOf(parts: LibraryParts, page: Page): Promise<LibraryState> {
  const { index, context, folderName } = parts
  const trashed = await countTrash(context)
  return { ...(await index.state()), folder: folderName, trashed, notices: await noticesOf(parts, page) }
}

/** Returns every draft, newest edit first. */
async function listAll(parts: LibraryParts, page: Page): Promise<Library> {
  const { catalogue, context, folderName } = parts
  const { drafts } = await catalogue.list()
  return {
    folder: folderName,
    drafts,
    trashed: await countTrash(context),
    notices: await noticesOf(parts, page),
  }
}
