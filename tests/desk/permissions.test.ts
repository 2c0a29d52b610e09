import { execFile } from 'node:child_process'
import { chown } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { tempFolder } from './library.ts'

const SCRIPT = join(import.meta.dirname, 'processes', 'readOnly.ts')
const NOBODY = 65_534
/** Windows knows read-only files, but no read-only folders. */
const kinds = process.platform === 'win32' ? (['file'] as const) : (['file', 'folder'] as const)

describe('a draft without write permission', () => {
  it('is not saved or changed, stays listed, can be copied, and is saved once it is writable', async () => {
    const folder = await tempFolder()
    const isRoot = process.getuid?.() === 0
    if (isRoot) await chown(folder, NOBODY, NOBODY)
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [SCRIPT, folder],
      isRoot ? { uid: NOBODY, gid: NOBODY, cwd: '/' } : {},
    )
    const report = JSON.parse(stdout) as Record<string, unknown>
    // As root every permission is granted and this test would show nothing.
    expect(report.uid).not.toBe(0)
    for (const kind of kinds)
      expect(report[kind], kind).toEqual({
        code: 'denied',
        untouched: true,
        listed: true,
        copied: true,
        savedLater: true,
      })
    // Each round made a copy. The library that may not be written opens all the same, to read.
    if (process.platform !== 'win32') expect(report.library).toEqual({ drafts: 4, create: 'denied' })
  }, 30_000)
})
