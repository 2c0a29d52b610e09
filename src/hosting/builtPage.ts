import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { t } from './messages.ts'

/** One file of the built page, in memory. */
export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Its media type, as a Content-Type header says it. */
  readonly mime: string
}

/** The built page by request path (`/assets/index-3f2a.js`, and `/` for the page itself). Nothing else exists. */
export type BuiltPage = ReadonlyMap<string, PageFile>

/** Media types of the files that a built page consists of, by their endings. Other files are not served. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/**
 * Reads the built page once, at the start. A request is then only looked up, so that no path in an address reaches the
 * disk. Links in the folder are not followed.
 * @param folder the build's folder, with `index.html` in it
 * @returns the files, by paths as a URL spells them
 * @throws Error if there is no built page in the folder
 */
export async function readBuiltPage(folder: string): Promise<BuiltPage> {
  const files = new Map<string, PageFile>()
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  for (const entry of entries) {
    const mime = MEDIA_TYPES[extname(entry.name).toLowerCase()]
    if (!entry.isFile() || mime === undefined) continue
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).split(sep).join('/')
    files.set(`/${encodeURI(path)}`, { bytes: new Uint8Array(await readFile(file)), mime })
  }
  const index = files.get('/index.html')
  if (index === undefined) throw new Error(t('noBuiltPage', { folder }))
  return files.set('/', index)
}
