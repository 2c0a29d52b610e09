import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileKindOf, outline, readers } from '../../src/article/index.ts'
import type { OutlineItem } from '../../src/blocks/block.ts'

/**
 * The articles whose outlines were written by hand: `fixtures/reading/SHAPE/NAME.txt` (or `.md`, `.html`) beside
 * `NAME.outline.json`, and the older `fixtures/articles/NAME.txt` with `fixtures/outlines/NAME.outline.json`.
 */

const FIXTURES = join(import.meta.dirname, '..', 'fixtures')
const READING = join(FIXTURES, 'reading')
const NOT_YET = join(READING, 'notYet.json')
const OUTLINE_ENDING = '.outline.json'

/** An article and the outline that it should be read as. */
export interface Fixture {
  /** The folder, which says what kind of text it is: `photos`; `articles` for the older ones. */
  readonly shape: string
  /** `photos/ko-1`. */
  readonly name: string
  readonly file: string
  readonly outlineFile: string
}

/** Returns the names in a folder, sorted. */
function namesIn(folder: string): string[] {
  return readdirSync(folder).sort()
}

/** Returns the articles of a folder, with their outlines in `outlines`. Articles without one are left out. */
function fixturesOf(shape: string, folder: string, outlines: string): Fixture[] {
  return namesIn(folder).flatMap((file): Fixture[] => {
    if (fileKindOf(file) === null || fileKindOf(file) === 'json') return []
    const stem = file.replace(/\.[^.]+$/, '')
    const outlineFile = join(outlines, `${stem}${OUTLINE_ENDING}`)
    if (!existsSync(outlineFile)) return []
    return [{ shape, name: `${shape}/${stem}`, file: join(folder, file), outlineFile }]
  })
}

/** Returns the articles in `fixtures/reading`, by shape and name. */
export function readingFixtures(): Fixture[] {
  const shapes = namesIn(READING).filter((name) => !name.endsWith('.json'))
  return shapes.flatMap((shape) => fixturesOf(shape, join(READING, shape), join(READING, shape)))
}

/** Returns the articles in `fixtures/articles` that have an outline. */
export function olderFixtures(): Fixture[] {
  return fixturesOf('articles', join(FIXTURES, 'articles'), join(FIXTURES, 'outlines'))
}

/** Returns the names of the articles in `fixtures/reading` that are not read as their outlines say yet. */
export function notYetRead(): string[] {
  return JSON.parse(readFileSync(NOT_YET, 'utf8')) as string[]
}

/** Writes the list that {@link notYetRead} reads. */
export function writeNotYetRead(names: readonly string[]): void {
  writeFileSync(NOT_YET, `${JSON.stringify(names, null, 1)}\n`)
}

/** Returns the outline that was written by hand. */
export function wantedRows({ outlineFile }: Fixture): OutlineItem[] {
  return JSON.parse(readFileSync(outlineFile, 'utf8')) as OutlineItem[]
}

/** Returns the outline of the article as the reader of its kind reads it today. */
export function foundRows({ file }: Fixture): OutlineItem[] {
  const kind = fileKindOf(file) ?? 'txt'
  return outline(readers[kind](readFileSync(file, 'utf8')))
}
