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

/** The build's list of the page's files: a JSON array of paths such as `assets/index-3f2a.js`. */
const FILE_LIST = 'files.json'

/**
 * Reads the built page once, at the start. A request is then only looked up, so that no path in an address reaches the
 * disk. Links in the folder are not followed.
 * @param folder the build's folder, with `index.html` in it
 * @returns the files, by paths as a URL spells them
 * @throws Error if there is no built page in the folder, or a listed file cannot be read
 */
export async function readBuiltPage(folder: string): Promise<BuiltPage> {
  const paths = (await listedPaths(folder)) ?? (await pathsIn(folder))
  const entries = paths.map(async (path): Promise<[string, PageFile][]> => {
    const mime = MEDIA_TYPES[extname(path).toLowerCase()]
    if (mime === undefined) return []
    return [[`/${encodeURI(path)}`, { bytes: new Uint8Array(await readFile(join(folder, path))), mime }]]
  })
  const files = new Map((await Promise.all(entries)).flat())
  const index = files.get('/index.html')
  if (index === undefined) throw new Error(t('noBuiltPage', { folder }))
  return files.set('/', index)
}

/** Returns the paths that the build listed; null if there is no list, as in a folder that was put together by hand. */
async function listedPaths(folder: string): Promise<string[] | null> {
  const text = await readFile(join(folder, FILE_LIST), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as string[])
}

/** Returns the paths of all files in a folder, at any depth, with `/` between their parts. */
async function pathsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
