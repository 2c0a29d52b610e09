import { readInside } from '../../src/desk/disk/readInside.ts'
import { type Files, realFiles } from '../../src/desk/disk/files.ts'
import { DraftFolders } from '../../src/desk/drafts/draftFolders.ts'
import { Queues } from '../../src/desk/queue.ts'
import { Changes, type DeskContext } from '../../src/desk/context.ts'

/** A bare library: no desk, so that nothing else writes there. */
export function createTestContext(
  library: string,
  { files = realFiles }: { readonly files?: Files } = {},
): DeskContext {
  return {
    files,
    folder: library,
    now: () => Date.UTC(2026, 2, 2),
    log: () => undefined,
    read: (path, limitBytes) => readInside(files, library, path, limitBytes),
    draftFolders: new DraftFolders(files, library),
    changes: new Changes(),
    queues: new Queues(),
  }
}
