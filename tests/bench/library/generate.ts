import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { draftBytes, prepare } from '../../../src/desk/drafts/draftFile.ts'
import { inventedArticle, vocabulary } from './text.ts'

const BEGAN = Date.UTC(2024, 0, 1)
const HOUR = 3_600_000

/**
 * Makes a library of that many drafts, byte for byte as the desk writes them; one that is there is left alone.
 * @param words how many words each draft has, or a function that returns it for a draft's number
 */
export function makeLibrary(
  folder: string,
  drafts: number,
  words: number | ((index: number) => number),
): void {
  const made = `${folder}.made`
  if (existsSync(made)) return
  mkdirSync(folder, { recursive: true })
  const known = vocabulary()
  for (let index = 0; index < drafts; index += 1) {
    const id = `piece-${index.toString(36).padStart(6, '0')}`
    const times = { created: BEGAN + index * HOUR, edited: BEGAN + ((index * 7919) % drafts) * HOUR }
    const length = typeof words === 'number' ? words : words(index)
    const bytes = draftBytes(prepare(inventedArticle(known, index, length)), id, times)
    mkdirSync(join(folder, id), { recursive: true })
    writeFileSync(join(folder, id, 'article.json'), bytes)
  }
  writeFileSync(made, '')
}
