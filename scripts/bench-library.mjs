/** `npm run bench:library`: measures lists and searches of large libraries. Options: --drafts, --words, --folder, --out */
import { spawn } from 'node:child_process'
import { isMain, projectNode, ROOT, runMain } from './project.mjs'
import { setUp } from './setup.mjs'

if (isMain(import.meta.url))
  await runMain(async () => {
    await setUp()
    const child = spawn(projectNode(), ['tests/bench/library/run.ts', ...process.argv.slice(2)], {
      cwd: ROOT,
      stdio: 'inherit',
    })
    return new Promise((ended) => child.once('close', (code) => ended(code ?? 1)))
  })
