import { execFile, fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import MarkdownIt from 'markdown-it'
import { growth, type Row, table } from './figures.ts'
import { textsOf } from './texts.ts'

/**
 * `npm run bench:convert`: reads Markdown, HTML, DOCX and text of several sizes, beside pandoc, where that is installed, and
 * other converters. In each round every contender converts once, so that a slow phase of the machine affects all. Large texts get
 * fewer rounds, at least {@link MIN_ROUNDS}, so that all of it ends within some minutes. One Markdown table at the end; all times
 * as JSON beside.
 *
 * Those in a process that goes on are warm, as readers in an open app are; `whole process` starts one for each conversion.
 * `without its start` is pandoc's time less that of an empty text.
 */
const { values } = parseArgs({
  options: {
    words: { type: 'string', default: '10000,100000' },
    rounds: { type: 'string', default: '9' },
    out: { type: 'string', default: 'out/bench/convert.json' },
  },
})

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '..', '..', '..')
/** Conversions before the first that counts, in a process that goes on: until its engine has compiled what it runs often. */
const WARM_UPS = 12
/** Longest that a contender is warmed up, in milliseconds. */
const MAX_WARM_UP_MS = 3_000
/** Rounds of a conversion, however slow its contenders are. */
const MIN_ROUNDS = 3
/** After so many milliseconds, a conversion gets no further round than {@link MIN_ROUNDS}. */
const MAX_ROUNDS_MS = 15_000
/** Longest that a contender may take for one conversion before it is left out, in milliseconds. */
const MAX_MS = 60_000

/** Those of peers.ts that read the same. */
const MARKDOWN_PEERS = [
  'markdown-it, to HTML',
  'commonmark.js, to HTML',
  'prosemirror-markdown',
  '@tiptap/markdown',
]
const HTML_PEERS = ['turndown, to Markdown', 'rehype-remark, to Markdown']

/** Something that converts, once for each call, and says how many milliseconds that took. */
interface Contender {
  readonly name: string
  readonly convert: () => Promise<number>
  /** Prepares for the rounds. */
  readonly warmUp: () => Promise<void>
  readonly end: () => void
}

/** What is read, and by whom; Galley first. */
interface Conversion {
  readonly name: string
  readonly file: string
  readonly contenders: readonly Contender[]
}

/** Starts a contender of measure.ts in a process that goes on. */
async function warm(name: string, file: string): Promise<Contender> {
  const child: ChildProcess = fork(
    join(import.meta.dirname, '..', 'peers', 'convert', 'measure.ts'),
    [name, file],
    {
      execArgv: ['--no-warnings'],
    },
  )
  await once(child, 'message')
  const convert = async (): Promise<number> => {
    child.send('again')
    const [milliseconds] = (await once(child, 'message', {
      signal: AbortSignal.timeout(MAX_MS),
    })) as unknown[]
    return Number(milliseconds)
  }
  const warmUp = async (): Promise<void> => {
    const end = performance.now() + MAX_WARM_UP_MS
    for (let count = 0; count < WARM_UPS && performance.now() < end; count += 1) await convert()
  }
  return { name, convert, warmUp, end: () => child.kill() }
}

/** Returns a contender that is a program, started anew for each conversion. */
function program(name: string, path: string, args: readonly string[]): Contender {
  const convert = async (): Promise<number> => {
    const startedAt = performance.now()
    await run(path, args, { cwd: ROOT, maxBuffer: 1024 ** 3, timeout: MAX_MS })
    return performance.now() - startedAt
  }
  // Once, so that its files are in the system's memory.
  return {
    name,
    convert,
    warmUp: async () => {
      await convert()
    },
    end: () => undefined,
  }
}

/** Returns pandoc as it is, and without the time that it takes for an empty text. */
function pandoc(format: string, file: string, empty: string): Contender[] {
  const to = (path: string): string[] => ['-f', format, '-t', 'json', path]
  const whole = program('pandoc, whole process', 'pandoc', to(file))
  const start = program('pandoc, without its start', 'pandoc', to(empty))
  let wholeMs = 0
  return [
    { ...whole, convert: async () => (wholeMs = await whole.convert()) },
    // Of the same run: its turn comes behind the other.
    { ...start, convert: async () => Math.max(0, wholeMs - (await start.convert())) },
  ]
}

