import { readInside } from '../../src/desk/disk/readInside.ts'
import { type Files, realFiles } from '../../src/desk/disk/files.ts'
import { FolderNames } from '../../src/desk/drafts/draftFolders.ts'
import { Queues } from '../../src/desk/queue.ts'
import { Changes, type Shelf } from '../../src/desk/context.ts'

/** A bare library: no desk, so that nothing else writes there. */
export function shelfOver(library: string, { files = realFiles }: { readonly files?: Files } = {}): Shelf {
  return {
    files,
    folder: library,
    now: () => Date.UTC(2026, 2, 2),
    log: () => undefined,
    read: (path, limitBytes) => readInside(files, library, path, limitBytes),
    names: new FolderNames(files, library),
    changes: new Changes(),
    queues: new Queues(),
  }
}
