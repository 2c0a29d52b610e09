import type { HistoryCalls } from '../../contract/history.ts'
import { parseCallArticle } from '../drafts/save.ts'
import type { DraftSessions } from '../drafts/sessions.ts'
import type { Perform } from './perform.ts'

/** Returns the calls about a draft's earlier versions. */
export function historyCalls(sessions: DraftSessions, perform: Perform): HistoryCalls {
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
