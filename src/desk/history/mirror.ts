import { join } from 'node:path'
import { type Article, targetById } from '../../article/index.ts'
import { renameWithRetry, writeAtomically } from '../disk/atomicWrite.ts'
import { UnsafeFile } from '../disk/regularFile.ts'
import { type Files, ifThere } from '../disk/files.ts'
import { shortSum } from './lines.ts'

export const MIRROR_FILE = 'article.md'

/** The structured profile's mark. What follows it on its line is a comment to every reader of YAML, ours included. */
const MARK = 'galley: structured'
const NOTE =
  'a mirror of article.json for people and other programs to read; Galley writes it and does not read it'
const OURS = new RegExp(`^(---\\n${MARK}) # .*; checksum ([0-9a-f]{32})\n`)

/**
 * Writes an article as Markdown beside its file, for its owner to read without Galley. A mirror that other hands have
 * changed steps aside under another name first: it may hold somebody's words. So does a link
 * or a FIFO of its name: it is neither followed nor written to. Returns that name, or null.
 * @throws what the file system threw, or UnconfirmedWrite.
 */
export async function writeMirror(files: Files, folder: string, article: Article): Promise<string | null> {
  const path = join(folder, MIRROR_FILE)
  const text = mirrorOf(article)
  const before = await mirrorAt(files, path)
  if (before === text) return null
  const isFree = before === undefined || (before !== null && isOurs(before))
  const aside = isFree ? null : await stepAside(files, folder, path)
  await writeAtomically(files, path, Buffer.from(text))
  return aside
}

/** The text of a mirror; undefined where there is nothing, null for a link, a FIFO or what is too large to be a mirror. */
async function mirrorAt(files: Files, path: string): Promise<string | null | undefined> {
  try {
    const bytes = await ifThere(files.readFile(path))
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
  } catch (error) {
    if (error instanceof UnsafeFile && error.code !== 'EISDIR') return null
    throw error
  }
}

function mirrorOf(article: Article): string {
  const markdown = targetById('markdown-structured')?.write(article, new Map()) ?? ''
  return markdown.replace(MARK, `${MARK} # ${NOTE}; checksum ${shortSum(markdown)}`)
}

/** Whether a mirror is as we wrote it. */
function isOurs(text: string): boolean {
  const [, mark, sum] = OURS.exec(text) ?? []
  return mark !== undefined && shortSum(text.replace(OURS, `${mark}\n`)) === sum
}

async function stepAside(files: Files, folder: string, path: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const name = `article-changed-outside${count === 1 ? '' : `-${String(count)}`}.md`
    if ((await ifThere(files.lstat(join(folder, name)))) !== undefined) continue
    await renameWithRetry(files, path, join(folder, name))
    return name
  }
}
