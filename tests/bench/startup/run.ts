import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { findBrowser, launch } from '../../e2e/rig/browser.ts'
import { rowsOf, table, type Case, type Row, type Sample } from './figures.ts'
import { watchStart, type PageTimes } from './inPage.ts'
import { emptyPlace, prepareLarge, reset } from './libraries.ts'
import { readOptions, type HostName, type LibraryName, type Options } from './options.ts'
import { buildBarePage, type BarePage } from './peers.ts'
import { programsOn, type Start } from './programs.ts'

/**
 * `npm run bench:startup`: how long a start takes, from the start of the process to the first paint (the page's
 * `first-contentful-paint`) and to the first moment at which it can be written in: a key that was pressed is in the text and
 * painted. Beside it, a page of bare Tiptap served in the same way. Every start has a fresh browser context, so nothing of
 * the page is cached. The two alternate, and each is first in every other round.
 */

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** A key whose character is in no text. */
const KEY = '§'
/** The button that makes the first draft of an empty library. */
const START_BUTTON = '.empty-desk .btn.primary'
/** How long a start may take on a busy machine. */
const TIMEOUT_MS = 120_000

const log = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/**
 * Prepares a page that is about to load: watches it, and presses the keys that it asks for. All messages to Chromium leave
 * at once, because the stand-in's window does not wait for them.
 */
async function watch(page: Page, report: (times: PageTimes) => void): Promise<void> {
  const opening = page.context().newCDPSession(page)
  const press = async (): Promise<void> => {
    const cdp = await opening
    const key = { key: KEY, text: KEY, unmodifiedText: KEY }
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key })
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key: KEY })
  }
  await Promise.all([
    page.exposeFunction('reportStart', report),
    page.exposeFunction('pressBenchKey', press),
    page.addInitScript(watchStart, { key: KEY, start: START_BUTTON }),
    opening,
  ])
}

/** Starts a program once and ends it. @throws Error if it cannot be written in within two minutes */
async function sample(browser: Browser, start: Start): Promise<Sample> {
  const reported = Promise.withResolvers<PageTimes>()
  const { page, startedAt, end } = await start(browser, (opened) => watch(opened, reported.resolve))
  const timer = setTimeout(() => {
    reported.reject(new Error(`no key came into the text at ${page.url()}`))
  }, TIMEOUT_MS)
  try {
    const { paintedAt, editableAt } = await reported.promise
    return { paint: paintedAt - startedAt, editable: editableAt - startedAt }
  } finally {
    clearTimeout(timer)
    await end()
  }
}

interface Bench {
  readonly browser: Browser
  readonly options: Options
  readonly bare: BarePage
}

/** Starts both programs in turn. The first round is discarded: it fills the caches of the disk. */
async function measure(host: HostName, name: LibraryName, { browser, options, bare }: Bench): Promise<Case> {
  const place =
    name === 'empty' ? emptyPlace(options.folder) : await prepareLarge(options.folder, options.drafts)
  const programs = programsOn(host, name, place, bare)
  const taken: Record<'galley' | 'peer', Sample[]> = { galley: [], peer: [] }
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const which of round % 2 === 0 ? (['galley', 'peer'] as const) : (['peer', 'galley'] as const)) {
      reset(place, name)
      const figures = await sample(browser, programs[which])
      if (round > 0) taken[which].push(figures)
      log(
        `${host}, ${name}, round ${String(round)}: ${which} ${figures.paint.toFixed(0)} ${figures.editable.toFixed(0)} ms`,
      )
    }
  }
  return { host, library: name, ...taken }
}

async function run(options: Options): Promise<void> {
  log('building the bare page')
  const bare = await buildBarePage()
  const browser = await launch(await findBrowser())
  const cases: Case[] = []
  try {
    for (const name of options.libraries)
      for (const host of options.hosts) cases.push(await measure(host, name, { browser, options, bare }))
  } finally {
    await browser.close()
  }
  await report(options, cases, browser.version())
}

async function report(options: Options, cases: readonly Case[], browser: string): Promise<void> {
  const rows: Row[] = cases.flatMap(rowsOf)
  const out = resolve(ROOT, options.out)
  await mkdir(dirname(out), { recursive: true })
  const load = loadavg()
  const machine = { browser, node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length, load }
  await writeFile(out, `${JSON.stringify({ machine, options, rows, cases }, null, 2)}\n`)
  const busy = load.map((value) => value.toFixed(1)).join(', ')
  process.stdout.write(
    `${table(rows, options.drafts)}\n\nMedians of ${String(options.rounds)} starts, from the start of the process; ` +
      `the ratio is the median of the rounds'.\n${String(availableParallelism())} processors, load of the last 1, 5 and 15 minutes: ${busy}\n`,
  )
  log(`written to ${out}`)
}

await run(readOptions(process.argv.slice(2), join(tmpdir(), 'galley-bench-startup')))
