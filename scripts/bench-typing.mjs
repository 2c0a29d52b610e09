/** `npm run bench:typing`: builds, then measures a key in the app and in other editors. Options: --words, --peers, … */
import { spawn } from 'node:child_process'
import { build } from './build.mjs'
import { isMain, projectNode, ROOT, runMain } from './project.mjs'
import { setUp } from './setup.mjs'

if (isMain(import.meta.url))
  await runMain(async () => {
    await setUp()
    await build()
    const child = spawn(projectNode(), ['tests/bench/typing/run.ts', ...process.argv.slice(2)], {
      cwd: ROOT,
      stdio: 'inherit',
    })
    return new Promise((ended) => child.once('close', (code) => ended(code ?? 1)))
  })
