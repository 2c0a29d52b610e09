import { join } from 'node:path'
import { type Article, replay, stringifyArticle } from '../article/index.ts'
import type { OpenDraft } from '../desk.ts'
import { sweepTemps, writeAtomically } from './atomicWrite.ts'
import { type DraftFile, prepare, sha256, timesOf } from './draftFile.ts'
import { changedOutside, type Drafts, opened } from './drafts.ts'
import { codeOf, ifThere } from './files.ts'
import type { Grip } from './holds.ts'
import { type JournalBase, linesOn, type ReadJournal } from './journalFile.ts'
import { damaged, readOrDamage, recover } from './quarantine.ts'
import { ARTICLE_FILE, draftFolder, HISTORY_FOLDER, notFound } from './shelf.ts'
import { foldersOf } from './sweep.ts'

/** A draft's file on its way to the page, and what its writer is to know. */
interface Opening {
  readonly id: string
  readonly grip: Grip
  readonly notices: string[]
  file: DraftFile
  bytes: Uint8Array
  /** Whether the file was just put in the place of a damaged one. */
  recovered: boolean
}

/**
 * Opens a draft: gets hold of it if it can, mends what is damaged, and puts back what a crash kept from being saved.
 * A draft that somebody else writes, or on a disk that takes no writes, is only read.
 */
export async function openDraft(drafts: Drafts, id: string): Promise<OpenDraft> {
  const { shelf } = drafts
  if (!(await isDraft(drafts, id))) throw notFound(id)
  const grip = await shelf.holds.grip(id)
  shelf.holds.opened(id)
  try {
    const notices = grip.by === 'nobody' ? [unwritable(grip.why)] : []
    if (grip.by === 'us') await sweepDraft(drafts, id)
    const opening = await readSound(drafts, { id, grip, notices })
    const article = await withJournal(drafts, opening)
    // A journal that could not be saved yet goes by the file as it is.
    if (grip.by === 'us' && article === opening.file.article) await adopt(drafts, opening)
    drafts.remember(id, opening.file)
    if (opening.file.altered) await noteOutside(drafts, opening)
    const lost = await drafts.histories
      .of(id)
      .damage()
      .catch(() => '')
    if (lost !== '') notices.push(lost)
    const facts = await shelf.files.stat(join(draftFolder(shelf, id), ARTICLE_FILE))
    const draft = opened(id, { ...opening.file, article }, timesOf(opening.file, facts), notices)
    return grip.by === 'other' ? { ...draft, heldBy: grip.who } : draft
  } catch (error) {
    if (shelf.holds.closed(id) === 0) await shelf.holds.release(id)
    throw error
  }
}

async function isDraft({ shelf }: Drafts, id: string): Promise<boolean> {
  const folder = draftFolder(shelf, id)
  for (const name of [ARTICLE_FILE, HISTORY_FOLDER])
    if ((await ifThere(shelf.files.lstat(join(folder, name)))) !== undefined) return true
  return false
}

function unwritable(why: string): string {
  return `This draft can be read, but not written now (${why}): make room on the disk or give yourself access to the folder. Until then nothing you change is saved; “Save a copy” to another place works.`
}

/** Ours alone now, so that nobody's write can be under way here. */
async function sweepDraft({ shelf }: Drafts, id: string): Promise<void> {
  for (const path of foldersOf(draftFolder(shelf, id))) await sweepTemps(shelf.files, path).catch(() => 0)
}

async function readSound(
  drafts: Drafts,
  { id, grip, notices }: Pick<Opening, 'id' | 'grip' | 'notices'>,
): Promise<Opening> {
  const { shelf } = drafts
  const read = await readOrDamage(shelf, id, drafts.parse)
  if (!('damage' in read)) return { id, grip, notices, ...read, recovered: false }
  if (grip.by !== 'us') throw damaged(shelf, id, read.damage)
  notices.push(await recover(shelf, id, read.damage, () => drafts.histories.of(id).newestSound()))
  shelf.changes.tell(id)
  const mended = await readOrDamage(shelf, id, drafts.parse)
  if ('damage' in mended) throw damaged(shelf, id, mended.damage)
  return { id, grip, notices, ...mended, recovered: true }
}

/** A copied folder names the draft it was copied from: from now on it names its own. */
async function adopt({ shelf, parse }: Drafts, opening: Opening): Promise<void> {
  const { id, bytes, file } = opening
  if (file.envelope.id === '' || file.envelope.id === id) return
  const path = join(draftFolder(shelf, id), ARTICLE_FILE)
  const fields = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>
  const renamed = Buffer.from(`${JSON.stringify({ ...fields, id }, null, 1)}\n`)
  try {
    await writeAtomically(shelf.files, path, renamed, {
      lastCheck: async () => {
        if (sha256(await shelf.files.readFile(path)) !== file.revision) throw changedOutside()
      },
    })
    opening.bytes = renamed
    opening.file = parse(renamed)
  } catch (error) {
    // It has its id as long as its folder has its name; the first save writes it.
    shelf.log(`could not write the id of ${id}: ${codeOf(error)}`)
  }
}