/** Writes the texts of one size into a folder, and starts who reads them. */
async function conversionsOf(folder: string, words: number, hasPandoc: boolean): Promise<Conversion[]> {
  const { md, dialogue, prose } = textsOf(words)
  const put = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const [markdown, html] = [put('text.md', md), put('text.html', new MarkdownIt().render(md))]
  const beside = (format: string, file: string): Contender[] =>
    hasPandoc ? pandoc(format, file, join(folder, format === 'docx' ? 'empty.docx' : 'empty')) : []
  put('empty', '')
  const read = async (name: string, file: string, peers: readonly string[], format?: string) => ({
    name,
    file,
    contenders: [
      ...(await Promise.all([`Galley, ${name.split(':')[0] ?? ''}`, ...peers].map((one) => warm(one, file)))),
      ...(format === undefined ? [] : beside(format, file)),
    ],
  })
  const conversions: Conversion[] = [
    await read('Markdown', markdown, MARKDOWN_PEERS, 'gfm'),
    await read('HTML', html, HTML_PEERS, 'html'),
    await read('text: dialogue', put('dialogue.txt', dialogue), []),
    await read('text: prose', put('prose.txt', prose), []),
    {
      name: 'Markdown to HTML, whole process',
      file: markdown,
      contenders: [
        program('Galley, command', process.execPath, [
          'out/cli/galley.js',
          'convert',
          markdown,
          '--to',
          'html',
        ]),
        ...(hasPandoc ? [program('pandoc', 'pandoc', ['-f', 'gfm', '-t', 'html', markdown])] : []),
      ],
    },
  ]
  if (!hasPandoc) return conversions
  // Nothing else here writes DOCX.
  for (const [from, name] of [
    [markdown, 'text.docx'],
    [join(folder, 'empty'), 'empty.docx'],
  ] as const)
    await run('pandoc', ['-f', 'gfm', from, '-o', join(folder, name)])
  return [...conversions, await read('DOCX', join(folder, 'text.docx'), [], 'docx')]
}

/** Calls `act` of a contender; one that fails is left out from then on, with the reason in `notes`. */
async function attempt(
  contender: Contender,
  notes: Map<Contender, string>,
  act: () => Promise<void>,
): Promise<void> {
  if (notes.has(contender)) return
  try {
    await act()
  } catch (error) {
    notes.set(contender, `failed: ${error instanceof Error ? error.message.slice(0, 100) : ''}`)
  }
}

/** Lets every contender of a conversion convert in turn, round after round. */
async function measure(
  { name, file, contenders }: Conversion,
  words: number,
  rounds: number,
): Promise<Row[]> {
  const times = new Map(contenders.map((contender) => [contender, [] as number[]]))
  const notes = new Map<Contender, string>()
  for (const contender of contenders) await attempt(contender, notes, contender.warmUp)
  const startedAt = performance.now()
  const isOver = (round: number): boolean =>
    round >= rounds || (round >= MIN_ROUNDS && performance.now() - startedAt > MAX_ROUNDS_MS)
  for (let round = 0; !isOver(round); round += 1)
    for (const contender of contenders)
      await attempt(contender, notes, async () => {
        const milliseconds = await contender.convert()
        times.get(contender)?.push(milliseconds)
      })
  for (const { end } of contenders) end()
  const { size } = statSync(file)
  return contenders.map((contender) => ({
    conversion: name,
    name: contender.name,
    words,
    size,
    times: times.get(contender) ?? [],
    note: notes.get(contender) ?? '',
  }))
}

const say = (line: string): void => void process.stderr.write(`${line}\n`)

const folder = mkdtempSync(join(tmpdir(), 'galley-bench-convert-'))
try {
  const version = await run('pandoc', ['--version']).then(
    ({ stdout }) => stdout.split('\n')[0] ?? '',
    () => '',
  )
  const rows: Row[] = []
  for (const words of values.words.split(',').map(Number)) {
    for (const conversion of await conversionsOf(folder, words, version !== '')) {
      say(`${String(words)} words: ${conversion.name}`)
      rows.push(...(await measure(conversion, words, Number(values.rounds))))
    }
  }
  mkdirSync(dirname(values.out), { recursive: true })
  writeFileSync(values.out, `${JSON.stringify(rows, null, 2)}\n`)
  const load = loadavg().map((value) => value.toFixed(1))
  process.stdout.write(`${table(rows)}\n\n${growth(rows)}\n\n`)
  process.stdout.write(
    `${version === '' ? 'no pandoc is installed' : version}; ${String(availableParallelism())} processors, load of the last 1, 5 and 15 minutes: ${load.join(', ')}\n`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
