import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { PAGE_TYPES } from '../hosting/pagePolicy.ts'

/** One file of the built page, in memory. */
export interface PageFile {
  readonly bytes: Uint8Array
  readonly type: string
}

/**
 * The built page by URL path, read once at the start. A request only ever looks a name up here: no path out of a URL
 * reaches the disk.
 * @throws Error when the folder holds no built page.
 */
export async function readPage(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>()
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  for (const entry of entries) {
    const type = PAGE_TYPES[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(join(folder, '/').length).replaceAll('\\', '/')
    files.set(`/${encodeURI(name)}`, { bytes: await readFile(path), type })
  }
  const index = files.get('/index.html')
  if (index === undefined)
    throw new Error(
      `There is no built page in ${folder}. Run “npm run build” first, or name its folder with --page.`,
    )
  return files.set('/', index)
}
