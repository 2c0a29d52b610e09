import { readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface Asset {
  readonly file: string
  readonly mime: string
}

/** A request path (`/assets/index-3f2a.js`) to the file it means. Whatever is not in it does not exist. */
export type Assets = ReadonlyMap<string, Asset>

const MIMES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Lists the built page once: a request is then looked up, never made into a path. */
export async function assetsOf(folder: string): Promise<Assets> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    files.map((file) => [
      `/${relative(folder, file).split(sep).join('/')}`,
      { file, mime: MIMES[extname(file).toLowerCase()] ?? 'application/octet-stream' },
    ]),
  )
}
