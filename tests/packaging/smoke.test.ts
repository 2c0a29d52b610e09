import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { STAND_IN_LINE } from '../../packaging/systems.ts'

const SCRIPT = join(import.meta.dirname, '..', '..', 'packaging', 'smoke.ts')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-smoke-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Runs the script on a program. Returns its exit code and what it wrote to stderr. */
async function smoke(program: string): Promise<{ readonly code: unknown; readonly error: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, program], (failure, _output, error) => {
      resolve({ code: failure?.code ?? 0, error })
    })
  })
}

describe('a smoke run of a package', () => {
  test('says that a package made without Electron has nothing to run', async () => {
    const program = join(folder, 'galley')
    await writeFile(program, `${STAND_IN_LINE}\nfuses\n`, { mode: 0o755 })
    const { code, error } = await smoke(program)
    expect(code).toBe(1)
    expect(error).toContain('the package has a stand-in for Electron’s program, so there is nothing to run')
  })

  test('says how to make a package if there is none', async () => {
    const { code, error } = await smoke(join(folder, 'missing'))
    expect(code).toBe(1)
    expect(error).toContain('npm run dist -- --dir')
  })
})
