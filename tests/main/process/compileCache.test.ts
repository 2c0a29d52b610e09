import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const SOURCE = join(import.meta.dirname, '..', '..', '..', 'src', 'main', 'process', 'compileCache.ts')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-compiled-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Starts a process as the entry does: sets up the cache, loads a module, and ends without any handler of its exit. */
async function startOnce(version: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const entry = join(folder, 'entry.mjs')
  await writeFile(join(folder, 'loaded.mjs'), 'export const answer = 42\n')
  await writeFile(
    entry,
    `import { setupCompileCache } from ${JSON.stringify(SOURCE)}
    setupCompileCache({ getPath: () => ${JSON.stringify(folder)}, getVersion: () => '${version}' }, process.env, 50)
    await import('./loaded.mjs')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 500)`,
  )
  // The tests' own cache, which Node would go on with, is not used here.
  const { NODE_COMPILE_CACHE: _cache, ...outer } = process.env
  await promisify(execFile)(process.execPath, [entry], { env: { ...outer, ...env } }).catch(() => null)
}

describe('the cache of compiled code', () => {
  test('is written while the app runs, for its exit writes nothing', async () => {
    await startOnce('1.0.0')
    const [under = ''] = await readdir(join(folder, 'compile-cache', '1.0.0'))
    expect((await readdir(join(folder, 'compile-cache', '1.0.0', under))).length).toBeGreaterThan(0)
  })

  test('keeps no folder of another version', async () => {
    await mkdir(join(folder, 'compile-cache', '0.9.0'), { recursive: true })
    await startOnce('1.0.0')
    expect(await readdir(join(folder, 'compile-cache'))).toEqual(['1.0.0'])
  })

  test('is not kept for an AppImage, which lies in a new place at each start', async () => {
    await startOnce('1.0.0', { APPIMAGE: '/home/mira/Galley.AppImage' })
    expect(await readdir(folder)).not.toContain('compile-cache')
  })
})
