import { dirname, join } from 'node:path'
import { type Article, ArticleError, parseArticle, VERSION } from '../../article/index.ts'
import type { SavedDraft } from '../../desk.ts'
import { syncFolder, UnconfirmedWrite, writeAtomically } from '../disk/atomicWrite.ts'
import {
  draftBytes,
  type DraftFile,
  type Envelope,
  prepare,
  type Prepared,
  summaryOf,
  type Times,
  timesOf,
} from './draftFile.ts'
import { sha256 } from '../sha256.ts'
import { ifExists } from '../disk/files.ts'
import { restorePictures } from '../pictures/images.ts'
import { deskProblem } from '../problems.ts'
import { damagedProblem, freeName } from './quarantine.ts'
import { changedOutside, type DraftSession, type LoadedFile } from './session.ts'

/** A save as a page asks for it: see `Desk.saveDraft`. */
export interface SaveRequest {
  /** The article file's text. */
  readonly article: string
  /** SHA-256 of the file that the article was edited from. */
  readonly base: string
  /** All journal lines below this number are in the article; all that the desk has, when it is left out. */
  readonly line?: number | undefined
  /** Names the attempt; by default made of the opening and `base`. */
  readonly key?: string | undefined
}

/** The file that a save replaces. */
interface Replaced {
  readonly before: LoadedFile
  readonly bytes: Uint8Array
  readonly times: Times
}

/**
 * Replaces the version that the page knows by its article. If the words are already on the disk, only the journal is
 * brought up to date.
 * @throws DeskProblem 'changed-outside' when the file is another version, which is then kept in the history;
 * 'locked'; 'invalid' when the text is no article; what the file system threw, with the old file in place.
 */
export async function saveDraft(session: DraftSession, request: SaveRequest): Promise<SavedDraft> {
  const prepared = prepare(parseCallArticle(request.article))
  const bytes = await session.readFile()
  await session.ensureLocked()
  const key = request.key ?? defaultKey(session, request.base)
  // A caller that names no attempts cannot have lost an answer, but a write of its may have failed after it took place.
  const isRetry = request.key !== undefined || session.isUnconfirmed
  const before = await requireBase(session, bytes, request.base, isRetry ? key : '')
  const times = timesOf(before, await session.context.files.stat(session.articlePath))
  const { checksum } = prepared
  const upTo = request.line ?? session.journal.next
  await restoreShownPictures(session, prepared.article)
  if (!before.altered && before.envelope.checksum === checksum) {
    // The file has these words already: only its journal is behind, and its name may not be on the disk yet.
    if (session.isUnconfirmed) await syncFolder(session.context.files, dirname(session.articlePath))
    session.isUnconfirmed = false
    const snapshot = { base: before.revision, checksum, upTo }
    await session.journal.commit(snapshot, await session.journal.announce(snapshot))
    session.remember(before)
    return { summary: summaryOf(session.id, prepared.article, times), revision: before.revision }
  }
  return replaceFile(session, prepared, { before, bytes, times }, { saveKey: key, line: upTo })
}

/** Moves pictures that the article shows back from the draft's trash: undo may show one again. Never throws. */
export async function restoreShownPictures({ context, id }: DraftSession, article: Article): Promise<void> {
  await restorePictures(context, id, article).catch((error: unknown) => {
    // It is shown from the trash, and the next save tries again.
    context.log(`could not restore pictures of ${id}: ${String(error)}`)
  })
}

/** Names an attempt for a caller that does not: the same for every save over that base in that opening. */
function defaultKey({ opening }: DraftSession, base: string): string {
  return `${opening}-${base.slice(0, 16)}`
}

/**
 * Returns the facts of the file that a save replaces.
 * @param key the attempt's name; '' if the file cannot be an earlier attempt of the page
 * @throws DeskProblem 'changed-outside' unless the file is the page's base or its own earlier attempt
 */
async function requireBase(
  session: DraftSession,
  bytes: Uint8Array,
  base: string,
  key: string,
): Promise<LoadedFile> {
  const revision = sha256(bytes)
  if (revision === base)
    return session.loaded?.revision === revision ? session.loaded : parseSound(session, bytes)
  const own = parseOwnSave(session, bytes, key)
  if (own !== null) return own
  await keepOutsideRevision(session, bytes)
  throw changedOutside()
}

/** Returns the file if the page's own save with that key wrote it, its result having been lost; null otherwise. */
export function parseOwnSave({ parse }: DraftSession, bytes: Uint8Array, key: string): DraftFile | null {
  if (key === '') return null
  try {
    const file = parse(bytes)
    return file.envelope.saveKey === key && !file.altered ? file : null
  } catch (error) {
    if (error instanceof ArticleError) return null
    throw error
  }
}

function parseSound(session: DraftSession, bytes: Uint8Array): DraftFile {
  try {
    return session.parse(bytes)
  } catch (error) {
    if (!(error instanceof ArticleError)) throw error
    throw damagedProblem(session.context, session.id, { kind: 'bytes', bytes, error })
  }
}

