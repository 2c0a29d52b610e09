import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes settings that skip the first start's pages, unless there are settings. */
export function skipFirstStart(folder: string, file = 'config.json'): void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, file)
  if (!existsSync(path)) writeFileSync(path, JSON.stringify({ welcomed: true }))
}
