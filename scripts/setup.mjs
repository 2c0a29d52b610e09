/**
 * Brings node_modules to what package-lock.json says. Runs on any Node from 20 on and on nothing but Node; does
 * nothing, quickly, when nothing is to be done.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import {
  checkNode,
  Failure,
  isMain,
  projectNode,
  readJson,
  ROOT,
  runMain,
  say,
  writeJson,
} from './project.mjs'
import { heartbeat, run, seconds } from './steps.mjs'

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.galley-setup.json')
}

/**
 * What an installation depends on: the lock, the wishes it was made from, the machine.
 * @param {string} root
 */
export function wanted(root) {
  const lock = join(root, 'package-lock.json')
  if (!existsSync(lock))
    throw new Failure(
      `${lock} is missing, so nothing says which packages to install. Restore it: git checkout package-lock.json`,
    )
  const { dependencies, devDependencies, overrides, allowScripts } =
    readJson(join(root, 'package.json')) ?? {}
  return createHash('sha256')
    .update(readFileSync(lock))
    .update(
      JSON.stringify([
        dependencies,
        devDependencies,
        overrides,
        allowScripts,
        process.platform,
        process.arch,
      ]),
    )
    .digest('hex')
}

/**
 * Whether npm itself has already laid down exactly what the lock names (somebody ran `npm ci` by hand).
 * @param {string} root
 */
export function isComplete(root) {
  const lock = readJson(join(root, 'package-lock.json'))?.packages
  const laid = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (lock === undefined || laid === undefined || !existsSync(projectNode(root))) return false
  return Object.entries(lock).every(
    ([path, entry]) =>
      path === '' ||
      laid[path]?.version === entry.version ||
      (laid[path] === undefined && entry.optional === true),
  )
}

/**
 * npm as Node can start it on every system: by its script where we know it (npm.cmd wants a shell).
 * @returns {{ file: string, args: string[], shell: boolean }}
 */
export function npm(environment = process.env, execPath = process.execPath) {
  // Inside an npm script `node` may be the project's own, in the very folder npm is about to replace.
  const inside = `${sep}node_modules${sep}`
  const node = execPath.includes(inside) ? (environment.npm_node_execpath ?? execPath) : execPath
  const beside = dirname(node)
  const script = [
    environment.npm_execpath ?? '',
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((path) => /npm-cli\.c?js$/.test(path) && existsSync(path))
  if (script !== undefined) return { file: node, args: [script], shell: false }
  return { file: 'npm', args: [], shell: process.platform === 'win32' }
}

/** @param {string} root */
function installArguments(root) {
  const running = process.execPath.startsWith(join(root, 'node_modules') + sep)
  // Windows deletes no program that runs: there a changed lock is brought in beside the Node we run on.
  const verb = running && process.platform === 'win32' ? ['install', '--no-save'] : ['ci']
  return [...verb, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
}

/** @param {string} root */
function packagesIn(root) {
  try {
    return readdirSync(join(root, 'node_modules')).length
  } catch {
    return 0
  }
}

/** @param {string} root */
async function install(root) {
  const since = Date.now()
  say('Galley: setting up (npm ci, once; a minute or two)')
  const { file, args, shell } = npm()
  const stop = heartbeat((elapsed) => `installing packages, ${elapsed}, ${packagesIn(root)} folders so far`)
  const { code, output } = await run(file, [...args, ...installArguments(root)], { cwd: root, shell })
  stop()
  if (code !== 0) {
    process.stderr.write(output)
    throw new Failure(
      `npm could not install the packages (its words are above). Check the network, or the registry that \`npm config get registry\` names, and run the command again.`,
    )
  }
  if (!existsSync(projectNode(root)))
    throw new Failure(
      `the packages are installed but ${projectNode(root)} is not there: the install script of the "node" package did not run. Allow it (npm config get ignore-scripts should say false), delete node_modules and run the command again.`,
    )
  say(`Galley: set up in ${seconds(since)}`)
}

/**
 * @param {string} root the project's folder
 * @returns {Promise<boolean>} whether there was something to do
 * @throws {Failure} when the packages cannot be had
 */
export async function setUp(root = ROOT) {
  checkNode()
  const stamp = wanted(root)
  if (readJson(stampFile(root))?.stamp === stamp && existsSync(projectNode(root))) return false
  const complete = isComplete(root)
  if (!complete) await install(root)
  writeJson(stampFile(root), { stamp })
  return !complete
}

if (isMain(import.meta.url))
  await runMain(async () => {
    if (!(await setUp())) say('Galley: set up already, nothing to do')
    return 0
  })
