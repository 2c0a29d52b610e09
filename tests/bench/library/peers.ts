import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import MiniSearch from 'minisearch'
import { parseArticle, parts, writeText } from '../../../src/article/index.ts'
import { textOf } from '../../../src/blocks/node.ts'
import { type Figures, timesOf } from './figures.ts'
import { megabytes } from './ours.ts'
import { searches, vocabulary } from './text.ts'

/** The same library by other means; none of them makes the list, shows a hit in context or knows Korean as ours does. */

const PAGE = 100

function* texts(library: string): Generator<{ id: number; title: string; body: string }> {
  for (const [id, name] of readdirSync(library).entries()) {
    const article = parseArticle(readFileSync(join(library, name, 'article.json'), 'utf8'))
    yield { id, title: textOf(parts(article.doc).headline), body: writeText(article) }
  }
}

/** The words of a query, and whether the last is still being typed: it always is here. */
function timed(search: (query: string) => void): Pick<Figures, 'english' | 'korean'> {
  const { en, ko } = searches(vocabulary())
  const keys = (queries: readonly string[]): number[] =>
    queries.map((query) => {
      const since = performance.now()
      search(query)
      return performance.now() - since
    })
  return { english: timesOf(keys(en)), korean: timesOf(keys(ko)) }
}

export function miniSearch(library: string): Partial<Figures> {
  const since = performance.now()
  const index = new MiniSearch<{ id: number; title: string; body: string }>({ fields: ['title', 'body'] })
  for (const one of texts(library)) index.add(one)
  const build = performance.now() - since
  const figures = timed((query) => {
    index
      .search(query, { combineWith: 'AND', prefix: (_term, at, terms) => at === terms.length - 1 })
      .slice(0, PAGE)
  })
  return {
    build,
    ...figures,
    memory: megabytes(),
    note: 'no Korean inside words; one long pause while it builds',
  }
}

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
  const find = database.prepare(`SELECT rowid FROM words WHERE words MATCH ? LIMIT ${String(PAGE)}`)
  const figures = timed((query) => {
    const words = query.split(' ').filter((word) => word !== '')
    find.all(`${words.map((word) => `"${word}"`).join(' AND ')}*`)
  })
  const disk = statSync(file).size / 1e6
  database.close()
  rmSync(file, { force: true })
  return { build, ...figures, memory: megabytes(), disk, note: 'ids alone, unsorted; no Korean inside words' }
}

export function ripgrep(library: string): Partial<Figures> {
  if (spawnSync('rg', ['--version']).status !== 0) return { note: 'ripgrep is not installed here' }
  const figures = timed((query) => {
    const last = query.split(' ').findLast((word) => word !== '') ?? ''
    spawnSync('rg', ['--files-with-matches', '--fixed-strings', '--ignore-case', last, library])
  })
  return { ...figures, note: 'one word in the files as they are' }
}
