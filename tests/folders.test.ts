import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** A folder with more files wants another room. */
const MAX_FILES = 15

/** Folders that tests write or packages are installed in. */
const SKIPPED = ['node_modules', 'output']

/** Yields the path, from the root, of a folder and of each below it, with the number of files directly in it. */
function* counts(folder: string): Generator<readonly [string, number]> {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true })
  yield [folder, entries.filter((entry) => entry.isFile()).length]
  for (const entry of entries)
    if (entry.isDirectory() && !SKIPPED.includes(entry.name)) yield* counts(`${folder}/${entry.name}`)
}

test.each(['src', 'tests', 'scripts'])('keeps each folder of %s at most 15 files', (folder) => {
  expect([...counts(folder)].filter(([, files]) => files > MAX_FILES)).toEqual([])
})
