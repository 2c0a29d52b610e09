import type { ExportedFile, ExportProgress, PictureCalls } from '../../contract/pictures.ts'
import type { DraftSessions } from '../drafts/sessions.ts'
import { deskProblem } from '../problems.ts'
import type { SettingsStore } from '../settings.ts'
import type { Perform } from './perform.ts'

/** An export under way. */
interface Running {
  readonly draft: string
  readonly cancelling: AbortController
  progress: ExportProgress | null
}

/**
 * Returns the calls about exports, as one page makes them. A draft is read in its queue; the rest of an export, in which its
 * pictures are rendered for seconds, goes on beside saves.
 */
export function exportCalls(
  sessions: DraftSessions,
  settings: SettingsStore,
  perform: Perform,
): Pick<PictureCalls, 'exportDraft' | 'exportProgress' | 'cancelExport'> {
  const { context } = sessions
  const running = new Set<Running>()
  const runningFor = (id: string): Running[] => [...running].filter(({ draft }) => draft === id)

  async function run(mine: Running, targetId: string): Promise<ExportedFile> {
    const id = mine.draft
    const { exportArticle, readForExport } = await import('../exports.ts')
    const source = await context.queues.run(id, async () => {
      await context.draftFolders.locate(id)
      return sessions.withDraft(id, async (session) =>
        readForExport(context, id, (await session.read()).article, targetId),
      )
    })
    const { exportName, pictureEdge, pictureQuality } = settings.read()
    const options = {
      pattern: exportName,
      now: context.now(),
      edge: pictureEdge === 'original' ? null : Number(pictureEdge),
      quality: Number(pictureQuality),
    }
    return exportArticle(source, options, {
      signal: mine.cancelling.signal,
      onProgress: (done, total) => {
        mine.progress = total === 0 ? null : { done, total }
      },
    })
  }

  return {
    exportDraft: (id, targetId) =>
      perform('exportDraft', [id, targetId], async () => {
        const mine: Running = { draft: id, cancelling: new AbortController(), progress: null }
        running.add(mine)
        try {
          return await run(mine, targetId)
        } finally {
          running.delete(mine)
        }
      }),
    exportProgress: (id) =>
      perform('exportProgress', [id], () => Promise.resolve(runningFor(id).at(-1)?.progress ?? null)),
    cancelExport: (id) =>
      perform('cancelExport', [id], () => {
        for (const { cancelling } of runningFor(id))
          cancelling.abort(deskProblem('failed', 'exportCancelled'))
        return Promise.resolve(null)
      }),
  }
}
