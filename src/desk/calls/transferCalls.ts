import type { TransferCalls } from '../../contract/transfer.ts'
import type { Transfers } from '../transfer/index.ts'
import type { Perform } from './perform.ts'

/** Returns the calls about backups and imports: see contract/transfer.ts. A job belongs to the library, not to the page. */
export function transferCalls(transfers: Transfers, perform: Perform): TransferCalls {
  return {
    startBackup: (draft) => perform('startBackup', [draft], () => transfers.startBackup(draft)),
    startImport: () => perform('startImport', [], () => Promise.resolve(transfers.startImport())),
    feedImport: (job, path, offset, bytes) =>
      perform('feedImport', [job, path, offset, bytes], () =>
        transfers.feedImport(job, path, offset, bytes).then(() => null),
      ),
    runImport: (job) => perform('runImport', [job], () => Promise.resolve(transfers.runImport(job))),
    readJob: (job) => perform('readJob', [job], () => Promise.resolve(transfers.readJob(job))),
    cancelJob: (job) => perform('cancelJob', [job], () => transfers.cancelJob(job).then(() => null)),
  }
}
