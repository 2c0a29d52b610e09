import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { type Figures, NOTHING, table } from './figures.ts'
import { build } from 'vite'
import { makeLibrary } from './generate.ts'

/**
 * `npm run bench:library`: libraries of several sizes, made for it; the desk and its peers over each, every one in a
 * process of its own. One Markdown table at the end; all figures as JSON beside.
 */
const { values } = parseArgs({
  options: {
    drafts: { type: 'string', default: '1000,10000,100000' },
    words: { type: 'string', default: '1000' },
    folder: { type: 'string', default: '' },
    out: { type: 'string', default: 'out/bench/library.json' },
  },
})

/** Beyond this many drafts a peer takes more memory or time than is worth the figure. */
const PEERS: readonly { kind: string; name: string; most: number }[] = [
  { kind: 'plain', name: 'Galley without SQLite', most: 10_000 },
  { kind: 'fts5', name: 'bare SQLite FTS5', most: 100_000 },
  { kind: 'minisearch', name: 'MiniSearch', most: 10_000 },
  { kind: 'ripgrep', name: 'ripgrep', most: 10_000 },
]

const run = promisify(execFile)
const SOURCES = join(import.meta.dirname, '..', '..', '..')

/**
 * Builds the measurements as the hosts are built: running the sources would cost time and memory of its own.
 * @returns the folder of the scripts
 */
async function bundle(into: string): Promise<string> {
  const entries = {
    'web/measure': 'tests/bench/library/measure.ts',
    'web/minisearch': 'tests/bench/peers/library/miniSearch.ts',
    'worker/search': 'src/desk/search/worker.ts',
  }
  for (const [name, entry] of Object.entries(entries))
    await build({
      configFile: false,
      root: SOURCES,
      logLevel: 'warn',
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: entry,
        outDir: into,
        emptyOutDir: false,
        target: 'node24',
        rolldownOptions: { output: { format: 'es', entryFileNames: `${name}.js`, codeSplitting: false } },
      },
    })
  return join(into, 'web')
}

async function measure(kind: string, ...place: readonly string[]): Promise<Partial<Figures>> {
  try {
    const args = kind === 'minisearch' ? ['minisearch.js', ...place] : ['measure.js', kind, ...place]
    const [script = '', ...rest] = args
    const { stdout } = await run(process.execPath, ['--no-warnings', join(scripts, script), ...rest])
    return JSON.parse(stdout) as Partial<Figures>
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    return { note: `failed: ${said.trim().split('\n').at(-1) ?? ''}` }
  }
}

/** Figures mean little beside a machine's other work: how much there was. */
function machine(): string {
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(', ')
  return `${String(availableParallelism())} processors, load of the last 1, 5 and 15 minutes: ${load}`
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function ofSize(root: string, drafts: number, words: number): Promise<Figures[]> {
  const folder = join(root, String(drafts))
  const library = join(folder, 'library')
  const cache = join(folder, 'cache')
  mkdirSync(cache, { recursive: true })
  say(`${String(drafts)} drafts: making the library`)
  makeLibrary(library, drafts, words)
  const place = [library, cache, String(drafts)]
  say(`${String(drafts)} drafts: Galley`)
  rmSync(cache, { recursive: true, force: true })
  const { memory: building = null, ...built } = await measure('build', ...place)
  const warm = await measure('warm', ...place)
  const memory = Math.max(building ?? 0, warm.memory ?? 0)
  const note = [built.note ?? '', warm.note ?? ''].filter((text) => text !== '').join('; ')
  const rows: Figures[] = []
  // Told at once: of a run that is broken off, what was measured is not lost.
  const add = (row: Figures): void => {
    rows.push(row)
    say(table([row]).split('\n').at(-1) ?? '')
  }
  add({ name: 'Galley', drafts, ...NOTHING, ...built, ...warm, memory, note })
  for (const { kind, name, most } of PEERS) {
    if (drafts > most) continue
    say(`${String(drafts)} drafts: ${name}`)
    add({ name, drafts, ...NOTHING, ...(await measure(kind, ...place)) })
  }
  return rows
}

const kept = values.folder !== ''
const root = resolve(kept ? values.folder : mkdtempSync(join(tmpdir(), 'galley-bench-library-')))
const scripts = await bundle(join(root, 'bundle'))
try {
  const rows: Figures[] = []
  for (const size of values.drafts.split(','))
    rows.push(...(await ofSize(root, Number(size), Number(values.words))))
  mkdirSync(dirname(values.out), { recursive: true })
  writeFileSync(values.out, `${JSON.stringify(rows, null, 2)}\n`)
  process.stdout.write(`${table(rows)}\n\n${machine()}\n`)
} finally {
  if (!kept) rmSync(root, { recursive: true, force: true })
}
