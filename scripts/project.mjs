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

/** Oldest Node that the set-up itself runs on; everything after it runs on the project's own. */
export const OLDEST_NODE = 20

/** Something a person can mend. Printed as it is, without a stack. */
export class Failure extends Error {}

/**
 * Progress and news go to stderr: stdout belongs to results alone.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * The Node that the `node` package laid down.
 * @param {string} root
 */
export function projectNode(root = ROOT) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * Refuses a Node on which nothing here would run.
 * @param {string} version
 */
export function checkNode(version = process.versions.node) {
  if (Number.parseInt(version, 10) < OLDEST_NODE)
    throw new Failure(
      `Galley needs Node ${OLDEST_NODE} or newer and this is Node ${version}. Install a newer one from https://nodejs.org and start again.`,
    )
}

/**
 * @param {string} file
 * @returns {any} what the file holds; undefined when there is none or it is no JSON
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Whole or not at all: a stamp that is half written would be believed half.
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
 * A SHA-256 over the names and contents of files and folders, in an order that is the same everywhere.
 * @param {string} root
 * @param {readonly string[]} paths relative to `root`; missing ones count as missing
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
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!existsSync(path)) return []
  const entries = listing(path)
  if (entries === null) return [path]
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap(({ name }) => filesUnder(join(path, name)))
}

/** @param {string} path */
function listing(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null
    throw error
  }
}

/**
 * Runs a script's main function: a {@link Failure} is one sentence on stderr, anything else keeps its stack.
 * @param {() => Promise<number>} main answers the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    say(
      error instanceof Failure
        ? `galley: ${error.message}`
        : String(error instanceof Error ? error.stack : error),
    )
    process.exitCode = 1
  }
}

/**
 * Whether a module is the one that Node was asked to run. Its URL has links resolved, the command line has not: a folder
 * behind a link or a junction would start nothing, without a word.
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
