/**
 * `npm run score`: measures how well articles are read, against the outlines that were written by hand for
 * `tests/fixtures/reading`. The options are listed in tests/score/run.ts.
 */
import { spawn } from 'node:child_process'
import { isMain, projectNode, ROOT, runMain } from '../project.mjs'
import { setUp } from '../setup.mjs'

if (isMain(import.meta.url))
  await runMain(async () => {
    await setUp()
    const args = ['tests/score/run.ts', ...process.argv.slice(2)]
    const child = spawn(projectNode(), args, { cwd: ROOT, stdio: 'inherit' })
    return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
  })
