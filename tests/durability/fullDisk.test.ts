import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../desk/library.ts'
import { LONG, record, Rounds } from './rig/ledger.ts'

const run = promisify(execFile)
const SCRIPT = join(import.meta.dirname, 'processes', 'fullDisk.ts')
const PROMISE = 'a really full disk (tmpfs of 64 KB to 1 MB)'
const SIZES_KB = [64, 128, 256, 1024]
/** Bytes left free: none, less than a block, enough for a save, enough for a few. */
const FREE_BYTES = LONG ? [0, 1, 4096, 8192, 12_288, 16_384, 24_576, 32_768] : [0, 8192, 24_576]

/** Arguments of `unshare`, for mounting needs a mount namespace: as root, or as a user who is root in a user namespace. */
const UNSHARE_ARGS = [['-m'], ['--user', '--map-root-user', '--mount']]

/** Returns the first arguments with which a tmpfs can be mounted here, or the error messages of all. */
async function findUnshareArgs(folder: string): Promise<readonly string[] | string> {
  const messages: string[] = []
  for (const way of UNSHARE_ARGS)
    try {
      await run('unshare', [...way, 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
      return way
    } catch (error) {
      messages.push(error instanceof Error ? error.message.trim().replaceAll('\n', ' ') : String(error))
    }
  return messages.join('; ')
}

/** Runs the script on a small disk of its own; returns the lines that it prints. */
async function runOnSmallDisk(way: readonly string[], kilobytes: number, free: number): Promise<string[]> {
  const [disk, elsewhere] = [await tempFolder(), await tempFolder()]
  const mount = 'mount -t tmpfs -o size="$1"k tmpfs "$2" && shift 2 && exec "$@"'
  const size = String(kilobytes)
  const command = [
    'sh',
    '-c',
    mount,
    'sh',
    size,
    disk,
    process.execPath,
    SCRIPT,
    disk,
    elsewhere,
    String(free),
  ]
  const { stdout } = await run('unshare', [...way, ...command])
  return stdout.trim().split('\n')
}

describe('a full disk', () => {
  it('refuses a save with a message, keeps the old file, still opens, and continues when there is room', async (context) => {
    const way = await findUnshareArgs(await tempFolder())
    if (typeof way === 'string') {
      record({ promise: PROMISE, rounds: 0, losses: 0, skipped: way })
      context.skip(`no disk can be mounted here: ${way}`)
      return
    }
    const rounds = new Rounds(PROMISE)
    let refused = 0
    for (const size of SIZES_KB)
      for (const free of FREE_BYTES) {
        const lines = await runOnSmallDisk(way, size, free)
        const end = JSON.parse(lines.pop() ?? '') as { refused: number }
        refused += end.refused
        for (const line of lines) {
          const outcome = JSON.parse(line) as true | string
          rounds.count(outcome === true || `${String(size)} KB, ${String(free)} bytes free: ${outcome}`)
        }
      }
    expect(rounds.end(`${String(refused)} saves refused`)).toEqual([])
    expect(refused).toBeGreaterThan(10)
  })
})
