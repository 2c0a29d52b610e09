import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Article, replay, stringifyArticle } from '../../article/index.ts'
import type { OpenDraft } from '../../desk.ts'
import { writeAtomically } from '../disk/atomicWrite.ts'
import { type DraftFile, summaryOf, timesOf } from './draftFile.ts'
import { sha256 } from '../sha256.ts'
import { codeOf, ifExists } from '../disk/files.ts'
import { type JournalBase, linesOn, type ReadJournal } from '../journal/journalFile.ts'
import { t } from '../messages.ts'
import { damagedProblem, readOrDamage, recover } from './quarantine.ts'
import { ARTICLE_FILE, draftFolder, HISTORY_FOLDER, notFound, type DeskContext } from '../context.ts'
import { sweepDraftTemps } from '../library/sweep.ts'
import { restoreShownPictures, replaceReplayed } from './save.ts'
import { changedOutside, type DraftSession, type LockState, type Page } from './session.ts'

/**
 * Opening a draft: read its file, recover it if it is damaged, replay its journal, save the result, and begin a journal
 * for the new opening. Only a process that has the lock changes anything; without it the same is computed and shown.
 */

/** A draft's file on its way to the page. */
interface Opening {
  readonly session: DraftSession
  readonly lock: LockState
  /** Sentences for the writer, collected on the way. */
  readonly notices: string[]
  /** The article file as it is now, parsed, and its bytes; both change when the file is rewritten. */
  file: DraftFile
  bytes: Uint8Array
  /** True if the file has just replaced a damaged one. */
  isRecovered: boolean
}

/** The article that the page is shown, and the journal lines in it that the file does not include yet. */
interface ReplayedArticle {
  readonly article: Article
  readonly unsaved: readonly string[]
}

/**
 * Opens a draft for a page: locks it if possible, recovers a damaged file, and replays the journal lines that a crash kept
 * from being saved. A draft that another page or process writes, or that lies on a read-only disk, is only read.
 * @throws DeskProblem 'not-found'; 'damaged' if no sound version is left
 */
export async function openDraft(session: DraftSession, page: Page): Promise<OpenDraft> {
  const { context, id } = session
  if (!(await isDraft(context, id))) throw notFound(id)
  if (session.page !== null && session.page !== page) return readOnly(session, t('places.window'))
  const lock = await session.tryLock()
  if (lock.state === 'theirs') return readOnly(session, lock.who)
  const draft = await openToWrite(session, lock, session.page === page)
  session.page = page
  return draft
}

/** Returns true if the folder has an article, or a history that an article can be recovered from. */
async function isDraft(context: DeskContext, id: string): Promise<boolean> {
  const folder = draftFolder(context, id)
  for (const name of [ARTICLE_FILE, HISTORY_FOLDER])
    if ((await ifExists(context.files.lstat(join(folder, name)))) !== undefined) return true
  return false
}

/**
 * Opens a draft that `who` writes. Only its file is read: its journal is still being written. The empty `opening` says
 * that this page cannot append lines.
 */
async function readOnly(session: DraftSession, who: string): Promise<OpenDraft> {
  const { context, id } = session
  const read = await readOrDamage(context, id, session.parse)
  if ('damage' in read) throw damagedProblem(context, id, read.damage)
  const facts = await context.files.stat(session.articlePath)
  const times = timesOf(read.file, facts)
  const notices = await historyNotices(session)
  return { ...openedDraft(session, read.file, times, notices), opening: '', nextLine: 0, lockedBy: who }
}