/**
 * Writes an article with replayed journal lines at an opening. The journal stays as it was found: after a crash between
 * both, its base is the new file's `previous`, so the next opening knows that the lines are included.
 */
export function replaceReplayed(session: DraftSession, article: Article, old: Replaced): Promise<SavedDraft> {
  return writeFile(session, prepare(article), old, { saveKey: '', line: 0 })
}

/** Announces the file to the journal, writes it, and commits it there: lines are appended meanwhile. */
async function replaceFile(
  session: DraftSession,
  prepared: Prepared,
  old: Replaced,
  save: Pick<Envelope, 'saveKey' | 'line'>,
): Promise<SavedDraft> {
  const { journal } = session
  const { checksum } = prepared
  let isAnnounced = false
  const announce = async (revision: string): Promise<void> => {
    isAnnounced = await journal.announce({ base: revision, checksum, upTo: save.line })
    session.isSaving = isAnnounced
  }
  try {
    const saved = await writeFile(session, prepared, old, save, announce)
    // No line is checked against the old file from here on.
    session.isSaving = false
    await journal.commit({ base: saved.revision, checksum, upTo: save.line }, isAnnounced)
    return saved
  } finally {
    session.isSaving = false
  }
}

/**
 * Writes the file if it still is `old`, and returns the new summary and revision.
 * @param announce receives the revision before anything is written
 * @throws DeskProblem 'changed-outside' when another program wrote the file meanwhile; UnconfirmedWrite
 */
async function writeFile(
  session: DraftSession,
  prepared: Prepared,
  old: Replaced,
  save: Pick<Envelope, 'saveKey' | 'line'>,
  announce: (revision: string) => Promise<void> = () => Promise.resolve(),
): Promise<SavedDraft> {
  const { id, context, articlePath } = session
  const { envelope, revision: previous } = old.before
  const times = { created: old.times.created, edited: context.now() }
  const bytes = draftBytes(prepared, id, times, { others: envelope.others, previous, ...save })
  const revision = sha256(bytes)
  await announce(revision)
  await keepOldVersion(session, old)
  await keepBaseline(session, old.bytes)
  try {
    await writeAtomically(context.files, articlePath, bytes, {
      beforeRename: async () => {
        await session.ensureLocked()
        const current = await ifExists(context.read(articlePath))
        if (current === undefined || sha256(current) !== previous) throw changedOutside()
      },
    })
    session.isUnconfirmed = false
  } catch (error) {
    if (error instanceof UnconfirmedWrite) session.isUnconfirmed = true
    throw error
  }
  const { checksum } = prepared
  const kept = { ...envelope, ...times, ...save, id, version: VERSION, previous, checksum }
  session.remember({ envelope: kept, altered: false, revision })
  return { summary: summaryOf(id, prepared.article, times), revision }
}

/** Keeps a file of an older version beside what is made of it: `article.v1.json`. */
async function keepOldVersion(
  { context, articlePath }: DraftSession,
  { before, bytes }: Replaced,
): Promise<void> {
  const { version } = before.envelope
  if (version >= VERSION) return
  const folder = dirname(articlePath)
  const stem = `article.v${String(version)}`
  const there = await ifExists(context.read(join(folder, `${stem}.json`)))
  if (there !== undefined && sha256(there) === before.revision) return
  await writeAtomically(context.files, join(folder, await freeName(context, folder, stem, false)), bytes)
}

/** Keeps the draft as it was before this session's first save: others may have written it. */
async function keepBaseline(session: DraftSession, bytes: Uint8Array): Promise<void> {
  if (session.isBaselineKept) return
  try {
    await session.keepIfNew(session.parse(bytes).article, 'pause')
    session.isBaselineKept = true
  } catch (error) {
    // The save matters more; the next one tries again.
    session.context.log(`could not keep how ${session.id} was before: ${String(error)}`)
  }
}

/** Keeps a version that another program wrote as a revision, once. Never throws. */
export async function keepOutsideRevision(session: DraftSession, bytes: Uint8Array): Promise<void> {
  const revision = sha256(bytes)
  if (session.keptOutsideRevision === revision) return
  try {
    await session.keepIfNew(session.parse(bytes).article, 'outside')
    session.keptOutsideRevision = revision
  } catch (error) {
    // Damage, or no room: the file itself is not touched in any case.
    session.context.log(`could not keep the other version of ${session.id} in its history: ${String(error)}`)
  }
}

/**
 * Parses the article that a page sent, before anything is touched.
 * @throws DeskProblem 'invalid' with the parser's reason and place
 */
export function parseCallArticle(text: string): Article {
  try {
    return parseArticle(text)
  } catch (error) {
    if (!(error instanceof ArticleError)) throw error
    const { what, where, mend } = error
    throw deskProblem('invalid', 'notAnArticle', { what, where, mend }, { cause: error })
  }
}
