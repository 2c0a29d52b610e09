/**
 * Shared by all scripts: the project's folder and its own Node, JSON files, fingerprints of sources, and the frame that a
 * script's main function runs in. Uses no package, because it runs before any is installed, and only what Node 20 has.
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** Major version of the oldest Node that the set-up runs on. Everything after it runs on the project's own Node. */
export const MIN_NODE_MAJOR = 20

/** An error that the person at the terminal can fix. Its message is printed without a stack. */
export class Failure extends Error {}

/**
 * Prints a line of progress to stderr. Stdout is for results only.
 * @param {string} line
 */
export function log(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * The oldest Node that builds and runs Galley where the `node` package has no build: `node:sqlite` needs no flag from 22.13
 * on. Its SQLite has FTS5 from 22.16 on; without it the search reads the texts one by one.
 */
const MIN_RUNTIME = { major: 22, minor: 13 }

/**
 * The oldest such Node that runs the tests: they start TypeScript files as processes (22.18) and put doubles in the place
 * of modules with `module.registerHooks` (22.15).
 */
const MIN_TEST_RUNTIME = { major: 22, minor: 18 }

/**
 * Returns the path of the Node that the `node` package installs, whether or not it is there. The package is optional: it
 * has no build for some platforms, and its install script may be refused.
 * @param {string} root
 */
export function packagedNode(root = ROOT) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/** The Node that runs this script.
 * @typedef {{ version: string, path: string }} RunningNode */

/** @returns {RunningNode} */
function runningNode() {
  return { version: process.versions.node, path: process.execPath }
}

/**
 * Returns true if the version is `least` or newer.
 * @param {string} version for example '24.1.0'
 * @param {{ major: number, minor: number }} least
 */
function isAtLeast(version, least) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > least.major || (major === least.major && minor >= least.minor)
}

/**
 * Returns the path of the Node that builds and runs Galley: the packaged one, else the running one if it is new enough;
 * null if neither serves.
 * @param {string} root
 */
export function findNode(root = ROOT, running = runningNode()) {
  const packaged = packagedNode(root)
  if (existsSync(packaged)) return packaged
  return isAtLeast(running.version, MIN_RUNTIME) ? running.path : null
}

/**
 * Returns what {@link findNode} returns.
 * @param {string} root
 * @throws {Failure} if no Node serves
 */
export function projectNode(root = ROOT, running = runningNode()) {
  const found = findNode(root, running)
  if (found !== null) return found
  const { major, minor } = MIN_RUNTIME
  throw new Failure(
    `npm installed no Node 24 for this machine (${process.platform}-${process.arch}), and this is Node ${running.version}. Install Node ${major}.${minor} or newer (24 is best) from https://nodejs.org and run the command again. If your npm refuses install scripts (npm config get ignore-scripts), you may allow them instead: delete node_modules and run the command again.`,
  )
}

/**
 * Checks that the Node which builds and runs Galley runs the tests, too. The packaged one does.
 * @param {string} root
 * @throws {Failure} if the running one has to serve and is too old
 */
export function checkTestNode(root = ROOT, running = runningNode()) {
  const { major, minor } = MIN_TEST_RUNTIME
  if (existsSync(packagedNode(root)) || isAtLeast(running.version, MIN_TEST_RUNTIME)) return
  throw new Failure(
    `this is Node ${running.version}, which runs Galley but not its tests. Install Node ${major}.${minor} or newer (24 is best) from https://nodejs.org and run the command again.`,
  )
}

/**
 * Checks that this Node is new enough to run the scripts.
 * @param {string} version for example '24.1.0'
 * @throws {Failure} if it is older than {@link MIN_NODE_MAJOR}
 */
export function checkNode(version = process.versions.node) {
  if (Number.parseInt(version, 10) < MIN_NODE_MAJOR)
    throw new Failure(
      `Galley needs Node ${MIN_NODE_MAJOR} or newer and this is Node ${version}. Install a newer one from https://nodejs.org and start again.`,
    )
}

/**
 * Reads a JSON file.
 * @param {string} file
 * @returns {any} its value; undefined if there is no such file or it is not JSON
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Writes a JSON file atomically, so that a script that is killed meanwhile leaves no half-written stamp.
 * @param {string} file
 * @param {unknown} value
 */
export function writeJson(file, value) {
  mkdirSync(dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, `${JSON.stringify(value, null, 1)}\n`)
  renameSync(temporary, file)
}

/**
 * Returns a SHA-256 of the names and contents of files and folders, in an order that does not depend on the machine.
 * @param {string} root
 * @param {readonly string[]} paths relative to `root`; missing ones add nothing
 * @returns {string} hexadecimal
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => filesUnder(join(root, path))).sort()) {
    hash.update(`${relative(root, file).split(sep).join('/')}\0`)
    hash.update(readFileSync(file))
    hash.update('\0')
  }
  return hash.digest('hex')
}

/**
 * Returns the paths of all files in a folder at any depth, except hidden ones; of a file, its own path.
 * @param {string} path
 * @returns {string[]}
 */
export function filesUnder(path) {
  if (!existsSync(path)) return []
  const entries = folderEntries(path)
  if (entries === null) return [path]
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap(({ name }) => filesUnder(join(path, name)))
}

/**
 * Returns the entries of a folder, or null if the path is a file.
 * @param {string} path
 */
function folderEntries(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null
    throw error
  }
}

/**
 * Runs a script's main function and sets the exit code. Prints a {@link Failure} as one sentence, any other error with
 * its stack.
 * @param {() => Promise<number>} main returns the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    log(
      error instanceof Failure
        ? `galley: ${error.message}`
        : String(error instanceof Error ? error.stack : error),
    )
    process.exitCode = 1
  }
}

/**
 * Returns true if a module is the one that Node was asked to run. Compares real paths: `import.meta.url` has links
 * resolved and the command line has not, so that in a linked folder the script would otherwise silently do nothing.
 * @param {string} url its `import.meta.url`
 */
export function isMain(url, [, script] = process.argv) {
  if (script === undefined) return false
  try {
    return realpathSync(script) === realpathSync(fileURLToPath(url))
  } catch {
    return false
  }
}
