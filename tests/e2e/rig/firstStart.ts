import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Settings of a writer who has used the desktop app before: its question about dictionaries covers a part of the article. */
export const ANSWERED = { spellingDownloads: 'no' } as const

/**
 * Writes settings that skip the first start's pages, unless there are settings.
 * @param answers other settings to write
 */
export function skipFirstStart(folder: string, file = 'config.json', answers: object = {}): void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, file)
  if (!existsSync(path)) writeFileSync(path, JSON.stringify({ welcomed: true, ...answers }))
}
