import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LibraryQuery } from '../../../src/desk.ts'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { article, deskOver, tempFolder, value, type TestDesk } from '../library.ts'

const ALL: LibraryQuery = { text: '', state: '', tag: '', person: '', sort: 'title', offset: 0, limit: 100 }
const PATIENT = { timeout: 30_000, interval: 100 }
/** More than a library that is scanned before it is listed. */
const DRAFTS = 600

/** Files that note the articles whose times are read. */
function watched(looked: Set<string>): Files {
  return {
    ...realFiles,
    stat: (path) => {
      looked.add(path)
      return realFiles.stat(path)
    },
  }
}

async function total(desk: TestDesk): Promise<number> {
  value(await desk.libraryState())
  return value(await desk.listDrafts(ALL)).total
}

describe('the first scan of a large library', { timeout: 60_000 }, () => {
  it('follows the list and the draft of the start, and finds what changed since', async () => {
    const folder = await tempFolder()
    const library = join(folder, 'library')
    const put = async (name: string): Promise<string> => {
      const path = join(library, name, 'article.json')
      await mkdir(join(library, name), { recursive: true })
      await writeFile(path, article(name, 'It leaves.'))
      return path
    }
    const paths = await Promise.all(
      Array.from({ length: DRAFTS }, (_, at) => put(`tram-${String(at).padStart(6, '0')}`)),
    )
    const options = { cache: join(folder, 'cache'), withoutIndex: false }
    const first = await deskOver(library, options)
    await expect.poll(() => total(first), PATIENT).toBe(DRAFTS)
    await first.close()
    await put('bus-000000')
    const looked = new Set<string>()
    const desk = await deskOver(library, { ...options, files: watched(looked) })
    expect(await total(desk)).toBe(DRAFTS)
    value(await desk.openDraft('tram-000007'))
    expect(paths.filter((path) => looked.has(path)).length).toBeLessThan(5)
    await expect.poll(() => total(desk), PATIENT).toBe(DRAFTS + 1)
    expect(paths.filter((path) => looked.has(path))).toHaveLength(DRAFTS)
  })
})
