import { readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { PAGE_TYPES } from './pagePolicy.ts'

export interface Asset {
  readonly file: string
  readonly mime: string
}

/** A request path (`/assets/index-3f2a.js`) to the file it means. Whatever is not in it does not exist. */
export type Assets = ReadonlyMap<string, Asset>

/** Lists the built page once: a request is then looked up, never made into a path. */
export async function assetsOf(folder: string): Promise<Assets> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    files.map((file) => [
      `/${relative(folder, file).split(sep).join('/')}`,
      { file, mime: PAGE_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream' },
    ]),
  )
}