/** @param isOpen true if the page has the draft open already and reads its file again */
async function openToWrite(session: DraftSession, lock: LockState, isOpen: boolean): Promise<OpenDraft> {
  const { id, context } = session
  const notices = lock.state === 'unwritable' ? [t('notices.unwritable', { code: lock.code })] : []
  // Locked, so that nobody's write can be under way here.
  if (lock.state === 'ours') await sweepDraftTemps(context, draftFolder(context, id)).catch(() => 0)
  const opening = await readSound(session, lock, notices)
  const shown = await replayJournal(opening, isOpen)
  // Lines that could not be saved yet belong to the file as it is.
  if (lock.state === 'ours' && shown.unsaved.length === 0) await writeOwnId(opening)
  const { file } = opening
  session.remember(file)
  session.isBaselineKept = false
  if (lock.state === 'ours') await restoreShownPictures(session, shown.article)
  if (file.altered) await keepOutsideEdit(opening)
  notices.push(...(await historyNotices(session)))
  await beginJournal(session, file, shown.unsaved)
  // It was mended, or changed outside: its mirror and its history are behind.
  if (notices.length > 0 && session.isLocked) session.idle.schedule()
  const times = timesOf(file, await context.files.stat(session.articlePath))
  return openedDraft(session, { ...file, article: shown.article }, times, notices)
}

/** Lines of one opening: a call of an earlier opening that arrives late never reaches the numbers of this one. */
const LINES_PER_OPENING = 1_000_000
let openings = 0

/**
 * Begins the journal of a new opening, with a new opening id.
 * @param unsaved lines of an earlier opening that the file does not include yet; they are carried over
 */
export async function beginJournal(
  session: DraftSession,
  { revision, envelope }: Pick<DraftFile, 'revision' | 'envelope'>,
  unsaved: readonly string[] = [],
): Promise<void> {
  openings += 1
  session.opening = randomBytes(8).toString('hex')
  await session.journal.begin({
    opening: session.opening,
    base: revision,
    checksum: envelope.checksum,
    from: openings * LINES_PER_OPENING,
    unsaved,
  })
}

/** Returns a draft as a page receives it. `file.article` may be newer than the file: with replayed lines. */
export function openedDraft(
  session: DraftSession,
  file: Pick<DraftFile, 'article' | 'revision'>,
  times: { readonly created: number; readonly edited: number },
  notices: readonly string[],
): OpenDraft {
  return {
    summary: summaryOf(session.id, file.article, times),
    article: stringifyArticle(file.article, 0),
    revision: file.revision,
    notices,
    opening: session.opening,
    nextLine: session.journal.next,
  }
}

async function historyNotices({ history }: DraftSession): Promise<string[]> {
  const lost = await history.damage().catch(() => '')
  return lost === '' ? [] : [lost]
}

/**
 * Reads the article file; a damaged one is replaced by the newest sound revision first.
 * @throws DeskProblem 'damaged' if there is no such revision, or without the lock
 */
async function readSound(session: DraftSession, lock: LockState, notices: string[]): Promise<Opening> {
  const { context, id, parse, history } = session
  const read = await readOrDamage(context, id, parse)
  if (!('damage' in read)) return { session, lock, notices, ...read, isRecovered: false }
  if (lock.state !== 'ours') throw damagedProblem(context, id, read.damage)
  notices.push(await recover(context, id, read.damage, () => history.newestReadable()))
  context.changes.announce(id)
  const mended = await readOrDamage(context, id, parse)
  if ('damage' in mended) throw damagedProblem(context, id, mended.damage)
  return { session, lock, notices, ...mended, isRecovered: true }
}

/** A copied folder names the draft that it was copied from: from now on it names its own. */
async function writeOwnId(opening: Opening): Promise<void> {
  const { session, bytes, file } = opening
  const { context, id, articlePath } = session
  if (file.envelope.id === '' || file.envelope.id === id) return
  const fields = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>
  const renamed = Buffer.from(`${JSON.stringify({ ...fields, id }, null, 1)}\n`)
  try {
    await writeAtomically(context.files, articlePath, renamed, {
      beforeRename: async () => {
        if (sha256(await context.read(articlePath)) !== file.revision) throw changedOutside()
      },
    })
    opening.bytes = renamed
    opening.file = session.parse(renamed)
  } catch (error) {
    // It has its id as long as its folder has its name; the first save writes it.
    context.log(`could not write the id of ${id}: ${codeOf(error)}`)
  }
}

/** Keeps an edit of another program as a revision. If that fails it is logged: the file itself has the edit. */
async function keepOutsideEdit({ session, lock, file, notices }: Opening): Promise<void> {
  notices.push(t('notices.outsideEdit'))
  if (lock.state !== 'ours') return
  await session.keepIfNew(file.article, 'outside').catch((error: unknown) => {
    session.context.log(`could not keep the outside version of ${session.id}: ${String(error)}`)
  })
}

