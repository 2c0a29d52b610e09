import { realFiles } from '../../../src/desk/disk/files.ts'
import { History, type HistoryOptions } from '../../../src/desk/history/index.ts'

/** Histories for tests. */

export function historyIn(folder: string, options: Partial<HistoryOptions> = {}): History {
  return new History({ files: realFiles, folder: () => folder, ...options })
}

/** Keeps these articles one after the other, as pauses. */
export async function kept(history: History, ...texts: string[]): Promise<void> {
  for (const text of texts) await history.add(text, { reason: 'pause', words: 1 })
}

/** The article texts of every revision that is listed, oldest first; each must be readable. */
export async function readable(history: History): Promise<string[]> {
  const texts: string[] = []
  for (const { number } of (await history.list()).toReversed()) texts.push(await history.read(number))
  return texts
}
