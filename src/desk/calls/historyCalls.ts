import type { HistoryCalls } from '../../contract/history.ts'
import { parseCallArticle } from '../drafts/save.ts'
import type { DraftSessions } from '../drafts/sessions.ts'
import type { Perform } from './perform.ts'

/**
 * Returns the calls about a draft's earlier versions: see contract/history.ts. Reading works while another process writes
 * the draft. `keepRevision` and `nameRevision` write into the history, so both lock the draft first; a draft that another
 * process writes is refused as `locked`.
 */
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
          // Without an article, the one on the disk: what the page has typed since is not in it.
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
