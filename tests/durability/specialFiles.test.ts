import { execFile, execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { chmod, chown, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DraftSummary, LibraryQuery } from '../../src/desk.ts'
import { article, deskOver, tempFolder, type TestDesk, value } from '../desk/library.ts'
import { record, Rounds } from './rig/ledger.ts'

const ALL: LibraryQuery = { text: '', state: '', tag: '', person: '', sort: 'title', offset: 0, limit: 100 }
const SPECIAL = 'files in a library that are none: FIFOs, devices, links out of it, gigabytes'
const UNREADABLE = 'folders and files of a library that may not be read'
/** The id of the user `nobody`, whom permissions restrict. */
const NOBODY_UID = 65_534
const isWindows = process.platform === 'win32'

/** Makes a FIFO. A process that waits for it in spite of all is released at the end of the test. */
function fifo(path: string): void {
  execFileSync('mkfifo', [path])
  onTestFinished(() => {
    closeSync(openSync(path, constants.O_RDWR | constants.O_NONBLOCK))
  })
}

interface Place {
  readonly library: string
  /** The folder of the damaged draft. */
  readonly trap: string
  /** A folder outside the library. */
  readonly outside: string
}

interface Case {
  readonly name: string
  readonly harm: (place: Place) => void | Promise<void>
  /** What the row of the damaged draft says; '' if the draft can still be read. */
  readonly damage: string
}

async function replaced(place: Place, make: (path: string) => void): Promise<void> {
  const path = join(place.trap, 'article.json')
  await rm(path)
  make(path)
}

const CASES: readonly Case[] = [
  { name: 'a FIFO', harm: (place) => replaced(place, fifo), damage: 'ENOTREG' },
  {
    name: 'a link to an endless device',
    harm: (place) =>
      replaced(place, (path) => {
        symlinkSync('/dev/zero', path)
      }),
    damage: 'EOUTSIDE',
  },
  {
    name: 'a link to a file outside',
    harm: (place) =>
      replaced(place, (path) => {
        writeFileSync(join(place.outside, 'a.json'), article('Secret', 'Not of this library.'))
        symlinkSync(join(place.outside, 'a.json'), path)
      }),
    damage: 'EOUTSIDE',
  },
  {
    name: 'a folder that is a link outside',
    harm: async ({ trap, outside }) => {
      await rename(trap, join(outside, 'moved'))
      symlinkSync(join(outside, 'moved'), trap)
    },
    damage: 'EOUTSIDE',
  },
  {
    name: 'a gigabyte of nothing',
    harm: (place) => {
      truncateSync(join(place.trap, 'article.json'), 1024 ** 3)
    },
    damage: 'EFBIG',
  },
  {
    name: 'a link in a circle',
    harm: (place) =>
      replaced(place, (path) => {
        symlinkSync('article.json', path)
      }),
    damage: 'ELOOP',
  },
  {
    name: 'a FIFO as its mirror',
    harm: async ({ trap }) => {
      await rm(join(trap, 'article.md'), { force: true })
      fifo(join(trap, 'article.md'))
    },
    damage: '',
  },
  {
    name: 'a FIFO as the pins',
    harm: async ({ library }) => {
      await mkdir(join(library, '.galley'))
      fifo(join(library, '.galley', 'pins.json'))
    },
    damage: '',
  },
  {
    name: 'a FIFO in the trash',
    harm: async ({ library }) => {
      await mkdir(join(library, '.trash', 'old-aaaaaa'), { recursive: true })
      fifo(join(library, '.trash', 'old-aaaaaa', 'article.json'))
      fifo(join(library, '.trash', 'old-aaaaaa', '.trashed.json'))
    },
    damage: '',
  },
  {
    name: 'twenty FIFOs',
    harm: async (place) => {
      await replaced(place, fifo)
      for (let count = 0; count < 20; count += 1) {
        const folder = join(place.library, `zz-${String(count)}`)
        await mkdir(folder)
        fifo(join(folder, 'article.json'))
      }
    },
    damage: 'ENOTREG',
  },
]

/** Returns what is wrong with a list; '' if it has every intact draft, and the damage of the other one. */
function faultIn(rows: readonly DraftSummary[], trap: string, damage: string): string {
  const sound = rows.filter((row) => row.title === 'Kept' && row.damage === undefined).length
  if (sound !== 2) return `${String(sound)} of 2 sound drafts are listed`
  const said = rows.find(({ id }) => id === trap)
  if (said === undefined) return 'the harmed draft is not listed'
  if (said.title === 'Secret') return 'something outside the library was read'
  return (said.damage ?? '').includes(damage) && (damage !== '') === (said.damage !== undefined)
    ? ''
    : `the harmed draft is said to be ${said.damage ?? 'sound'}`
}

async function backUp(desk: TestDesk): Promise<number> {
  const { id } = value(await desk.startBackup())
  await expect
    .poll(async () => value(await desk.readJob(id)).state, { timeout: 60_000, interval: 20 })
    .toBe('done')
  return value(await desk.readJob(id)).report?.imported.length ?? 0
}

async function tryOne({ name, harm, damage }: Case, withoutIndex: boolean, rounds: Rounds): Promise<void> {
  const [library, outside, cache] = [await tempFolder(), await tempFolder(), await tempFolder()]
  const first = await deskOver(library)
  for (const title of ['Kept', 'Kept', 'Trap']) value(await first.createDraft(article(title, 'A word.')))
  const id = value(await first.library()).drafts.find(({ title }) => title === 'Trap')?.id ?? ''
  await first.close()
  await harm({ library, outside, trap: join(library, id) })
  const desk = await deskOver(library, { cache, withoutIndex })
  const said = (what: string, problem: string): void => {
    rounds.count(problem === '' || `${name}: ${what}: ${problem}`)
  }
  said('library()', faultIn(value(await desk.library()).drafts, id, damage))
  const page = async (): Promise<string> => faultIn(value(await desk.listDrafts(ALL)).rows, id, damage)
  await expect
    .poll(page, { timeout: 30_000, interval: 50 })
    .toBe('')
    .catch(() => undefined)
  said('listDrafts()', await page())
  said('libraryState()', (await desk.libraryState()).ok ? '' : 'it failed')
  said('listTrash()', (await desk.listTrash()).ok ? '' : 'it failed')
  await desk.openDraft(id)
  await desk.closeDraft(id)
  const made = value(await desk.createDraft(article('New', 'Another word.')))
  const saved = await desk.saveDraft(made.summary.id, article('New', 'More words.'), made.revision)
  said('a save of another draft', saved.ok ? '' : saved.problem.what)
  said('the backup', (await backUp(desk)) >= 3 ? '' : 'it left out a draft')
  said('emptying the trash', (await desk.emptyTrash()).ok ? '' : 'it failed')
  await desk.close()
}

describe('a library with special files', () => {
  it('lists and keeps every other draft, and shows the damage of this one', async (context) => {
    if (isWindows) {
      record({ promise: SPECIAL, rounds: 0, losses: 0, skipped: 'Windows has no FIFOs in folders' })
      context.skip('Windows has no FIFOs in folders')
      return
    }
    const rounds = new Rounds(SPECIAL)
    for (const one of CASES) for (const withoutIndex of [true, false]) await tryOne(one, withoutIndex, rounds)
    expect(rounds.end()).toEqual([])
    expect(rounds.rounds).toBeGreaterThan(100)
  }, 300_000)
})

describe('a library with something that may not be read', () => {
  it('lists, keeps and backs up everything else, and reports it', async (context) => {
    if (isWindows) {
      record({ promise: UNREADABLE, rounds: 0, losses: 0, skipped: 'Windows knows no such rights' })
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
      [join(import.meta.dirname, 'processes', 'unreadable.ts'), folder, cache],
      isRoot ? { uid: NOBODY_UID, gid: NOBODY_UID, cwd: '/' } : {},
    )
    const lines = stdout.trim().split('\n')
    const { uid } = JSON.parse(lines.pop() ?? '') as { uid: number }
    // Permissions do not restrict root, so as root the test would prove nothing.
    expect(uid).not.toBe(0)
    const rounds = new Rounds(UNREADABLE)
    for (const line of lines) rounds.count(JSON.parse(line) as true | string)
    expect(rounds.end(`as user ${String(uid)}`)).toEqual([])
    expect(rounds.rounds).toBeGreaterThan(50)
  }, 60_000)
})
