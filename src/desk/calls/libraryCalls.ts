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
}

/** Returns the calls about the library as a whole, as a page makes them. */
export function libraryCalls(parts: LibraryParts, page: Page, perform: Perform): LibraryCalls {
  const { index, context, sessions } = parts
  return {
    library: () => perform('library', [], () => listAll(parts)),
    listDrafts: (query) => perform('listDrafts', [query], () => index.list(query)),
    libraryState: () => perform('libraryState', [], () => stateOf(parts)),
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

async function restored({ context, catalogue }: LibraryParts, id: string): Promise<DraftSummary> {
  const summary = await catalogue.summary(await restoreDraft(context, id))
  if (summary === null) throw notFound(id)
  return summary
}

async function noticesOf({ settings, context, sessions }: LibraryParts): Promise<readonly string[]> {
  const folders = await folderNotices(context)
  return [...settings.notices, ...context.draftFolders.notices, ...folders, ...sessions.notices.list]
}

async function stateOf(parts: LibraryParts): Promise<LibraryState> {
  const { index, context, folderName } = parts
  const trashed = await countTrash(context)
  return { ...(await index.state()), folder: folderName, trashed, notices: await noticesOf(parts) }
}

async function listAll(parts: LibraryParts): Promise<Library> {
  const { catalogue, context, folderName } = parts
  const { drafts } = await catalogue.list()
  return { folder: folderName, drafts, trashed: await countTrash(context), notices: await noticesOf(parts) }
}
