import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArticle } from '../../../src/article/index.ts'
import { cacheFolder, currentEnvironment } from '../../../src/desk/disk/systemFolders.ts'
import { draftBytes, prepare } from '../../../src/desk/drafts/draftFile.ts'
import { makeLibrary } from '../library/generate.ts'
import { build } from '../library/ours.ts'
import { chanceFrom } from '../library/text.ts'
import { articleOf } from '../typing/article.ts'
import { blocksOf } from '../typing/blocks.ts'
import type { LibraryName } from './options.ts'

/** Words of the draft that was open last; the bare page's text is the same. */
export const LAST_DRAFT_WORDS = 1000

/**
 * The draft that was open last: the newest, beside the made ones. Its folder is called after its title, as idle work leaves
 * it, so that a start has to find which folder has the id.
 */
const LAST_DRAFT = { id: 'untitled-tram00', title: 'The last tram', folder: 'the-last-tram-tram00' }
const LAST_EDITED = Date.UTC(2026, 0, 1)

/** Lengths of the drafts in words: as many from 200 to 400 as from 1,500 to 3,000. */
const SHORT = 200
const LONG = 3000

/** A library, and what belongs to it on the machine. */
export interface LibraryPlace {
  readonly library: string
  /** Holds settings, caches and state: a start leaves nothing in the home of whoever runs it. */
  readonly home: string
}

/**
 * Makes a library with its search index, as the start before this one has left it. One that is there is used again.
 * @param folder where it is kept
 */
export async function prepareLarge(folder: string, drafts: number): Promise<LibraryPlace> {
  const root = join(folder, `${String(drafts)}-drafts`)
  const library = join(root, 'library')
  const home = join(root, 'home')
  mkdirSync(root, { recursive: true })
  makeLibrary(library, drafts, (index) => Math.round(SHORT * (LONG / SHORT) ** chanceFrom(~index)()))
  const indexed = join(root, 'indexed')
  if (!existsSync(indexed)) {
    writeLastDraft(library)
    await build({ library, cache: indexFolder({ library, home }), drafts, plain: false })
    writeFileSync(indexed, '')
  }
  return { library, home }
}

/** Returns the folder in which the programs find the index of a library. */
function indexFolder({ library, home }: LibraryPlace): string {
  const environment = currentEnvironment()
  const env = { ...environment.env, ...foldersIn(home) }
  return cacheFolder(realpathSync(library), { ...environment, home, env })
}

/** Returns a library without drafts. */
export function emptyPlace(folder: string): LibraryPlace {
  return { library: join(folder, 'empty', 'library'), home: join(folder, 'empty', 'home') }
}

/** What a start leaves for the next one in the app's folders: the code that V8 has compiled. */
const LASTING = 'compile-cache'

/** Brings library and settings to the state that each start finds: what the start before wrote of both is removed. */
export function reset({ library, home }: LibraryPlace, name: LibraryName): void {
  if (name === 'empty') {
    rmSync(library, { recursive: true, force: true })
    mkdirSync(library, { recursive: true })
    rmSync(indexFolder({ library, home }), { recursive: true, force: true })
  } else writeLastDraft(library)
  const settings = JSON.stringify({ welcomed: true, lastDraft: name === 'large' ? LAST_DRAFT.id : '' })
  for (const [at, file] of [
    [settingsIn(home), 'config.json'],
    [userDataIn(home), 'settings.json'],
  ] as const) {
    mkdirSync(at, { recursive: true })
    for (const left of readdirSync(at))
      if (left !== LASTING) rmSync(join(at, left), { recursive: true, force: true })
    writeFileSync(join(at, file), settings)
  }
}

/** Writes the draft that was open last, without what earlier starts have left of it. */
function writeLastDraft(library: string): void {
  const { id, title, folder } = LAST_DRAFT
  const draft = join(library, folder)
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft)
  const article = parseArticle(articleOf(title, blocksOf('prose', LAST_DRAFT_WORDS)))
  const bytes = draftBytes(prepare(article), id, { created: LAST_EDITED, edited: LAST_EDITED })
  writeFileSync(join(draft, 'article.json'), bytes)
}

/** The browser host's folder for settings. */
export function settingsIn(home: string): string {
  return join(home, 'settings')
}

/** The folder that the stand-in gives the desktop app as `userData`. */
export function userDataIn(home: string): string {
  return join(home, 'userData')
}

/** The variables that name a program's folders, as the stand-in sets them. */
export function foldersIn(home: string): Readonly<Record<string, string>> {
  return {
    HOME: home,
    USERPROFILE: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    LOCALAPPDATA: join(home, 'cache'),
  }
}
