import { chmodSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_SETTINGS } from '../../../src/desk.ts'
import { openDesk } from '../../../src/desk/index.ts'
import { articleText } from '../../articleText.ts'

/**
 * A writer without rights over everything: permissions mean nothing to root, so the test runs this as somebody else.
 * Prints one line of JSON: what saving into a read-only file and into a read-only folder came to.
 */
const library = join(process.argv[2] ?? '', 'library')
mkdirSync(library, { recursive: true })
const settings = { read: () => DEFAULT_SETTINGS, write: () => undefined, notices: [] }
const opened = await openDesk({ library, settings, withoutIndex: true })
if (!opened.ok) throw new Error(opened.problem.what)
const desk = opened.value.connectPage().desk

const report: Record<string, unknown> = { uid: process.getuid?.() ?? null }
for (const kind of ['file', 'folder'] as const) {
  const made = await desk.createDraft(articleText('Old'))
  if (!made.ok) throw new Error(made.problem.what)
  const { id } = made.value.summary
  const folder = join(library, id)
  const file = join(folder, 'article.json')
  const before = readFileSync(file, 'utf8')
  chmodSync(kind === 'file' ? file : folder, kind === 'file' ? 0o444 : 0o555)
  const refused = await desk.saveDraft(id, articleText('New'), made.value.revision)
  // A folder that may be written has the journal that announced the save; its next save takes it up.
  const left = kind === 'file' ? 'article.json,journal.jsonl,lock' : 'article.json,lock'
  const untouched = readFileSync(file, 'utf8') === before && readdirSync(folder).join() === left
  const listed = await desk.library()
  const copied = await desk.saveCopy(id, articleText('New'))
  chmodSync(folder, 0o755)
  chmodSync(file, 0o644)
  const saved = await desk.saveDraft(id, articleText('New'), made.value.revision)
  report[kind] = {
    code: refused.ok ? 'saved' : refused.problem.code,
    untouched,
    listed: listed.ok && listed.value.drafts.some((draft) => draft.id === id && draft.damage === undefined),
    copied: copied.ok,
    savedLater: saved.ok,
  }
}
await opened.value.close()
chmodSync(library, 0o555)
const again = await openDesk({ library, settings, withoutIndex: true })
if (again.ok) {
  const page = again.value.connectPage().desk
  const made = await page.createDraft(articleText('Not here'))
  const listed = await page.library()
  const sound = listed.ok ? listed.value.drafts.filter((draft) => draft.damage === undefined) : []
  report.library = { drafts: sound.length, create: made.ok ? 'made' : made.problem.code }
  await again.value.close()
}
chmodSync(library, 0o755)
process.stdout.write(`${JSON.stringify(report)}\n`)
