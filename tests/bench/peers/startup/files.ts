import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/**
 * Reads a file of the page.
 * @param path the path of the request
 * @throws what the file system throws
 */
export async function readPageFile(
  folder: string,
  path: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; mime: string }> {
  const file = join(folder, path === '/' ? 'index.html' : path)
  return { bytes: new Uint8Array(await readFile(file)), mime: MEDIA_TYPES[extname(file)] ?? 'text/plain' }
}