async function noteOutside(drafts: Drafts, { id, grip, file, notices }: Opening): Promise<void> {
  notices.push(
    'This draft was changed outside Galley since it was last saved here. Look it over before you go on.',
  )
  if (grip.by !== 'us') return
  await drafts.keepVersion(id, file.article).catch((error: unknown) => {
    drafts.shelf.log(`could not keep the outside version of ${id}: ${String(error)}`)
  })
}

/** The article with what a journal says was typed after it was saved. Somebody else's journal is still being written. */
async function withJournal(drafts: Drafts, opening: Opening): Promise<Article> {
  const { id, grip, file } = opening
  if (grip.by === 'other') return file.article
  const journal = await drafts.journals.read(id)
  if (journal === null) return file.article
  const lines = linesOn(journal, (on) => belongs(on, opening))
  if (lines === null) {
    if (grip.by === 'us') await dismiss(drafts, opening, journal)
    return file.article
  }
  const { article, applied } = replay(
    file.article,
    lines.map((line): unknown => JSON.parse(line)),
  )
  const isWhole = applied === lines.length
  const isOurAlone = grip.by === 'us' && drafts.shelf.holds.opens(id) === 1
  if (isOurAlone || (grip.by === 'us' && !isWhole))
    return keepReplayed(drafts, opening, { article, applied, isWhole })
  // Another page of ours may still be writing on this file and journal, or was only loaded anew: nothing is touched.
  if (applied > 0) opening.notices.push(recoveredNotice(applied))
  return article
}

function belongs(on: JournalBase, { file, recovered }: Opening): boolean {
  // The file that the lines apply to is gone with its damage, but its article is here again.
  return on.base === file.revision || (recovered && on.checksum === file.envelope.checksum)
}

/** A journal of another version: in the snapshot already, or kept for whoever wants to look into it. */
async function dismiss(
  { journals }: Drafts,
  { id, file, notices }: Opening,
  { anchors, lines }: ReadJournal,
): Promise<void> {
  const isEmpty = anchors.length > 0 && lines.length === 0
  if (isEmpty || anchors.some(({ base }) => base === file.envelope.previous)) {
    await journals.supersede(id)
    return
  }
  const name = await journals.setAside(id)
  notices.push(
    `Notes of what was last typed were found that belong to another version of this draft. They are kept beside it as ${name}; nothing of them was put in.`,
  )
}

interface Replayed {
  readonly article: Article
  readonly applied: number
  readonly isWhole: boolean
}

/** Saves what was put back, the version before kept; where the disk does not take it, the journal stays. */
async function keepReplayed(
  drafts: Drafts,
  opening: Opening,
  { article, applied, isWhole }: Replayed,
): Promise<Article> {
  const { id, notices, file: before } = opening
  try {
    if (applied > 0) await saveReplayed(drafts, opening, article)
    if (isWhole) await drafts.journals.supersede(id)
    else notices.push(partNotice(await drafts.journals.setAside(id)))
  } catch (error) {
    drafts.shelf.log(`could not save what was recovered of ${id}: ${String(error)}`)
    notices.push(unsavedNotice())
  }
  if (applied > 0) notices.push(recoveredNotice(applied))
  return opening.file === before ? article : opening.file.article
}

async function saveReplayed(drafts: Drafts, opening: Opening, article: Article): Promise<void> {
  const { id, file, bytes } = opening
  const { shelf, histories } = drafts
  const facts = await shelf.files.stat(join(draftFolder(shelf, id), ARTICLE_FILE))
  if (!(await histories.of(id).isNewest(stringifyArticle(file.article, 0))))
    await histories.keep(id, file.article, 'recovered')
  const old = { before: file, bytes, base: file.revision, created: timesOf(file, facts).created }
  await drafts.replace(id, prepare(article), old)
  const saved = await readOrDamage(shelf, id, drafts.parse)
  if ('damage' in saved) throw damaged(shelf, id, saved.damage)
  Object.assign(opening, saved)
}

function recoveredNotice(changes: number): string {
  return `Galley ended before your last words were saved. They were put back: ${changes === 1 ? 'one change' : `${String(changes)} changes`} since the last save.`
}

function partNotice(aside: string): string {
  return `A part of what was typed last could not be put back. The notes of it are kept beside the draft as ${aside}.`
}

function unsavedNotice(): string {
  return 'What was put back is on the screen but not saved yet: the disk did not take it. The notes of it stay on the disk until a save succeeds.'
}
