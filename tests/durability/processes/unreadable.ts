import { chmodSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { LibraryQuery } from '../../../src/desk.ts'
import { folderNotices } from '../../../src/desk/library/ownFolders.ts'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { articleText } from '../../articleText.ts'
import { deskOver, must, tell } from './desk.ts'

/** A writer whose library has files that cannot be read. Must not run as root. Arguments: a folder, a cache. */
const [folder = '', cache = ''] = process.argv.slice(2)
const ALL: LibraryQuery = { text: '', state: '', tag: '', person: '', sort: 'title', offset: 0, limit: 100 }

interface Case {
  readonly name: string
  /** What is done to a library with the draft `id`; returns the paths to be opened up again. */
  readonly harm: (library: string, id: string) => readonly string[]
  /** How the harmed draft is told: by a row with a damage, by a notice, or not at all, being none. */
  readonly told: 'row' | 'notice' | 'no draft'
}

function closed(path: string): readonly string[] {
  mkdirSync(path, { recursive: true })
  chmodSync(path, 0)
  return [path]
}

const CASES: readonly Case[] = [
  { name: 'a draft’s folder without rights', harm: (library, id) => closed(join(library, id)), told: 'row' },
  {
    name: 'an article without rights',
    harm: (library, id) => {
      chmodSync(join(library, id, 'article.json'), 0)
      return [join(library, id, 'article.json')]
    },
    told: 'row',
  },
  { name: 'lost+found', harm: (library) => closed(join(library, 'lost+found')), told: 'no draft' },
  { name: 'a folder of another name', harm: (library) => closed(join(library, 'Old stuff')), told: 'notice' },
  {
    name: 'a link in a circle',
    harm: (library) => (symlinkSync('loop', join(library, 'loop')), []),
    told: 'notice',
  },
  {
    name: 'a link to a name of 300 characters',
    harm: (library) => (symlinkSync('x'.repeat(300), join(library, 'long')), []),
    told: 'notice',
  },
  { name: 'a trash without rights', harm: (library) => closed(join(library, '.trash')), told: 'notice' },
]

for (const { name, harm, told } of CASES) {
  const library = join(folder, name.replaceAll(/\W+/g, '-'))
  const first = await deskOver(library, cache)
  must(await first.createDraft(articleText('Kept', 'It stays.')))
  const { id } = must(await first.createDraft(articleText('Harmed', 'It is harmed.'))).summary
  await first.close()
  const harmed = harm(library, id)
  const desk = await deskOver(library, cache)
  const listed = must(await desk.library())
  const page = must(await desk.listDrafts(ALL))
  must(await desk.libraryState())
  for (const [what, rows] of [
    ['library()', listed.drafts],
    ['listDrafts()', page.rows],
  ] as const) {
    tell(
      rows.some((row) => row.title === 'Kept' && row.damage === undefined) || `${name}: ${what} lost a draft`,
    )
    const damaged = rows.filter(({ damage }) => damage !== undefined).length
    tell(damaged === (told === 'row' ? 1 : 0) || `${name}: ${what} lists ${String(damaged)} damaged drafts`)
    tell(rows.length === 2 || `${name}: ${what} lists ${String(rows.length)} drafts`)
  }
  const notices = [...listed.notices, ...(await folderNotices({ files: realFiles, folder: library }))]
  tell(notices.length > 0 === (told === 'notice') || `${name}: the notices are ${JSON.stringify(notices)}`)
  must(await desk.createDraft(articleText('New', 'It comes.')))
  let job = must(await desk.startBackup())
  while (job.state === 'running') {
    await new Promise((resolve) => setImmediate(resolve))
    job = must(await desk.readJob(job.id))
  }
  const saved = job.report?.imported.length ?? 0
  tell(saved === (told === 'row' ? 2 : 3) || `${name}: the backup has ${String(saved)} drafts (${job.state})`)
  const isRefused = (job.report?.skipped.length ?? 0) > 0
  const isReported = isRefused || told === 'no draft' || name.includes('link') || name.includes('another')
  tell(isReported || `${name}: the backup does not say what it left out`)
  await desk.close()
  for (const path of harmed) chmodSync(path, 0o755)
  tell(readdirSync(library).length > 2 || `${name}: something is gone`)
}
process.stdout.write(`${JSON.stringify({ uid: process.getuid?.() ?? null })}\n`)
