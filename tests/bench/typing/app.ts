import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { articleOf } from './article.ts'
import { blocksOf } from './blocks.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const BUILT = join(ROOT, 'out', 'web', 'index.js')

export interface RunningApp {
  readonly address: string
  readonly close: () => Promise<void>
}

/** The headline of the short draft that is on the page when it has started. */
export const FIRST = 'Something short'

/**
 * Starts the built browser host over a library of its own that holds a short draft, open at the start, and the one to be
 * opened and typed in; with another page when one is named.
 */
export async function startApp(article: string, page?: string): Promise<RunningApp> {
  if (!existsSync(BUILT)) throw new Error(`${BUILT} is missing. Build first: npm run build`)
  const folder = await mkdtemp(join(tmpdir(), 'galley-bench-'))
  for (const [id, text] of [
    ['bench-000000', articleOf(FIRST, blocksOf('prose', 60))],
    ['bench-000001', article],
  ] as const) {
    const draft = join(folder, 'library', id)
    await mkdir(draft, { recursive: true })
    await writeFile(join(draft, 'article.json'), text)
  }
  await mkdir(join(folder, 'settings'))
  await writeFile(
    join(folder, 'settings', 'config.json'),
    JSON.stringify({ lastDraft: 'bench-000000', welcomed: true }),
  )
  const named = ['--library', join(folder, 'library'), '--settings', join(folder, 'settings')]
  const args = [BUILT, ...named, '--port', '0', '--no-open', ...(page === undefined ? [] : ['--page', page])]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), LOCALAPPDATA: join(folder, 'cache') },
  })
  const gone = new Promise((ended) => child.once('close', ended))
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('close', (code) => {
      reject(new Error(`the host ended with ${String(code)} before it printed its address`))
    })
  })
  return {
    address,
    close: async () => {
      child.kill('SIGTERM')
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}
