/**
 * `npm run screenshots`: builds, then takes pictures of every state of the app. Options, passed on to
 * tests/e2e/rig/screenshots.ts: --out, --only, --widths, --themes
 */
import { spawn } from 'node:child_process'
import { build } from './build.mjs'
import { isMain, projectNode, ROOT, runMain } from './project.mjs'
import { setUp } from './setup.mjs'

if (isMain(import.meta.url))
  await runMain(async () => {
    await setUp()
    await build()
    const child = spawn(projectNode(), ['tests/e2e/rig/screenshots.ts', ...process.argv.slice(2)], {
      cwd: ROOT,
      stdio: 'inherit',
    })
    return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
  })
