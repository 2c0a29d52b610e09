/**
 * `npm run dist [-- options]`: builds Galley and makes its packages in out/packages. Without options: all packages of this
 * system, with the Electron that electron-builder downloads. Each package is read back, and one that is too large or has
 * wrong files or fuses fails the command.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import util from 'node:util'
import { build } from '../build.mjs'
import { fetchElectron } from '../electron.mjs'
import { Failure, isMain, log, projectNode, ROOT, runMain } from '../project.mjs'
import { setUp, setUpPackaging } from '../setup.mjs'

const HELP = `Usage: npm run dist -- [options]

Builds Galley and makes its packages in out/packages.

  --dir           make the app's folder alone, without installers
  --stand-in      with --dir: put files of the right names in place of Electron's program. Nothing is downloaded, and
                  the result can be read but not run
  --linux         packages for Linux
  --macos         packages for macOS (installers only on macOS)
  --windows       packages for Windows
  --help          print this

Without a system: packages for this one.
`

const SYSTEMS = /** @type {const} */ (['linux', 'macos', 'windows'])

/**
 * Parses the command line.
 * @param {readonly string[]} args
 * @throws {Failure} on an unknown or impossible option
 */
export function readOptions(args) {
  const flag = /** @type {const} */ ({ type: 'boolean', default: false })
  const options = { dir: flag, 'stand-in': flag, linux: flag, macos: flag, windows: flag, help: flag }
  let values
  try {
    values = util.parseArgs({ args: [...args], options }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new Failure(`${reason}. \`npm run dist -- --help\` lists what there is.`)
  }
  if (values['stand-in'] && !values.dir) throw new Failure('--stand-in makes no installers. Give --dir, too.')
  const { [process.platform]: own = 'linux' } = /** @type {Record<string, typeof SYSTEMS[number]>} */ ({
    darwin: 'macos',
    win32: 'windows',
  })
  const named = SYSTEMS.filter((system) => values[system])
  return {
    dir: values.dir,
    standIn: values['stand-in'],
    systems: named.length > 0 ? named : [own],
    own,
    help: values.help,
  }
}

/**
 * Returns the options about Electron's program for an app's folder: the one that `npm start` runs if it can be had, else the
 * stand-in.
 * @param {boolean} isOwnSystem false if the folder is for another system
 */
async function programOptions(isOwnSystem) {
  if (!isOwnSystem) return []
  const fetched = await fetchElectron(ROOT)
  if (!('reason' in fetched)) return [`--electron=${join(ROOT, 'node_modules', 'electron', 'dist')}`]
  log(`${fetched.reason}, so the package has a stand-in for its program: it can be read but not run.`)
  return ['--stand-in']
}

/**
 * Runs packaging/pack.ts; returns its exit code.
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function pack(args) {
  const child = spawn(projectNode(), ['packaging/pack.ts', ...args], { cwd: ROOT, stdio: 'inherit' })
  return new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/**
 * Makes the packages.
 * @param {ReturnType<typeof readOptions>} options
 * @returns {Promise<number>} the exit code: 0 if each package is as it must be
 */
export async function makePackages({ dir, standIn, systems, own }) {
  await setUp()
  await build()
  await setUpPackaging()
  for (const system of systems) {
    const program = standIn ? ['--stand-in'] : dir ? await programOptions(system === own) : []
    const code = await pack([system, ...(dir ? ['--dir'] : []), ...program])
    if (code !== 0) return code
  }
  return 0
}

if (isMain(import.meta.url))
  await runMain(async () => {
    const options = readOptions(process.argv.slice(2))
    if (!options.help) return makePackages(options)
    process.stdout.write(HELP)
    return 0
  })
