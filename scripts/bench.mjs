/**
 * `npm run bench:typing`, `bench:library`, `bench:startup`, `bench:preview` and `bench:convert`: measures the time of a key press
 * in the app, of lists and searches in large libraries, of a start, of a preview, and of reading texts, most of them beside
 * other editors, indexes and converters. These are installed at the first run. The options are listed in
 * tests/bench/typing/options.ts, tests/bench/startup/options.ts and the `run.ts` of the others.
 */
import { spawn } from 'node:child_process'
import { build } from './build.mjs'
import { Failure, isMain, log, projectNode, ROOT, runMain } from './project.mjs'
import { setUp, setUpBench } from './setup.mjs'

/** The benchmarks by name: the program that measures, and true if it needs the built app. */
const BENCHMARKS = {
  typing: { program: 'tests/bench/typing/run.ts', needsBuild: true },
  convert: { program: 'tests/bench/convert/run.ts', needsBuild: true },
  library: { program: 'tests/bench/library/run.ts', needsBuild: false },
  preview: { program: 'tests/bench/preview/run.ts', needsBuild: true },
  startup: { program: 'tests/bench/startup/run.ts', needsBuild: true },
}

/**
 * Returns the benchmark of that name.
 * @param {string | undefined} name
 * @throws {Failure} if there is none
 */
function findBenchmark(name) {
  const found = Object.entries(BENCHMARKS).find(([known]) => known === name)
  if (found === undefined)
    throw new Failure(`there is no benchmark ${name}. There are: ${Object.keys(BENCHMARKS).join(', ')}.`)
  return found[1]
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const [name, ...args] = process.argv.slice(2)
    const { program, needsBuild } = findBenchmark(name)
    if (args.includes('--help')) {
      log(
        `The options of bench:${name ?? ''} are listed in tests/bench/${name ?? ''}, in run.ts or options.ts.`,
      )
      return 0
    }
    await setUp()
    await setUpBench()
    if (needsBuild) await build()
    const child = spawn(projectNode(), [program, ...args], { cwd: ROOT, stdio: 'inherit' })
    return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
  })
