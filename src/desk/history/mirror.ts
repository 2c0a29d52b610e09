import { join } from 'node:path'
import { type Article, targetById } from '../../article/index.ts'
import { renameWithRetry, writeAtomically } from '../disk/atomicWrite.ts'
import { UnsafeFile } from '../disk/regularFile.ts'
import { type Files, ifExists } from '../disk/files.ts'
import { shortChecksum } from './lines.ts'

/** The mirror's name in the draft's folder. */
export const MIRROR_FILE = 'article.md'

/** The structured profile's mark. The rest of its line is a comment to every reader of YAML, also Galley's. */
const STRUCTURED_MARK = 'galley: structured'
const MIRROR_NOTE =
  'a mirror of article.json for people and other programs to read; Galley writes it and does not read it'
const MIRROR_HEAD = new RegExp(`^(---\\n${STRUCTURED_MARK}) # .*; checksum ([0-9a-f]{32})\n`)

/**
 * Writes an article as Markdown beside its file, for its owner to read without Galley. A mirror that somebody else has
 * changed is first renamed (`article-changed-outside.md`): it may have new words. So is a link or a FIFO of that name: it
 * is neither followed nor written to.
 * @returns the name that the former file has now, or null if it was simply replaced
 * @throws what the file system threw, or UnconfirmedWrite.
 */
export async function writeMirror(files: Files, folder: string, article: Article): Promise<string | null> {
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

function mirrorText(article: Article): string {
  const markdown = targetById('markdown-structured')?.write(article, new Map()) ?? ''
  return markdown.replace(
    STRUCTURED_MARK,
    `${STRUCTURED_MARK} # ${MIRROR_NOTE}; checksum ${shortChecksum(markdown)}`,
  )
}

/** Returns true if a mirror is as Galley wrote it: its checksum fits. */
function isUnchanged(text: string): boolean {
  const [, mark, sum] = MIRROR_HEAD.exec(text) ?? []
  return mark !== undefined && shortChecksum(text.replace(MIRROR_HEAD, `${mark}\n`)) === sum
}

async function moveAside(files: Files, folder: string, path: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const name = `article-changed-outside${count === 1 ? '' : `-${String(count)}`}.md`
    if ((await ifExists(files.lstat(join(folder, name)))) !== undefined) continue
    await renameWithRetry(files, path, join(folder, name))
    return name
  }
}
