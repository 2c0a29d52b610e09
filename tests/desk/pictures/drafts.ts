import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Article, parseArticle } from '../../../src/article/index.ts'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import type { History } from '../../../src/desk/history/index.ts'
import { sweepUnusedPictures } from '../../../src/desk/pictures/sweep.ts'
import { withMetadata } from '../../build.ts'
import { article, tempFolder } from '../library.ts'
import { png } from '../pictures.ts'

/** A draft's folder with pictures, without a desk around it. */

export const DAY_MS = 24 * 60 * 60_000

/** Names as Galley gives them, by a number from 0 to 9. */
export function pictureFile(digit: number): string {
  return `${String(digit).repeat(16)}.png`
}

export function articleShowing(...names: readonly string[]): Article {
  return parseArticle(article('Tram', 'It leaves.', ...names.map((name) => `images/${name}`)))
}

/** A history that shows these pictures. */
export function historyShowing(
  names: readonly string[],
  complete = true,
): Pick<History, 'list' | 'pictures'> {
  return {
    list: () => Promise.resolve([]),
    pictures: () => Promise.resolve({ names: new Set(names), complete }),
  }
}

export interface DraftOnDisk {
  readonly folder: string
  readonly images: () => Promise<string[]>
  readonly trash: () => Promise<string[]>
  /** Sweeps as the closing of the draft does. */
  readonly sweep: (options: {
    readonly now: number
    readonly shown?: readonly string[]
    /** The picture of shared links. */
    readonly social?: string
    readonly history?: readonly string[]
    readonly complete?: boolean
    readonly files?: Files
  }) => Promise<number>
}

export async function draftWith(...names: readonly string[]): Promise<DraftOnDisk> {
  const folder = await tempFolder()
  await writeFile(join(folder, 'article.json'), article('Tram'))
  await mkdir(join(folder, 'images'))
  for (const name of names) await writeFile(join(folder, 'images', name), png(3, 2))
  const list = async (path: string): Promise<string[]> =>
    (await readdir(path).catch(() => [])).filter((name) => !name.startsWith('.')).sort()
  return {
    folder,
    images: () => list(join(folder, 'images')),
    trash: () => list(join(folder, 'images', '.trash')),
    sweep: ({ now, shown = [], social, history = [], complete = true, files = realFiles }) =>
      sweepUnusedPictures(
        { files, now: () => now },
        folder,
        withMetadata(
          { socialImage: social === undefined ? '' : `images/${social}` },
          articleShowing(...shown),
        ),
        historyShowing(history, complete),
      ),
  }
}
