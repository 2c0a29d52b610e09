import { build, warm } from './ours.ts'
import { bareFts5, ripgrep } from './peers.ts'

/** One measurement in a process of its own: `node measure.js KIND LIBRARY CACHE DRAFTS`. Prints its figures as a line of JSON. */
const [kind = '', library = '', cache = '', drafts = '0'] = process.argv.slice(2)
const place = { library, cache, drafts: Number(drafts), plain: kind === 'plain' }
// Waiting for a worker thread does not keep a process alive.
const keepAlive = setInterval(() => undefined, 1000)
const KINDS = {
  build: () => build(place),
  warm: () => warm(place),
  plain: () => build(place),
  fts5: () => bareFts5(library, cache),
  ripgrep: () => ripgrep(library),
}
const measure = KINDS[kind as keyof typeof KINDS]
process.stdout.write(`${JSON.stringify(await measure())}\n`)
clearInterval(keepAlive)
