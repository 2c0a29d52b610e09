import { join } from 'node:path'
import { ARTICLE_FILE, type DeskContext } from '../../context.ts'
import { codeOf, type FileFacts, ifExists } from '../../disk/files.ts'
import { readInside } from '../../disk/readInside.ts'
import { UnsafeFile } from '../../disk/regularFile.ts'
import { whyUnreadable } from '../../unreadable.ts'
import { t } from '../../messages.ts'
import { LIMITS, megabytes } from '../limits.ts'
import type { Refusal } from '../refusal.ts'
import type { ZipInput } from '../zip/writer.ts'
import { isWorkFile } from './draftsOnDisk.ts'

/** How deep folders in a draft's folder are followed. Galley itself makes two levels: `images/.trash`. */
const MAX_DEPTH = 8

/** Formats that are compressed in themselves. */
const COMPRESSED_FILE = /\.(?:png|jpe?g|gif|webp|avif|gz)$/i

/**
 * Lists the files in a folder of the library, however deep, `article.json` first. Links are not followed. What cannot
 * be listed goes into `refused`.
 * @param folder its path below the library, with slashes
 * @returns paths below the library
 */
export async function listFiles(
  context: DeskContext,
  folder: string,
  refused: Refusal[],
  depth = 0,
): Promise<string[]> {
  const paths: string[] = []
  for (const name of await namesIn(context, folder, refused)) {
    if (isWorkFile(name)) continue
    const path = `${folder}/${name}`
    const facts = await factsOf(context, path, refused)
    if (facts === undefined) continue
    if (facts.isFile()) paths.push(path)
    else if (facts.isDirectory() && depth < MAX_DEPTH)
      // Not spread into arguments: a folder may have more files than a call may have arguments.
      for (const below of await listFiles(context, path, refused, depth + 1)) paths.push(below)
    else refused.push({ path, reason: t('transfer.refusals.noRegularFile') })
  }
  return paths
}

async function namesIn({ files, folder: library }: DeskContext, folder: string, refused: Refusal[]) {
  try {
    const names = (await ifExists(files.readdir(join(library, folder)))) ?? []
    return names.sort((one, other) => Number(other === ARTICLE_FILE) - Number(one === ARTICLE_FILE))
  } catch (error) {
    refused.push({ path: folder, reason: whyUnreadable(error) })
    return []
  }
}

/** Returns undefined for a file that is gone; also, with a refusal, for one that cannot be looked at. */
async function factsOf(
  { files, folder }: DeskContext,
  path: string,
  refused: Refusal[],
): Promise<FileFacts | undefined> {
  try {
    return await ifExists(files.lstat(join(folder, path)))
  } catch (error) {
    refused.push({ path, reason: whyUnreadable(error) })
    return undefined
  }
}

/** Reads a file for the zip. Returns null for one that is gone; also, with a refusal, for one that cannot be read. */
export async function readForBackup(
  { files, folder }: DeskContext,
  path: string,
  refused: Refusal[],
): Promise<ZipInput | null> {
  try {
    const { mtimeMs } = await files.lstat(join(folder, path))
    const bytes = await readInside(files, folder, join(folder, path), LIMITS.file)
    return { name: path, bytes, modified: mtimeMs, compress: !COMPRESSED_FILE.test(path) }
  } catch (error) {
    const isTooLarge = error instanceof UnsafeFile && error.code === 'EFBIG'
    const reason = isTooLarge
      ? t('transfer.refusals.largerThan', { limit: megabytes(LIMITS.file) })
      : whyUnreadable(error)
    if (codeOf(error) !== 'ENOENT') refused.push({ path, reason })
    return null
  }
}
