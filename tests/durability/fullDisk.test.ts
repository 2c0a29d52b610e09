import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../desk/library.ts'
import { LONG, record, Rounds } from './rig/ledger.ts'

const run = promisify(execFile)
const SCRIPT = join(import.meta.dirname, 'processes', 'fullDisk.ts')
const PROMISE = 'a really full disk (tmpfs of 64 KB to 1 MB)'
const SIZES = [64, 128, 256, 1024]
/** Bytes left free: none, less than a block, a save's worth, a few saves. */
const FREE = LONG ? [0, 1, 4096, 8192, 12_288, 16_384, 24_576, 32_768] : [0, 8192, 24_576]

/** Mounting needs a namespace of its own: as root, or as a user who may be root in one. */
const WAYS = [['-m'], ['--user', '--map-root-user', '--mount']]

async function wayToMount(folder: string): Promise<readonly string[] | string> {
  const said: string[] = []
  for (const way of WAYS)
    try {
      await run('unshare', [...way, 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
      return way
    } catch (error) {
      said.push(error instanceof Error ? error.message.trim().replaceAll('\n', ' ') : String(error))
    }
  return said.join('; ')
}

async function onSmallDisk(way: readonly string[], kilobytes: number, free: number): Promise<string[]> {
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

describe('a really full disk', () => {
  it('refuses a save in words, keeps the old file whole, still opens, and goes on when there is room', async (context) => {
    const way = await wayToMount(await tempFolder())
    if (typeof way === 'string') {
      record({ promise: PROMISE, rounds: 0, losses: 0, skipped: way })
      context.skip(`no disk can be mounted here: ${way}`)
      return
    }
    const rounds = new Rounds(PROMISE)
    let refused = 0
    for (const size of SIZES)
      for (const free of FREE) {
        const lines = await onSmallDisk(way, size, free)
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
