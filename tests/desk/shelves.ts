import { realFiles } from '../../src/desk/files.ts'
import { FolderNames } from '../../src/desk/folderNames.ts'
import { Holds } from '../../src/desk/holds.ts'
import { Queues } from '../../src/desk/queue.ts'
import { Changes, type Shelf } from '../../src/desk/shelf.ts'

/** A bare library: no desk, so that nothing else writes there. */
export function shelfOver(library: string, { files = realFiles }: Partial<Pick<Shelf, 'files'>> = {}): Shelf {
  const names = new FolderNames(files, library)
  return {
    files,
    folder: library,
    now: () => Date.UTC(2026, 2, 2),
    log: () => undefined,
    names,
    holds: new Holds(files, library, names),
    mustHold: () => Promise.resolve(),
    changes: new Changes(),
    queues: new Queues(),
  }
}
