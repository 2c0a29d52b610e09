import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { articleText } from '../../articleText.ts'
import { deskOver, must, tell } from './desk.ts'

/** A writer whose library becomes read-only in parts. Must not run as root. Arguments: a folder, a cache. */
const [folder = '', cache = ''] = process.argv.slice(2)

/** The paths that become read-only, relative to the draft's folder; `..` is the library. */
for (const [place, mode] of [
  ['article.json', 0o444],
  ['.', 0o555],
  ['history', 0o555],
  ['..', 0o555],
  ['article.json', 0o000],
] as const) {
  const library = join(folder, `library-${place.replaceAll('.', '_')}-${mode.toString(8)}`)
  const desk = await deskOver(library, cache)
  const { summary, revision } = must(await desk.createDraft(articleText('Tram', 'Old words.')))
  const { id } = summary
  must(await desk.keepRevision(id, 'named', 'Before'))
  const file = join(library, id, 'article.json')
  const before = readFileSync(file)
  const target = join(library, id, place)
  const was = `${place} with mode ${mode.toString(8)}`
  chmodSync(target, mode)

  const saved = await desk.saveDraft(id, articleText('Tram', 'New words.'), revision)
  chmodSync(file, 0o644)
  const after = readFileSync(file)
  chmodSync(target, mode)
  if (saved.ok) tell(after.includes('New words.') || `${was}: said to be saved, but is not`)
  else {
    tell(saved.problem.code === 'denied' || `${was}: ${saved.problem.code}: ${saved.problem.what}`)
    tell(after.equals(before) || `${was}: refused, but the file is another one`)
    tell(saved.problem.mend !== '' || `${was}: no word of what to do`)
  }
  tell((await desk.library()).ok || `${was}: the library is not listed`)
  await desk.closeDraft(id)
  await desk.close()

  const again = await deskOver(library, cache)
  const opened = await again.openDraft(id)
  if (mode !== 0o000) tell(opened.ok || `${was}: it does not open: ${opened.problem.what}`)
  chmodSync(target, place.endsWith('json') ? 0o644 : 0o755)
  const now = must(await again.openDraft(id))
  const later = await again.saveDraft(id, articleText('Tram', 'Later words.'), now.revision)
  tell(later.ok || `${was}: with the rights back it is not saved: ${later.problem.what}`)
  tell(
    must(await again.listRevisions(id)).some(({ name }) => name === 'Before') ||
      `${was}: the revision is gone`,
  )
  await again.closeDraft(id)
  await again.close()
  const litter = readdirSync(library, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.galley-tmp'))
  tell(litter.length === 0 || `${was}: left lying about: ${litter.join()}`)
  tell(!existsSync(join(library, id, 'lock')) || `${was}: a lock is left`)
}
process.stdout.write(`${JSON.stringify({ uid: process.getuid?.() ?? null })}\n`)
