/**
 * Installs the packages that package-lock.json names. Runs on any Node from 20 on, without any package. Returns quickly if
 * they are installed.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import {
  checkNode,
  Failure,
  findNode,
  isMain,
  projectNode,
  readJson,
  ROOT,
  runMain,
  log,
  writeJson,
} from './project.mjs'
import { startHeartbeat, runProgram, elapsedSince } from './steps.mjs'

/**
 * Returns the path of the file that records what was installed.
 * @param {string} root a folder with a package.json
 */
function stampFile(root) {
  return join(root, 'node_modules', '.galley-setup.json')
}

/**
 * Returns a hash of everything that an installation depends on: the lock file, the parts of package.json that it was made
 * from, and the machine.
 * @param {string} root a folder with a package.json
 */
export function wantedStamp(root) {
  const lock = join(root, 'package-lock.json')
  if (!existsSync(lock))
    throw new Failure(
      `${lock} is missing, so nothing says which packages to install. Restore it: git checkout package-lock.json`,
    )
  const { dependencies, devDependencies, optionalDependencies, overrides, allowScripts } =
    readJson(join(root, 'package.json')) ?? {}
  return createHash('sha256')
    .update(readFileSync(lock))
    .update(
      JSON.stringify([
        dependencies,
        devDependencies,
        optionalDependencies,
        overrides,
        allowScripts,
        process.platform,
        process.arch,
      ]),
    )
    .digest('hex')
}

/**
 * Returns true if npm has already installed exactly what the lock file names, as after an `npm ci` by hand.
 * @param {string} root
 */
export function isComplete(root) {
  const lock = readJson(join(root, 'package-lock.json'))?.packages
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (lock === undefined || installed === undefined) return false
  return Object.entries(lock).every(
    ([path, entry]) =>
      path === '' ||
      installed[path]?.version === entry.version ||
      (installed[path] === undefined && entry.optional === true),
  )
}

/**
 * Returns how Node starts npm on every system: by its script where that is known, because npm.cmd needs a shell.
 * @returns {{ file: string, args: string[], shell: boolean }}
 */
export function npmCommand(environment = process.env, execPath = process.execPath) {
  // Inside an npm script, `node` may be the project's own, in the folder that npm is about to replace.
  const packages = `${sep}node_modules${sep}`
  const node = execPath.includes(packages) ? (environment.npm_node_execpath ?? execPath) : execPath
  const nodeFolder = dirname(node)
  const script = [
    environment.npm_execpath ?? '',
    join(nodeFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(nodeFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((path) => /npm-cli\.c?js$/.test(path) && existsSync(path))
  if (script !== undefined) return { file: node, args: [script], shell: false }
  return { file: 'npm', args: [], shell: process.platform === 'win32' }
}

/**
 * Returns npm's arguments.
 * @param {string} root a folder with a package.json
 */
function installArguments(root) {
  const isRunningHere = process.execPath.startsWith(join(root, 'node_modules') + sep)
  // Windows cannot delete a running program, so there npm installs without deleting the Node that runs this script.
  const command = isRunningHere && process.platform === 'win32' ? ['install', '--no-save'] : ['ci']
  return [...command, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
}

/**
 * Returns the number of folders in node_modules, as a measure of progress.
 * @param {string} root a folder with a package.json
 */
function packageCount(root) {
  try {
    return readdirSync(join(root, 'node_modules')).length
  } catch {
    return 0
  }
}

/**
 * Runs npm in a folder.
 * @param {string} root
 * @throws {Failure} if npm fails; its output has been printed
 */
async function runNpmInstall(root) {
  const { file, args, shell } = npmCommand()
  const stop = startHeartbeat(
    (elapsed) => `installing packages, ${elapsed}, ${packageCount(root)} folders so far`,
  )
  const { code, output } = await runProgram(file, [...args, ...installArguments(root)], { cwd: root, shell })
  stop()
  if (code !== 0) {
    process.stderr.write(output)
    throw new Failure(
      `npm could not install the packages (its output is above). Check the network, or the registry that \`npm config get registry\` names, and run the command again.`,
    )
  }
}

/**
 * Installs the project's packages, its own Node among them where the `node` package has a build for this machine.
 * @param {string} root
 */
async function installProject(root) {
  const since = Date.now()
  log('Galley: setting up (npm ci, once; a minute or two)')
  await runNpmInstall(root)
  log(`Galley: set up in ${elapsedSince(since)}`)
}

/**
 * Installs the project's packages unless they are installed.
 * @param {string} root the project's folder
 * @param {import('./project.mjs').RunningNode} [running]
 * @returns {Promise<boolean>} true if something was installed
 * @throws {Failure} if the packages cannot be installed, or no Node builds and runs Galley on this machine
 */
export async function setUp(root = ROOT, running) {
  checkNode(running?.version)
  const stamp = wantedStamp(root)
  const isRecorded = readJson(stampFile(root))?.stamp === stamp
  if (isRecorded && findNode(root, running) !== null) return false
  const complete = isComplete(root)
  if (!complete) await installProject(root)
  projectNode(root, running)
  writeJson(stampFile(root), { stamp })
  return !complete
}

/**
 * Installs the packages of a folder that few commands need, unless they are installed: `npm start` and `npm test` do without.
 * @param {string} root the folder
 * @param {string} what names the packages in the line of progress
 * @returns {Promise<boolean>} true if something was installed
 * @throws {Failure} if the packages cannot be installed
 */
async function setUpFolder(root, what) {
  const stamp = wantedStamp(root)
  if (readJson(stampFile(root))?.stamp === stamp) return false
  const since = Date.now()
  log(`Galley: installing ${what} (npm ci in ${relative(ROOT, root)}, once)`)
  await runNpmInstall(root)
  writeJson(stampFile(root), { stamp })
  log(`Galley: installed in ${elapsedSince(since)}`)
  return true
}

/** Installs what the benchmarks compare Galley with. */
export function setUpBench(root = join(ROOT, 'tests', 'bench')) {
  return setUpFolder(root, 'the editors and the index to compare with')
}

/** Installs what makes packages. */
export function setUpPackaging(root = join(ROOT, 'packaging')) {
  return setUpFolder(root, 'electron-builder')
}

if (isMain(import.meta.url))
  await runMain(async () => {
    if (!(await setUp())) log('Galley: set up already, nothing to do')
    return 0
  })
