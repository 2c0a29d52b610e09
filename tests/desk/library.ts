import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DEFAULT_SETTINGS, type Desk, type Outcome, type Problem, type Settings } from '../../src/desk.ts'
import { type DeskOptions, openDesk, type OpenedDesk } from '../../src/desk/index.ts'
import type { SettingsStore } from '../../src/desk/startup.ts'

export { articleText as article, articleTextWith as articleWith } from '../articleText.ts'

/** Libraries, desks and articles for tests: real folders, removed when the test is over. */

/**
 * In memory where the system has room for it: these tests sync thousands of files, and how long a disk takes for that
 * is none of their business.
 */
const ROOT = await statfs('/dev/shm').then(
  ({ bavail, bsize }) => (bavail * bsize > 1024 ** 3 ? '/dev/shm' : tmpdir()),
  () => tmpdir(),
)

export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(ROOT, 'galley-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export function settingsInMemory(notices: readonly string[] = []): SettingsStore {
  let kept: Settings = DEFAULT_SETTINGS
  return {
    notices,
    read: () => kept,
    write: (change) => {
      kept = { ...kept, ...change }
    },
  }
}

/**
 * For a desk under test no seconds pass: the idle work of its drafts is done when they or the desk are closed, and the
 * library is swept at once. And it has no search thread, which takes longer to start than most of these tests to run.
 */
const TEST_OPTIONS: Pick<DeskOptions, 'idle' | 'withoutIndex' | 'threadStartMs' | 'sweepDelayMs'> = {
  idle: { schedule: () => () => undefined },
  withoutIndex: true,
  threadStartMs: 50_000,
  sweepDelayMs: 0,
}

/** A library that is open, and the calls of one page of it. */
export interface TestDesk extends OpenedDesk, Desk {
  /** Ends the page whose calls these are, as its host does when it is closed, loaded anew or crashes. */
  endPage(): Promise<void>
}

/** A desk over a library and a page of it; closed when the test is over. */
export async function deskOver(library: string, options: Partial<DeskOptions> = {}): Promise<TestDesk> {
  const opened = value(await openDesk({ settings: settingsInMemory(), ...TEST_OPTIONS, ...options, library }))
  onTestFinished(() => opened.close())
  await opened.swept
  return pageOn(opened)
}

/** Opens a desk with these very options, and a page of it. Whoever calls this closes it. */
export async function openPage(options: DeskOptions): Promise<TestDesk> {
  return pageOn(value(await openDesk(options)))
}

/** Another page of a desk: another window, or the same one after it was loaded anew. */
export function anotherPage(desk: OpenedDesk): TestDesk {
  return pageOn(desk)
}

function pageOn(opened: OpenedDesk): TestDesk {
  const connected = opened.connectPage()
  const { desk } = connected
  return {
    ...desk,
    connectPage: () => opened.connectPage(),
    readImage: (id, name) => opened.readImage(id, name),
    jobFile: (job) => opened.jobFile(job),
    draftFolder: (id) => opened.draftFolder(id),
    onChange: (listener) => {
      opened.onChange(listener)
    },
    swept: opened.swept,
    get draftsInUse() {
      return opened.draftsInUse
    },
    close: () => opened.close(),
    endPage: () => connected.end(),
  }
}

/** What a call answered with. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.what}`)
  return outcome.value
}

/** What a call refused with. */
export function refusal(outcome: Outcome<unknown>): Problem {
  if (outcome.ok) throw new Error('expected a problem, got a value')
  return outcome.problem
}

/** Names of temp files anywhere in a folder. */
export async function tempsIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.galley-tmp'))
}
