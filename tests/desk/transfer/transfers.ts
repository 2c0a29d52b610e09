import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Job } from '../../../src/desk.ts'
import { type TransferOptions, Transfers } from '../../../src/desk/transfer/index.ts'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { tempFolder } from '../library.ts'
import { createTestContext } from '../testContext.ts'

/** Backups and imports over a bare library: no desk, so that nothing else writes there. */

export interface Room {
  readonly transfers: Transfers
  readonly library: string
  readonly cache: string
  /** Drafts a revision was kept of. */
  readonly kept: string[]
}

export async function room(
  options: Partial<TransferOptions> & { readonly library?: string; readonly files?: Files } = {},
): Promise<Room> {
  const { library = await tempFolder(), files = realFiles, ...others } = options
  const cache = options.cache ?? (await tempFolder())
  const context = createTestContext(library, { files })
  const kept: string[] = []
  const transfers = new Transfers({
    context,
    cache,
    keepRevision: (id) => Promise.resolve(kept.push(id)),
    addNote: () => Promise.resolve(),
    ...others,
  })
  onTestFinished(() => transfers.close())
  return { transfers, library, cache, kept }
}

/** The job once it has ended. */
export async function ended(transfers: Transfers, id: string): Promise<Job> {
  for (;;) {
    const job = transfers.readJob(id)
    if (job.state !== 'running') return job
    await pause(2)
  }
}

/** Imports these files, in pieces as the page would send them. */
export async function imported(
  { transfers }: Pick<Room, 'transfers'>,
  files: Readonly<Record<string, string | Uint8Array>>,
  piece = 64 * 1024,
): Promise<Job> {
  const { id } = transfers.startImport()
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    for (let offset = 0; offset === 0 || offset < bytes.length; offset += piece)
      await transfers.feedImport(id, path, offset, bytes.subarray(offset, offset + piece))
  }
  transfers.runImport(id)
  return ended(transfers, id)
}

/** What was refused, as `path: why`. */
export function refusals({ report }: Job): string[] {
  return (report?.skipped ?? []).map(({ path, reason }) => `${path}: ${reason}`)
}
