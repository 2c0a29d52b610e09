import { join } from 'node:path'
import type { Article } from '../../article/index.ts'
import { renameWithRetry, writeAtomically } from '../disk/atomicWrite.ts'
import { UnsafeFile } from '../disk/regularFile.ts'
import { type Files, ifExists } from '../disk/files.ts'

/** The mirror's name in the draft's folder. */
export const MIRROR_FILE = 'article.md'

/**
 * Writes an article as Markdown beside its file, for its owner to read without Galley. A mirror that somebody else has
 * changed is first renamed (`article-changed-outside.md`): it may have new words. So is a link or a FIFO of that name: it
 * is neither followed nor written to.
 * @returns the name that the former file has now, or null if it was simply replaced
 * @throws what the file system threw, or UnconfirmedWrite.
 */
export async function writeMirror(files: Files, folder: string, article: Article): Promise<string | null> {
  const { isUnchanged, mirrorText } = await import('./mirrorText.ts')
  const path = join(folder, MIRROR_FILE)
  const text = mirrorText(article)
  const before = await readMirror(files, path)
  if (before === text) return null
  const isFree = before === undefined || (before !== null && isUnchanged(before))
  const aside = isFree ? null : await moveAside(files, folder, path)
  await writeAtomically(files, path, Buffer.from(text))
  return aside
}

/** Returns the mirror's text; undefined where there is no file, null for a link, a FIFO or a file too large for one. */
async function readMirror(files: Files, path: string): Promise<string | null | undefined> {
  try {
    const bytes = await ifExists(files.readFile(path))
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
  } catch (error) {
    if (error instanceof UnsafeFile && error.code !== 'EISDIR') return null
    throw error
  }
}

async function moveAside(files: Files, folder: string, path: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const name = `article-changed-outside${count === 1 ? '' : `-${String(count)}`}.md`
    if ((await ifExists(files.lstat(join(folder, name)))) !== undefined) continue
    await renameWithRetry(files, path, join(folder, name))
    return name
  }
}
