import { readdirSync, readFileSync, rmSync, statfsSync, writeFileSync, appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDraft } from '../../../src/desk/drafts/draftFile.ts'
import { articleText } from '../../articleText.ts'
import { deskOver, must, tell } from './desk.ts'

/**
 * A writer on an almost full disk: saves, keeps revisions and types until nothing can be written, and continues after.
 * Arguments: a folder on a small disk of its own, a folder on another disk, and the number of bytes to leave free.
 */
const [disk = '', elsewhere = '', free = '0'] = process.argv.slice(2)
const library = join(disk, 'Galley')
const filler = join(disk, 'filler')
const WORDS = 'It leaves at ten past one. '

/** Fills the disk but for `bytes`. */
function fill(bytes: number): void {
  writeFileSync(filler, '')
  for (let block = 65_536; block >= 1; block = Math.floor(block / 4))
    try {
      while (room() > bytes + block) appendFileSync(filler, Buffer.alloc(block))
    } catch {
      // Full sooner than the disk said.
    }
}

function room(): number {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}

let desk = await deskOver(library, elsewhere)
const made = must(await desk.createDraft(articleText('Tram', WORDS)))
const { id } = made.summary
const file = join(library, id, 'article.json')
let { revision } = made
let line = made.nextLine
let words = WORDS
fill(Number(free))

let refused = 0
for (let round = 0; round < 12; round += 1) {
  const before = readFileSync(file)
  const longer = words + `${String(round)} `.repeat(600)
  const saved = await desk.saveDraft(id, articleText('Tram', longer), revision)
  const after = readFileSync(file)
  try {
    readDraft(after)
  } catch (error) {
    tell(`round ${String(round)}: the file is torn (${String(after.length)} bytes): ${String(error)}`)
    continue
  }
  if (saved.ok) {
    revision = saved.value.revision
    words = longer
    tell(after.includes(longer) || `round ${String(round)}: said to be saved, but is not`)
  } else {
    refused += 1
    tell(
      saved.problem.code === 'full' || `round ${String(round)}: ${saved.problem.code}: ${saved.problem.what}`,
    )
    tell(after.equals(before) || `round ${String(round)}: refused, but the file is another one`)
  }
  await desk.keepRevision(id, 'named', `Version ${String(round)}`)
  const step = { stepType: 'replace', from: 9, to: 9, slice: { content: [{ type: 'text', text: 'x' }] } }
  if ((await desk.appendJournal(id, line, `${JSON.stringify([step])}\n`)).ok) line += 1
}
// With no room at all, not even for an empty file's name: the library opens and is read all the same.
fill(0)
await desk.closeDraft(id)
await desk.close()
desk = await deskOver(library, elsewhere)
tell((await desk.library()).ok || 'the library on a full disk is not listed')
const opened = must(await desk.openDraft(id))
tell(opened.article.includes(words.trim()) || 'on the full disk the draft is an older one')
for (const { number, name } of must(await desk.listRevisions(id)))
  tell((await desk.readRevision(id, number)).ok || `revision ${name} cannot be read`)
const still = await desk.saveDraft(id, articleText('Tram', `${words}And on. `.repeat(40)), opened.revision)
tell(!still.ok || readFileSync(file).includes('And on.') || 'said to be saved on the full disk, but is not')

// With room again everything goes on where it was.
rmSync(filler)
const last = must(await desk.openDraft(id))
tell(
  (await desk.saveDraft(id, articleText('Tram', `${words}The end.`), last.revision)).ok ||
    'with room again it is not saved',
)
must(await desk.closeDraft(id))
await desk.close()
const litter = readdirSync(disk, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.galley-tmp'))
tell(litter.length === 0 || `left lying about: ${litter.join()}`)
process.stdout.write(`${JSON.stringify({ refused, uid: process.getuid?.() ?? null })}\n`)