/** Returns the article with the journal lines that were typed after it was saved. */
async function replayJournal(opening: Opening, isOpen: boolean): Promise<ReplayedArticle> {
  const { session, lock, file } = opening
  const unchanged = { article: file.article, unsaved: [] }
  const journal = await session.journal.read()
  if (journal === null) return unchanged
  const lines = linesOn(journal, (on) => isJournalOfFile(on, opening)) ?? linesAfterSave(journal, file)
  if (lines === null) {
    if (lock.state === 'ours') await discardJournal(opening, journal, isOpen)
    return unchanged
  }
  const { article, applied } = replay(
    file.article,
    lines.map((line): unknown => JSON.parse(line)),
  )
  if (applied > 0) opening.notices.push(t('notices.replayed', { count: applied }))
  const replayed = { article, unsaved: lines.slice(0, applied) }
  return lock.state === 'ours' ? saveReplayed(opening, replayed, applied === lines.length) : replayed
}

/**
 * The lines that a save of the journal's own opening did not include, where the disk took the file but not its
 * announcement: the file tells its line. Null for any other file.
 */
function linesAfterSave(
  { opening, from, anchors, lines }: ReadJournal,
  { envelope }: DraftFile,
): readonly string[] | null {
  const isOwn = opening !== '' && envelope.saveKey.startsWith(`${opening}-`)
  if (!isOwn || !anchors.some(({ base }) => base === envelope.previous)) return null
  return lines.slice(Math.max(0, envelope.line - from))
}

function isJournalOfFile(on: JournalBase, { file, isRecovered }: Opening): boolean {
  // The file that the lines apply to is gone with its damage, but its article is here again.
  return on.base === file.revision || (isRecovered && on.checksum === file.envelope.checksum)
}

/**
 * Clears a journal that does not apply to the file if the file includes its lines already; sets it aside otherwise, so
 * that the words can still be found in it.
 */
async function discardJournal(
  { session: { journal }, file, notices }: Opening,
  { anchors, lines }: ReadJournal,
  isOpen: boolean,
): Promise<void> {
  const isEmpty = anchors.length > 0 && lines.length === 0
  if (isEmpty || anchors.some(({ base }) => base === file.envelope.previous)) {
    await journal.clear()
    return
  }
  const aside = await journal.setAside()
  // The page that has the draft open shows those words.
  if (isOpen) return
  notices.push(t('notices.journalAside', { aside }))
}

/**
 * Saves the replayed article and keeps the version before it. If the disk refuses, the journal stays and the words are
 * shown all the same.
 * @param isWhole true if every line of the journal applied; otherwise the journal is set aside
 */
async function saveReplayed(
  opening: Opening,
  replayed: ReplayedArticle,
  isWhole: boolean,
): Promise<ReplayedArticle> {
  const { session, notices, file: before } = opening
  try {
    if (replayed.unsaved.length > 0) await replaceFile(opening, replayed.article)
    if (isWhole) await session.journal.clear()
    else notices.push(t('notices.partReplayed', { aside: await session.journal.setAside() }))
    return { article: opening.file.article, unsaved: [] }
  } catch (error) {
    session.context.log(`could not save what was recovered of ${session.id}: ${String(error)}`)
    if (opening.file !== before) return { article: opening.file.article, unsaved: [] }
    notices.push(t('notices.replayedUnsaved'))
    return replayed
  }
}

async function replaceFile(opening: Opening, article: Article): Promise<void> {
  const { session, file, bytes } = opening
  const { context, id, articlePath } = session
  const facts = await context.files.stat(articlePath)
  await session.keepIfNew(file.article, 'recovered')
  await replaceReplayed(session, article, { before: file, bytes, times: timesOf(file, facts) })
  const saved = await readOrDamage(context, id, session.parse)
  if ('damage' in saved) throw damagedProblem(context, id, saved.damage)
  Object.assign(opening, saved)
}
