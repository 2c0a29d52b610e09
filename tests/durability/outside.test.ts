import {
  appendFile,
  chmod,
  copyFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deskOver, tempFolder, type TestDesk, value } from '../desk/library.ts'
import { articleText } from '../articleText.ts'
import { Rounds } from './rig/ledger.ts'

/** Where the edited draft is. */
interface Place {
  readonly library: string
  readonly folder: string
  readonly file: string
}

/** What another program does to a draft that is open here. */
interface Edit {
  readonly name: string
  /** Makes the edit; returns the text that must be found afterwards, null if the edit wrote none. */
  do(place: Place): Promise<string | null>
  /** True if the next save may succeed, because the edit left no text that it could overwrite. */
  readonly harmless?: true
}

const THEIRS = 'Xegun here, by hand.'

async function theirs({ file }: Place): Promise<string> {
  return (await readFile(file, 'utf8')).replace('Begun here, by hand.', THEIRS)
}

const EDITS: readonly Edit[] = [
  {
    name: 'an edit',
    do: async (place) => (await writeFile(place.file, await theirs(place)), THEIRS),
  },
  {
    name: 'an edit of the same size and time',
    do: async (place) => {
      const { atime, mtime } = await stat(place.file)
      await writeFile(place.file, await theirs(place))
      await utimes(place.file, atime, mtime)
      return THEIRS
    },
  },
  {
    name: 'an edit by rename, as editors save',
    do: async (place) => {
      await writeFile(`${place.file}.new`, await theirs(place))
      await rename(`${place.file}.new`, place.file)
      return THEIRS
    },
  },
  {
    name: 'a delete and a new file',
    do: async (place) => {
      const text = await theirs(place)
      await unlink(place.file)
      await writeFile(place.file, text)
      return THEIRS
    },
  },
  {
    name: 'a byte order mark',
    do: async ({ file }) => (await writeFile(file, `\ufeff${await readFile(file, 'utf8')}`), null),
  },
  { name: 'an appended line', do: async ({ file }) => (await appendFile(file, '\n'), null) },
  { name: 'a cut in half', do: async ({ file }) => (await truncate(file, 200), null) },
  { name: 'a cut to nothing', do: async ({ file }) => (await truncate(file, 0), null), harmless: true },
  { name: 'a delete', do: async ({ file }) => (await unlink(file), null), harmless: true },
  {
    name: 'a folder in its place',
    do: async ({ file }) => {
      await rm(file)
      await mkdir(file)
      await writeFile(join(file, 'notes.txt'), 'Notes in a folder.')
      return 'Notes in a folder.'
    },
  },
  {
    name: 'a link to another file in its place',
    do: async (place) => {
      const other = join(place.library, 'elsewhere.json')
      await writeFile(other, await theirs(place))
      await rm(place.file)
      await symlink(other, place.file)
      return THEIRS
    },
  },
  {
    name: 'a conflict copy beside it, as sync clients make',
    do: async (place) => {
      await writeFile(join(place.folder, 'article (conflicted copy).json'), await theirs(place))
      return THEIRS
    },
    harmless: true,
  },
  { name: 'another mode', do: async ({ file }) => (await chmod(file, 0o600), null), harmless: true },
  {
    name: 'the draft’s folder renamed',
    do: async ({ folder }) => (await rename(folder, `${folder}-by-hand`), null),
    harmless: true,
  },
  {
    name: 'the draft’s folder copied',
    do: async ({ folder }) => (await cp(folder, `${folder}-copy`, { recursive: true }), null),
    harmless: true,
  },
  {
    name: 'the draft’s folder deleted',
    do: async ({ folder }) => (await rm(folder, { recursive: true }), null),
    harmless: true,
  },
  {
    name: 'the history deleted',
    do: async ({ folder }) => (await rm(join(folder, 'history'), { recursive: true, force: true }), null),
    harmless: true,
  },
  {
    name: 'an older version put back from a backup',
    do: async ({ file, folder }) => {
      const old = (await readFile(file, 'utf8')).replace('Begun here, by hand.', 'As it was last year.')
      await writeFile(join(folder, 'tmp'), old)
      await copyFile(join(folder, 'tmp'), file)
      await rm(join(folder, 'tmp'))
      return 'As it was last year.'
    },
  },
]

/** Returns every text in the library: all files, and each revision of each draft. */
async function allTexts(desk: TestDesk, library: string): Promise<string> {
  const texts: string[] = []
  for (const name of await readdir(library, { recursive: true }))
    texts.push(await readFile(join(library, name), 'utf8').catch(() => ''))
  for (const { id } of value(await desk.library()).drafts) {
    const listed = await desk.listRevisions(id)
    for (const { number } of listed.ok ? listed.value : []) {
      const read = await desk.readRevision(id, number)
      if (read.ok) texts.push(read.value)
    }
  }
  return texts.join('\n')
}

/** Makes the edit and then saves as a writer does; returns what is lost, '' for nothing. */
async function lossAfter(edit: Edit, whenDirty: boolean): Promise<string> {
  const library = await tempFolder()
  const desk = await deskOver(library, { cache: await tempFolder(), withoutIndex: true })
  const made = value(await desk.createDraft(articleText('Tram', 'Begun here, by hand.')))
  const { id } = made.summary
  value(await desk.keepRevision(id, 'named', 'Begun'))
  const folder = join(library, id)
  const mustStay = await edit.do({ library, folder, file: join(folder, 'article.json') })

  // The page saves a draft with unsaved words over the edit, and reopens one without.
  const again = whenDirty ? undefined : await desk.openDraft(id)
  const base = again?.ok === true ? again.value.revision : made.revision
  const saved = await desk.saveDraft(id, articleText('Tram', 'Ours.'), base)
  if (!saved.ok) {
    if (saved.problem.safe === '' || saved.problem.mend === '') return 'refused without a word of what to do'
    const copied = await desk.saveCopy(id, articleText('Tram', 'Ours.'))
    if (!copied.ok) return `ours can neither be saved nor copied: ${copied.problem.what}`
  } else if (whenDirty && edit.harmless !== true) return 'saved over what other hands wrote'
  const found = await allTexts(desk, library)
  if (!found.includes('Ours.')) return 'our words are gone'
  return mustStay === null || found.includes(mustStay) ? '' : 'their words are gone'
}

describe('an edit of an open draft by another program', () => {
  it('is not overwritten, and the writer loses no word', async () => {
    const rounds = new Rounds('outside edits of every kind, clean and dirty')
    for (const edit of EDITS)
      for (const whenDirty of [true, false]) {
        const wrong = await lossAfter(edit, whenDirty).catch((error: unknown) => String(error))
        rounds.count(wrong === '' || `${edit.name} ${whenDirty ? 'while dirty' : 'while clean'}: ${wrong}`)
      }
    expect(rounds.rounds).toBe(EDITS.length * 2)
    expect(rounds.end()).toEqual([])
  })
})
