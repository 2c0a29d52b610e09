import { readInside } from '../../src/desk/disk/readInside.ts'
import { type Files, realFiles } from '../../src/desk/files.ts'
import { FolderNames } from '../../src/desk/folderNames.ts'
import { Queues } from '../../src/desk/queue.ts'
import { Changes, type Shelf } from '../../src/desk/shelf.ts'

/** A shelf over a library's folder, for tests of what works below the desk's calls. */
export function shelfOver(folder: string, now: () => number, files: Files = realFiles): Shelf {
  return {
    ...{ files, folder, now },
    log: () => undefined,
    read: (path, limitBytes) => readInside(files, folder, path, limitBytes),
    names: new FolderNames(files, folder),
    changes: new Changes(),
    queues: new Queues(),
  }
}
