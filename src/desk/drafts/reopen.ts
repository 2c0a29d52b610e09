import type { ReopenedDraft } from '../../desk.ts'
import { type DraftFile } from './draftFile.ts'
import { sha256 } from '../sha256.ts'
import { linesOn, type ReadJournal } from '../journal/journalFile.ts'
import { Locked } from '../locks/lock.ts'
import { keepOutsideRevision, parseOwnSave } from './save.ts'
import { changedOutside, type DraftSession, openElsewhere, type Page } from './session.ts'

/** Who goes on with a draft, and from where. */
export interface ReopenRequest {
  /** The page's opening of the draft. */
  readonly opening: string
  /** The revision that the page knows. */
  readonly base: string
  /** The key of its save that was not answered; '' for none. */
  readonly key: string
}

/**
 * Goes on with an opening whose host or connection was gone: the page has everything that was typed in it, so nothing is
 * replayed.
 * @throws DeskProblem 'changed-outside' when others wrote the file or typed since; 'locked' when others write it.
 */
export async function reopenDraft(
  session: DraftSession,
  page: Page,
  request: ReopenRequest,
): Promise<ReopenedDraft> {
  if (session.page !== null && session.page !== page) throw openElsewhere()
  const lock = await session.tryLock()
  if (lock.state === 'theirs') throw new Locked(lock.who)
  const bytes = await session.readFile()
  const isBase = sha256(bytes) === request.base
  const file = isBase ? session.parse(bytes) : parseOwnSave(session, bytes, request.key)
  if (file === null) {
    await keepOutsideRevision(session, bytes)
    throw changedOutside()
  }
  if (session.page !== page || session.opening !== request.opening)
    await continueJournal(session, file, request.opening)
  session.remember(file)
  session.page = page
  return { revision: file.revision, nextLine: session.journal.isNextUnknown ? 0 : session.journal.next }
}

/** Continues the opening's journal. A journal of another opening, with lines of its own, is somebody else's work. */
async function continueJournal(session: DraftSession, file: DraftFile, opening: string): Promise<void> {
  const { journal } = session
  const { revision, envelope } = file
  const on = { base: revision, checksum: envelope.checksum }
  const found = await journal.read()
  session.opening = opening
  if (found?.opening === opening && includesBase(found, revision)) {
    await journal.resume(found, on)
    return
  }
  const foreign = found === null ? [] : (linesOn(found, ({ base }) => base === revision) ?? [])
  if (foreign.length > 0) throw changedOutside()
  // Only a file that this opening saved tells its line; else the first line that comes tells where the page is.
  const from = envelope.saveKey.startsWith(`${opening}-`) ? envelope.line : null
  await journal.begin({ opening, ...on, from })
}

function includesBase({ anchors }: ReadJournal, revision: string): boolean {
  return anchors.some(({ base }) => base === revision)
}
