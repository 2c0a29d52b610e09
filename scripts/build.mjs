/**
 * `npm run build [-- --force]`: builds `out/` with the project's own Node. Returns quickly if the sources are those of the
 * last build. A fingerprint of the sources is written to out/.build.json only after every builder has succeeded, so an
 * interrupted build is never taken for a finished one.
 */
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { mergeLicences } from './licences.mjs'
import {
  Failure,
  filesUnder,
  fingerprint,
  isMain,
  projectNode,
  readJson,
  ROOT,
  runMain,
  log,
  writeJson,
} from './project.mjs'
import { setUp } from './setup.mjs'
import { startHeartbeat, runProgram, elapsedSince } from './steps.mjs'

/** Files and folders that the build depends on, relative to the project. */
const SOURCES = [
  'src',
  'resources',
  'scripts/build.mjs',
  'scripts/licences.mjs',
  'electron.vite.config.ts',
  'vite.node.config.ts',
  'vite.bundles.config.ts',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
]

/** Files that must exist after a build: one of each builder at least. */
const RESULTS = [
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/renderer/licences.json',
  'out/renderer/files.json',
  'out/web/index.js',
  'out/worker/search.js',
  'out/documents/worker.js',
  'out/pictures/worker.js',
  'out/pictures/vips.wasm',
  'out/pictures/libheif-bundle.mjs',
  'out/cli/galley.js',
]

const VITE = 'node_modules/vite/bin/vite.js'

/** The builders, which run at the same time: each writes to its own folder of `out/`. `args` starts with the program. */
const BUILDERS = [
  {
    name: 'shell and page',
    args: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel=warn'],
  },
  {
    name: 'browser host',
    args: [VITE, 'build', '--config=vite.node.config.ts', '--mode=web', '--logLevel=warn'],
  },
  {
    name: 'search',
    args: [VITE, 'build', '--config=vite.node.config.ts', '--mode=search', '--logLevel=warn'],
  },
  {
    name: 'documents',
    args: [VITE, 'build', '--config=vite.node.config.ts', '--mode=documents', '--logLevel=warn'],
  },
  {
    name: 'pictures',
    args: [VITE, 'build', '--config=vite.node.config.ts', '--mode=pictures', '--logLevel=warn'],
  },
  { name: 'command', args: [VITE, 'build', '--config=vite.node.config.ts', '--mode=cli', '--logLevel=warn'] },
]

/**
 * Returns the path of the file that records what was built.
 * @param {string} root the project's folder
 */
function stampFile(root) {
  return join(root, 'out', '.build.json')
}

/**
 * Returns true if `out/` is complete and was built from the present sources.
 * @param {string} root the project's folder
 * @param {string} stamp the fingerprint of the present sources
 */
export function isFresh(root, stamp = fingerprint(root, SOURCES)) {
  return readJson(stampFile(root))?.stamp === stamp && RESULTS.every((file) => existsSync(join(root, file)))
}

/**
 * Lists the page's files in `out/renderer/files.json`, by their paths in that folder. Hosts read the list, because walking
 * a folder inside a package's archive is slow.
 * @param {string} root the project's folder
 */
function listPageFiles(root) {
  const folder = join(root, 'out', 'renderer')
  const paths = filesUnder(folder).map((file) => relative(folder, file).split(sep).join('/'))
  writeJson(join(folder, 'files.json'), paths.sort())
}

/**
 * Builds unless the last build is fresh.
 * @param {string} root the project's folder
 * @param {{ force?: boolean }} options `force`: build in any case
 * @returns {Promise<boolean>} true if it built
 * @throws {Failure} if a builder fails; its output has been printed
 */
export async function build(root = ROOT, { force = false } = {}) {
  const stamp = fingerprint(root, SOURCES)
  if (!force && isFresh(root, stamp)) return false
  const since = Date.now()
  log('Galley: building')
  rmSync(stampFile(root), { force: true })
  const stop = startHeartbeat((elapsed) => `building, ${elapsed}`)
  const env = { ...process.env, NODE_ENV: 'production' }
  const runs = await Promise.all(
    BUILDERS.map(async ({ name, args }) => ({
      name,
      ...(await runProgram(projectNode(root), args, { cwd: root, env })),
    })),
  )
  stop()
  const failed = runs.filter(({ code }) => code !== 0)
  for (const { output } of failed) process.stderr.write(output)
  const names = failed.map(({ name }) => name).join(', ')
  if (failed.length > 0) throw new Failure(`the build failed (${names}); what went wrong stands above.`)
  mergeLicences(root)
  listPageFiles(root)
  const missing = RESULTS.filter((file) => !existsSync(join(root, file)))
  if (missing.length > 0) throw new Failure(`the build ended without ${missing.join(', ')}.`)
  chmodSync(join(root, 'out', 'cli', 'galley.js'), 0o755)
  writeJson(stampFile(root), { stamp })
  log(`Galley: built in ${elapsedSince(since)}`)
  return true
}

if (isMain(import.meta.url))
  await runMain(async () => {
    await setUp()
    if (!(await build(ROOT, { force: process.argv.includes('--force') })))
      log('Galley: built already, nothing to do')
    return 0
  })
