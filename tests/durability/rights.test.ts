import { execFile } from 'node:child_process'
import { chmod, chown } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../desk/library.ts'
import { record, Rounds } from './rig/ledger.ts'

const SCRIPT = join(import.meta.dirname, 'processes', 'rights.ts')
const PROMISE = 'files, folders and a library that become read-only'
/** The id of the user `nobody`, who owns no file and whom permissions restrict. */
const NOBODY_UID = 65_534

describe('a read-only library', () => {
  it('refuses with a message, keeps its files, and continues when it may write again', async (context) => {
    if (process.platform === 'win32') {
      record({ promise: PROMISE, rounds: 0, losses: 0, skipped: 'Windows knows no such rights' })
      context.skip('Windows knows no such rights')
      return
    }
    const [folder, cache] = [await tempFolder(), await tempFolder()]
    const isRoot = process.getuid?.() === 0
    for (const path of [folder, cache]) {
      if (isRoot) await chown(path, NOBODY_UID, NOBODY_UID)
      await chmod(path, 0o755)
    }
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [SCRIPT, folder, cache],
      isRoot ? { uid: NOBODY_UID, gid: NOBODY_UID, cwd: '/' } : {},
    )
    const lines = stdout.trim().split('\n')
    const { uid } = JSON.parse(lines.pop() ?? '') as { uid: number }
    // Permissions do not restrict root, so as root the test would prove nothing.
    expect(uid).not.toBe(0)
    const rounds = new Rounds(PROMISE)
    for (const line of lines) rounds.count(JSON.parse(line) as true | string)
    expect(rounds.rounds).toBeGreaterThan(20)
    expect(
      rounds.end(isRoot ? `started as root, so run as user ${String(uid)}` : `as user ${String(uid)}`),
    ).toEqual([])
  })
})
