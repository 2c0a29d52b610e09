import MiniSearch from 'minisearch'
import { type Figures } from '../../library/figures.ts'
import { megabytes } from '../../library/ours.ts'
import { PAGE_SIZE, texts, timeSearches } from '../../library/peers.ts'

/** Measures MiniSearch in a process of its own: `node minisearch.js LIBRARY`. Prints its figures as a line of JSON. */

/** MiniSearch over headlines and bodies, all in memory. */
function miniSearch(library: string): Partial<Figures> {
  const since = performance.now()
  const index = new MiniSearch<{ id: number; title: string; body: string }>({ fields: ['title', 'body'] })
  for (const one of texts(library)) index.add(one)
  const build = performance.now() - since
  const figures = timeSearches((query) => {
    index
      .search(query, { combineWith: 'AND', prefix: (_term, at, terms) => at === terms.length - 1 })
      .slice(0, PAGE_SIZE)
  })
  return {
    build,
    ...figures,
    memory: megabytes(),
    note: 'no Korean inside words; one long pause while it builds',
  }
}

process.stdout.write(`${JSON.stringify(miniSearch(process.argv[2] ?? ''))}\n`)
