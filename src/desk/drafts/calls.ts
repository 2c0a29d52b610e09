import type { Desk, Outcome } from '../../desk.ts'
import { exportArticle } from '../exports.ts'
import { addImage, copyImages } from '../pictures/images.ts'
import { Locked } from '../locks/lock.ts'
import { DeskProblem } from '../problems.ts'
import { trashDraft } from '../trash.ts'
import { createDraft } from './create.ts'
import { openDraft } from './open.ts'
import { reopenDraft } from './reopen.ts'
import { parseCallArticle, saveDraft } from './save.ts'
import { type DraftSession, openElsewhere, type Page } from './session.ts'
import type { DraftSessions } from './sessions.ts'

/**
 * Carries one call out: its arguments guarded, in the queue of its row, failures made into problems. Never rejects.
 */
export type Perform = <T>(
  call: keyof Desk,
  values: readonly unknown[],
  task: () => Promise<T>,
) => Promise<Outcome<T>>

type DraftCalls = Pick<
  Desk,
  | 'createDraft'
  | 'openDraft'
  | 'reopenDraft'
  | 'saveDraft'
  | 'saveCopy'
  | 'trashDraft'
  | 'appendJournal'
  | 'closeDraft'
  | 'addImage'
  | 'copyImages'
  | 'exportDraft'
>

/** The calls about one draft, as a page makes them. */
export function draftCalls(sessions: DraftSessions, page: Page, perform: Perform): DraftCalls {
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
        const session = openOn(sessions, id, page)
        if (session === undefined) throw await notOpen(sessions, id)
        const saved = await saveDraft(session, { article, base, line, key })
        session.idle.schedule()
        if (saved.revision !== base) context.changes.announce(id)
        return saved
      }),
    saveCopy: (id, text) => perform('saveCopy', [id, text], () => createDraft(sessions, page, text, id)),
    trashDraft: (id) =>
      perform('trashDraft', [id], () =>
        sessions.withDraft(id, async (session) => {
          if (session.page !== null && session.page !== page) throw openElsewhere()
          await trashDraft(session)
          await sessions.forget(session)
          return null
        }),
      ),
    appendJournal: (id, from, lines) =>
      perform('appendJournal', [id, from, lines], async () => {
        const session = openOn(sessions, id, page)
        if (session === undefined) throw await context.queues.run(id, () => notOpen(sessions, id))
        await session.appendLines(from, lines)
        return null
      }),
    closeDraft: (id) => perform('closeDraft', [id], () => sessions.close(id, page).then(() => null)),
    addImage: (id, name, bytes) =>
      perform('addImage', [id, name, bytes], () =>
        sessions.withDraft(id, async (session) => {
          await session.ensureLocked()
          return addImage(context, id, name, bytes)
        }),
      ),
    copyImages: (id, from, names) =>
      perform('copyImages', [id, from, names], () =>
        sessions.withDraft(id, async (session) => {
          await session.ensureLocked()
          return copyImages(context, id, from, names)
        }),
      ),
    exportDraft: (id, target) =>
      perform('exportDraft', [id, target], () =>
        sessions.withDraft(id, async (session) =>
          exportArticle(context, id, (await session.read()).article, target),
        ),
      ),
  }
}

/** The session of a draft that the page has open to write; undefined for any other. */
function openOn(sessions: DraftSessions, id: string, page: Page): DraftSession | undefined {
  const session = sessions.get(id)
  return session?.page === page ? session : undefined
}

/** Says why a page cannot write a draft. In the draft's queue. */
function notOpen(sessions: DraftSessions, id: string): Promise<DeskProblem> {
  return sessions.withDraft(id, async (session) => {
    if (session.page !== null) return openElsewhere()
    const lock = await session.tryLock()
    if (lock.state === 'theirs') return new Locked(lock.who)
    return new DeskProblem(
      'not-open',
      'This window does not have the draft open any more.',
      'Nothing on disk was touched, and what is on the screen is still there.',
      'It is opened again by itself; if that fails, save yours as a copy.',
    )
  })
}

/** The calls about a draft's earlier versions. */
export function historyCalls(
  sessions: DraftSessions,
  perform: Perform,
): Pick<Desk, 'listRevisions' | 'readRevision' | 'keepRevision' | 'nameRevision'> {
  return {
    listRevisions: (id) =>
      perform('listRevisions', [id], () => sessions.withDraft(id, ({ history }) => history.list())),
    readRevision: (id, number) =>
      perform('readRevision', [id, number], () =>
        sessions.withDraft(id, ({ history }) => history.read(number)),
      ),
    keepRevision: (id, reason, name, article) =>
      perform('keepRevision', [id, reason, name, article], () =>
        sessions.withDraft(id, async (session) =>
          session.keepRevision(
            article === undefined ? (await session.read()).article : parseCallArticle(article),
            reason,
            name,
          ),
        ),
      ),
    nameRevision: (id, number, name) =>
      perform('nameRevision', [id, number, name], () =>
        sessions.withDraft(id, async (session) => {
          await session.ensureLocked()
          await session.history.name(number, name)
          return null
        }),
      ),
  }
}
