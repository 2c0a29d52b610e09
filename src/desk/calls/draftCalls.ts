import type { DraftCalls } from '../../contract/drafts.ts'
import type { PictureCalls } from '../../contract/pictures.ts'
import { createDraft } from '../drafts/create.ts'
import { keepOriginal, readOriginal } from '../drafts/originals.ts'
import { openDraft } from '../drafts/open.ts'
import { reopenDraft } from '../drafts/reopen.ts'
import { saveDraft } from '../drafts/save.ts'
import { type DraftSession, openElsewhere, type Page } from '../drafts/session.ts'
import type { DraftSessions } from '../drafts/sessions.ts'
import { Locked } from '../locks/lock.ts'
import { addImage, copyImages } from '../pictures/images.ts'
import { deskProblem, type DeskProblem } from '../problems.ts'
import type { Perform } from './perform.ts'

/**
 * Returns the calls about one draft, as one page makes them: see contract/drafts.ts and contract/pictures.ts for what each
 * promises. This file only says which session a call works on:
 *
 * - `saveDraft` and `appendJournal` need the session that this page has open, and are refused otherwise.
 * - The others use the draft's session if there is one; else one that locks the draft if needed and ends with the call.
 *
 * `fetchImage` consists of two calls: see pageDesk.ts. Exports are in exportCalls.ts.
 * @param page the page that calls; a session belongs to one page at a time
 */
export function draftCalls(
  sessions: DraftSessions,
  page: Page,
  perform: Perform,
): DraftCalls & Pick<PictureCalls, 'addImage' | 'copyImages'> {
  const { context } = sessions
  return {
    createDraft: (text) => perform('createDraft', [text], () => createDraft(sessions, page, text)),
    openDraft: (id) =>
      perform('openDraft', [id], () => sessions.open(id, page, (session) => openDraft(session, page))),
    reopenDraft: (id, opening, base, key) =>
      perform('reopenDraft', [id, opening, base, key], () =>
        sessions.open(id, page, (session) => reopenDraft(session, page, { opening, base, key })),
      ),
    saveDraft: (id, article, base, line, key) =>
      perform('saveDraft', [id, article, base, line, key], async () => {
        const session = sessionOf(sessions, id, page)
        if (session === undefined) throw await notOpen(sessions, id)
        const saved = await saveDraft(session, { article, base, line, key })
        session.idle.schedule()
        // The same revision: the file had these words already, so no list has to change.
        if (saved.revision !== base) context.changes.announce(id)
        return saved
      }),
    saveCopy: (id, text) => perform('saveCopy', [id, text], () => createDraft(sessions, page, text, id)),
    appendJournal: (id, from, lines) =>
      perform('appendJournal', [id, from, lines], async () => {
        const session = sessionOf(sessions, id, page)
        // Lines do not wait in the draft's queue behind a save; only finding out why they are refused does.
        if (session === undefined) throw await context.queues.run(id, () => notOpen(sessions, id))
        await session.appendLines(from, lines)
        return null
      }),
    ...originalCalls(sessions, perform),
    closeDraft: (id) => perform('closeDraft', [id], () => sessions.close(id, page).then(() => null)),
    addImage: (id, name, bytes) =>
      perform('addImage', [id, name, bytes], async () => {
        const { acceptPicture } = await import('../pictures/acceptPicture.ts')
        const picture = await acceptPicture(name, bytes)
        return context.queues.run(id, async () => {
          await context.draftFolders.locate(id)
          return sessions.withDraft(id, async (session) => {
            await session.ensureLocked()
            return addImage(context, id, picture)
          })
        })
      }),
    copyImages: (id, from, names) =>
      perform('copyImages', [id, from, names], () =>
        sessions.withDraft(id, async (session) => {
          await session.ensureLocked()
          return copyImages(context, id, from, names)
        }),
      ),
  }
}

/** Returns the calls about the file that a draft was imported from. */
function originalCalls(
  sessions: DraftSessions,
  perform: Perform,
): Pick<DraftCalls, 'keepOriginal' | 'readOriginal'> {
  const { context } = sessions
  return {
    keepOriginal: (id, name, bytes) =>
      perform('keepOriginal', [id, name, bytes], () =>
        sessions.withDraft(id, async (session) => {
          await session.ensureLocked()
          await keepOriginal(context, id, name, bytes)
          return null
        }),
      ),
    readOriginal: (id) => perform('readOriginal', [id], () => readOriginal(context, id)),
  }
}

/** Returns the session of a draft that the page has open to write; undefined for any other draft. */
function sessionOf(sessions: DraftSessions, id: string, page: Page): DraftSession | undefined {
  const session = sessions.get(id)
  return session?.page === page ? session : undefined
}

/** Returns the reason why a page cannot write a draft. Must run in the draft's queue, for it tries to lock the draft. */
function notOpen(sessions: DraftSessions, id: string): Promise<DeskProblem> {
  return sessions.withDraft(id, async (session) => {
    if (session.page !== null) return openElsewhere()
    const lock = await session.tryLock()
    if (lock.state === 'theirs') return new Locked(lock.who)
    return deskProblem('not-open', 'notOpen')
  })
}
