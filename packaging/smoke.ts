/**
 * `npm run smoke [-- PROGRAM]`: runs a packaged Galley with `--smoke` and checks what it saw. PROGRAM is the program of an
 * installed or unpacked app; without it, the one that `npm run dist -- --dir` made for this system. Prints the app's report.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, isMain, ROOT, runMain } from '../scripts/project.mjs'
import { runProgram } from '../scripts/steps.mjs'
import { reportProblems, type SmokeReport } from './smokeReport.ts'
import { STAND_IN_LINE } from './systems.ts'

/** Where electron-builder puts the program, relative to `out/packages`. */
const PROGRAMS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['linux-unpacked/galley'],
  darwin: ['mac-universal/Galley.app/Contents/MacOS/Galley', 'mac-arm64/Galley.app/Contents/MacOS/Galley'],
  win32: ['win-unpacked/Galley.exe', 'win-arm64-unpacked/Galley.exe'],
}

/**
 * Returns the program to try.
 * @throws {Failure} if there is none, or it is a stand-in that cannot be run
 */
function findProgram(named: string | undefined): string {
  const made = (PROGRAMS[process.platform] ?? []).map((path) => join(ROOT, 'out', 'packages', path))
  const program = named ?? made.find((path) => existsSync(path))
  if (program === undefined || !existsSync(program))
    throw new Failure('there is no packaged Galley to try. Make one first: npm run dist -- --dir')
  if (readFileSync(program).subarray(0, STAND_IN_LINE.length).toString() === STAND_IN_LINE)
    throw new Failure(
      'the package has a stand-in for Electron’s program, so there is nothing to run. ' +
        'Make it again where Electron can be downloaded: npm run dist -- --dir',
    )
  return program
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const { code, output } = await runProgram(findProgram(process.argv[2]), ['--smoke'])
    process.stdout.write(output)
    const line = output.split('\n').find((each) => each.startsWith('{"galley":'))
    if (code !== 0 || line === undefined)
      throw new Failure(`the smoke run failed with exit code ${String(code)}.`)
    const problems = reportProblems(JSON.parse(line) as SmokeReport)
    if (problems.length > 0) throw new Failure(problems.join(' '))
    return 0
  })
