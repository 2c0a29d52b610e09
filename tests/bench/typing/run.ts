import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { cpus } from 'node:os'
import type { Browser } from 'playwright-core'
import { findBrowser, launch } from '../../e2e/rig/browser.ts'
import { startApp, type RunningApp } from './app.ts'
import { articleOf } from './article.ts'
import { blocksOf, type Kind } from './blocks.ts'
import { sample, type Sample } from './drive.ts'
import { aims, report, rowOf, type Row } from './figures.ts'
import { type Options, type PeerName, readOptions } from './options.ts'
import { timeRenaming } from './renaming.ts'
import { buildPeers, buildUnsaved, servePeers } from './serve.ts'

/**
 * How fast a key is, here and elsewhere. Every round opens each editor anew, types in it and closes it, so that all of
 * them meet the machine in the same states; two peers are the same editor, and how far they are apart is the noise.
 */

const ROOT = join(import.meta.dirname, '..', '..', '..')
const UNLIMITED = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

interface Bench {
  readonly browser: Browser
  readonly options: Options
  /** Where the peers' pages are served, and the folder of the app's page that saves nothing. */
  readonly peers: string
  readonly unsaved: string
}

/** The apps that this text needs: the whole one, and the one that saves nothing. */
async function appsFor(kind: Kind, words: number, { options, unsaved }: Bench) {
  const article = articleOf(`${kind} of ${String(words)} words`, blocksOf(kind, words))
  const apps = new Map<PeerName, RunningApp>()
  if (options.peers.includes('app')) apps.set('app', await startApp(article))
  if (options.peers.includes('app, saving off')) apps.set('app, saving off', await startApp(article, unsaved))
  return apps
}

async function measure(kind: Kind, words: number, bench: Bench): Promise<Row[]> {
  const { options, browser } = bench
  const apps = await appsFor(kind, words, bench)
  const taken = new Map<PeerName, Sample[]>(options.peers.map((peer) => [peer, []]))
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      // Each round begins with another one, so that none is always the first.
      const order = options.peers.map((_, at) => options.peers[(at + round) % options.peers.length] ?? 'app')
      for (const peer of order) {
        const query = new URLSearchParams({ peer, kind, words: String(words) })
        const app = apps.get(peer)
        const address = app?.address ?? `${bench.peers}?${query.toString()}`
        const paragraphs = app === undefined ? null : blocksOf(kind, words).length
        const { keys, pause } = options
        taken.get(peer)?.push(await sample(browser, { address, paragraphs, keys, pause }))
      }
      say(`${kind}, ${String(words)} words: round ${String(round + 1)} of ${String(options.rounds)}`)
    }
  } finally {
    await Promise.all([...apps.values()].map((app) => app.close()))
  }
  return [...taken].map(([peer, samples]) => rowOf(kind, words, peer, samples))
}

async function run(options: Options): Promise<void> {
  const found = await findBrowser()
  const args = options.frameLimit ? found.args : [...found.args, ...UNLIMITED]
  say('building the pages of the peers')
  const peers = await servePeers(await buildPeers())
  const unsaved = options.peers.includes('app, saving off') ? await buildUnsaved() : ''
  const browser = await launch({ ...found, args })
  const bench = { browser, options, peers: peers.address, unsaved }
  try {
    await measureAll(bench)
  } finally {
    // A host or a browser that is left behind would hold whoever waits for this to end.
    await browser.close()
    peers.close()
  }
}

async function measureAll(bench: Bench): Promise<void> {
  const { browser, options } = bench
  const rows: Row[] = []
  for (const kind of options.kinds)
    for (const words of options.words) rows.push(...(await measure(kind, words, bench)))
  const renaming = options.rename === 0 ? null : await timeRenaming(browser, options)
  const reached = aims(rows, renaming)
  const out = resolve(ROOT, options.out)
  await mkdir(dirname(out), { recursive: true })
  const machine = {
    browser: browser.version(),
    node: process.version,
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
  }
  await writeFile(out, `${JSON.stringify({ machine, options, rows, renaming, aims: reached }, null, 2)}\n`)
  process.stdout.write(`${report(rows, reached)}\n`)
  say(`written to ${out}`)
}

await run(readOptions(process.argv.slice(2)))
