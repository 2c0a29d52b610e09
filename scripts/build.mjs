/** Builds `out/` with the project's own Node; does nothing, quickly, when the sources are those of the last build. */
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  Failure,
  fingerprint,
  isMain,
  projectNode,
  readJson,
  ROOT,
  runMain,
  say,
  writeJson,
} from './project.mjs'
import { setUp } from './setup.mjs'
import { heartbeat, run, seconds } from './steps.mjs'

/** Everything that what is built depends on. */
const SOURCES = [
  'src',
  'resources',
  'scripts/build.mjs',
  'electron.vite.config.ts',
  'vite.node.config.ts',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
]

const RESULTS = [
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/web/index.js',
  'out/worker/search.js',
  'out/documents/worker.js',
  'out/cli/galley.js',
]

const VITE = 'node_modules/vite/bin/vite.js'

/** The builders: each a program of node_modules with its arguments. Those of one row do not touch each other's files. */
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
  { name: 'command', args: [VITE, 'build', '--config=vite.node.config.ts', '--mode=cli', '--logLevel=warn'] },
]

/** @param {string} root */
function stampFile(root) {
  return join(root, 'out', '.build.json')
}

/** @param {string} root */
export function isFresh(root, stamp = fingerprint(root, SOURCES)) {
  return readJson(stampFile(root))?.stamp === stamp && RESULTS.every((file) => existsSync(join(root, file)))
}

/**
 * @param {string} root
 * @param {{ force?: boolean }} options
 * @returns {Promise<boolean>} whether there was something to do
 * @throws {Failure} when a builder fails; what it said has been printed
 */
export async function build(root = ROOT, { force = false } = {}) {
  const stamp = fingerprint(root, SOURCES)
  if (!force && isFresh(root, stamp)) return false
  const since = Date.now()
  say('Galley: building')
  rmSync(stampFile(root), { force: true })
  const stop = heartbeat((elapsed) => `building, ${elapsed}`)
  const env = { ...process.env, NODE_ENV: 'production' }
  const runs = await Promise.all(
    BUILDERS.map(async ({ name, args }) => ({
      name,
      ...(await run(projectNode(root), args, { cwd: root, env })),
    })),
  )
  stop()
  const failed = runs.filter(({ code }) => code !== 0)
  for (const { output } of failed) process.stderr.write(output)
  const names = failed.map(({ name }) => name).join(', ')
  if (failed.length > 0) throw new Failure(`the build failed (${names}); what went wrong stands above.`)
  const missing = RESULTS.filter((file) => !existsSync(join(root, file)))
  if (missing.length > 0) throw new Failure(`the build ended without ${missing.join(', ')}.`)
  chmodSync(join(root, 'out', 'cli', 'galley.js'), 0o755)
  writeJson(stampFile(root), { stamp })
  say(`Galley: built in ${seconds(since)}`)
  return true
}

if (isMain(import.meta.url))
  await runMain(async () => {
    await setUp()
    if (!(await build(ROOT, { force: process.argv.includes('--force') })))
      say('Galley: built already, nothing to do')
    return 0
  })
