import { build, warm } from './ours.ts'
import { bareFts5, miniSearch, ripgrep } from './peers.ts'

/** One measurement in a process of its own; prints its figures as a line of JSON. */
const [kind = '', library = '', cache = '', drafts = '0'] = process.argv.slice(2)
const place = { library, cache, drafts: Number(drafts), plain: kind === 'plain' }
// A thread that is waited for does not keep a process alive.
const awake = setInterval(() => undefined, 1000)
const KINDS = {
  build: () => build(place),
  warm: () => warm(place),
  plain: () => build(place),
  minisearch: () => miniSearch(library),
  fts5: () => bareFts5(library, cache),
  ripgrep: () => ripgrep(library),
}
const measure = KINDS[kind as keyof typeof KINDS]
process.stdout.write(`${JSON.stringify(await measure())}\n`)
clearInterval(awake)
