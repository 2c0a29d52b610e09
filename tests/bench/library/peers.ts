import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArticle, parts, writeText } from '../../../src/article/index.ts'
import { textOf } from '../../../src/blocks/node.ts'
import { type Figures, timesOf } from './figures.ts'
import { megabytes } from './ours.ts'
import { searches, vocabulary } from './text.ts'

/**
 * The same library, searched by other means. None of them sorts a list, shows a match in context or finds Korean syllables
 * inside words, as the desk does.
 */

/** How many results a search returns. */
export const PAGE_SIZE = 100

/** Reads the articles of a library, one after the other. */
export function* texts(library: string): Generator<{ id: number; title: string; body: string }> {
  for (const [id, name] of readdirSync(library).entries()) {
    const article = parseArticle(readFileSync(join(library, name, 'article.json'), 'utf8'))
    yield { id, title: textOf(parts(article.doc).headline), body: writeText(article) }
  }
}

/** Times a search for each key of the queries that writers type. The last word of a query is unfinished. */
export function timeSearches(search: (query: string) => void): Pick<Figures, 'english' | 'korean'> {
  const { en, ko } = searches(vocabulary())
  const keys = (queries: readonly string[]): number[] =>
    queries.map((query) => {
      const since = performance.now()
      search(query)
      return performance.now() - since
    })
  return { english: timesOf(keys(en)), korean: timesOf(keys(ko)) }
}

/** SQLite's full-text index on its own, with the ids as results. */
export function bareFts5(library: string, cache: string): Partial<Figures> {
  const file = join(cache, 'bare.sqlite')
  rmSync(file, { force: true })
  const since = performance.now()
  const database = new DatabaseSync(file)
  database.exec(
    "PRAGMA synchronous = OFF; CREATE VIRTUAL TABLE words USING fts5(title, body, content='', detail=column); BEGIN",
  )
  const add = database.prepare('INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)')
  for (const { id, title, body } of texts(library)) add.run(id, title, body)
  database.exec('COMMIT')
  const build = performance.now() - since
  const find = database.prepare(`SELECT rowid FROM words WHERE words MATCH ? LIMIT ${String(PAGE_SIZE)}`)
  const figures = timeSearches((query) => {
    const words = query.split(' ').filter((word) => word !== '')
    find.all(`${words.map((word) => `"${word}"`).join(' AND ')}*`)
  })
  const disk = statSync(file).size / 1e6
  database.close()
  rmSync(file, { force: true })
  return { build, ...figures, memory: megabytes(), disk, note: 'ids alone, unsorted; no Korean inside words' }
}

/** ripgrep over the article files; finds the last word of each query. */
export function ripgrep(library: string): Partial<Figures> {
  if (spawnSync('rg', ['--version']).status !== 0) return { note: 'ripgrep is not installed here' }
  const figures = timeSearches((query) => {
    const last = query.split(' ').findLast((word) => word !== '') ?? ''
    spawnSync('rg', ['--files-with-matches', '--fixed-strings', '--ignore-case', last, library])
  })
  return { ...figures, note: 'one word in the files as they are' }
}
