import { join } from 'node:path'
import { ArticleError, parseArticle } from '../../article/index.ts'
import { UnconfirmedWrite, writeAtomically } from '../disk/atomicWrite.ts'
import { draftBytes, isNewer, prepare, repairVersion } from './draftFile.ts'
import { sha256 } from '../sha256.ts'
import { codeOf, ifExists } from '../disk/files.ts'
import type { ReadableRevision } from '../history/index.ts'
import { t } from '../messages.ts'
import { deskProblem, type DeskProblem } from '../problems.ts'
import { ARTICLE_FILE, draftFolder, notFound, type DeskContext } from '../context.ts'

/** Why a draft's article cannot be read: invalid content (kept in `bytes`), a folder in its place, or no file. */
export type Damage =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly error: ArticleError }
  | { readonly kind: 'folder' }
  | { readonly kind: 'missing' }

/**
 * Replaces a damaged article by the newest sound revision and keeps the damaged file beside it (`article.damaged-1.json`).
 * An article with nothing wrong but its version number keeps its words; only the number is repaired. Requires the lock.
 * @returns the notice for the writer
 * @throws DeskProblem 'damaged' when there is no sound revision, or a newer Galley wrote the file: then nothing is
 * touched; what the file system threw, and the damaged file is still in its place.
 */
export async function recover(
  context: DeskContext,
  id: string,
  damage: Damage,
  newestSound: () => Promise<ReadableRevision | null>,
): Promise<string> {
  if (damage.kind === 'bytes' && isNewer(damage.bytes)) {
    const whole = repairVersion(damage.bytes)
    if (whole === null) throw damagedProblem(context, id, damage)
    return withAside(t('notices.versionRepaired'), await replaceDamaged(context, id, damage, whole))
  }
  const sound = await newestSound()
  if (sound === null) throw damagedProblem(context, id, damage)
  const { at } = sound.revision
  const bytes = draftBytes(prepare(parseArticle(sound.article)), id, { created: at, edited: at })
  const aside = await replaceDamaged(context, id, damage, bytes)
  return recoveryNotice(damage, sound, { aside, now: context.now() })
}

/** Replaces a damaged file, which is set aside. Returns its new name, or '' when there was no file. */
async function replaceDamaged(
  context: DeskContext,
  id: string,
  damage: Damage,
  bytes: Uint8Array,
): Promise<string> {
  const aside = await setAside(context, id, damage)
  try {
    const path = join(draftFolder(context, id), ARTICLE_FILE)
    await writeAtomically(context.files, path, bytes, {
      beforeRename: () => ensureUnchanged(context, path, damage),
    })
  } catch (error) {
    // In place, only not surely past a power cut: what it took the place of must stay aside.
    if (error instanceof UnconfirmedWrite) context.log(`${id} was mended, ${error.message}`)
    else {
      await aside.undo()
      throw error
    }
  }
  return aside.name
}

/** A damaged file that was set aside. */
interface Aside {
  /** '' when there was nothing to keep. */
  readonly name: string
  /** Leaves everything as it was. */
  readonly undo: () => Promise<void>
}

/** A file is copied, so that there is one in its place at every moment; a folder can only be moved. */
async function setAside(context: DeskContext, id: string, damage: Damage): Promise<Aside> {
  if (damage.kind === 'missing') return { name: '', undo: () => Promise.resolve() }
  const folder = draftFolder(context, id)
  const name = await freeName(context, folder, 'article.damaged')
  const [from, to] = [join(folder, ARTICLE_FILE), join(folder, name)]
  if (damage.kind === 'bytes') {
    const removeCopy = (): Promise<void> => quietly(context.files.unlink(to))
    try {
      await writeAtomically(context.files, to, damage.bytes)
    } catch (error) {
      if (error instanceof UnconfirmedWrite) await removeCopy()
      throw error
    }
    return { name, undo: removeCopy }
  }
  await context.files.rename(from, to)
  return { name, undo: () => quietly(context.files.rename(to, from)) }
}

/**
 * Returns a file name that is free in `folder`: `stem.json`, then `stem-1.json`, `stem-2.json`, …
 * @param numbered true to begin with `stem-1.json`
 */
export async function freeName(
  context: DeskContext,
  folder: string,
  stem: string,
  numbered = true,
): Promise<string> {
  for (let number = numbered ? 1 : 0; ; number += 1) {
    const name = number === 0 ? `${stem}.json` : `${stem}-${String(number)}.json`
    if ((await ifExists(context.files.lstat(join(folder, name)))) === undefined) return name
  }
}

async function quietly(act: Promise<void>): Promise<void> {
  await act.catch(() => undefined)
}

/** @throws DeskProblem 'changed-outside' if the file is no longer the damaged one: somebody may have repaired it */
async function ensureUnchanged(context: DeskContext, path: string, damage: Damage): Promise<void> {
  const bytes = await ifExists(context.read(path))
  const before = damage.kind === 'bytes' ? sha256(damage.bytes) : undefined
  if ((bytes === undefined ? undefined : sha256(bytes)) === before) return
  throw deskProblem('changed-outside', 'changedJustNow')
}

/**
 * Returns a draft's article file as `read` parses it, with its bytes; or its damage.
 * @throws what the file system threw, except for a missing file or a folder in its place
 */
export async function readOrDamage<T>(
  context: DeskContext,
  id: string,
  read: (bytes: Uint8Array) => T,
): Promise<{ file: T; bytes: Uint8Array } | { damage: Damage }> {
  const path = join(draftFolder(context, id), ARTICLE_FILE)
  let bytes: Uint8Array | undefined
  try {
    bytes = await ifExists(context.read(path))
  } catch (error) {
    if (codeOf(error) === 'EISDIR') return { damage: { kind: 'folder' } }
    throw error
  }
  if (bytes === undefined) return { damage: { kind: 'missing' } }
  try {
    return { file: read(bytes), bytes }
  } catch (error) {
    if (!(error instanceof ArticleError)) throw error
    return { damage: { kind: 'bytes', bytes, error } }
  }
}

/** Returns the problem of a draft that can be neither read nor recovered: 'not-found' when there is no file at all. */
export function damagedProblem(context: DeskContext, id: string, damage: Damage): DeskProblem {
  if (damage.kind === 'missing') return notFound(id)
  const path = join(draftFolder(context, id), ARTICLE_FILE)
  const error = damage.kind === 'bytes' ? damage.error : undefined
  const mend = error?.mend ?? t('unreadable.moveFolder')
  return deskProblem('damaged', 'damagedDraft', { why: damageReason(damage), path, mend }, { cause: error })
}

/** Returns why the article is unreadable, as the middle of a sentence. */
function damageReason(damage: Damage): string {
  if (damage.kind === 'missing') return t('unreadable.missingArticle', { file: ARTICLE_FILE })
  if (damage.kind === 'folder') return t('unreadable.articleFolder', { file: ARTICLE_FILE })
  const { what, where } = damage.error
  return t('unreadable.invalidArticle', { what, where })
}

function recoveryNotice(
  damage: Damage,
  { revision }: ReadableRevision,
  { aside, now }: { readonly aside: string; readonly now: number },
): string {
  const notice = t('notices.recovered', {
    why: damageReason(damage),
    when: timeAndAge(revision.at, now),
    words: revision.words,
  })
  return withAside(notice, aside)
}

/** Appends the sentence about the damaged file's new name; '' for a draft without one. */
function withAside(notice: string, aside: string): string {
  return aside === '' ? notice : `${notice} ${t('notices.damagedKept', { aside })}`
}

/** Returns a time and how long ago it was: "2026-03-02 14:05 UTC, 3 minutes ago". Both in milliseconds since 1970. */
function timeAndAge(atMs: number, nowMs: number): string {
  const time = new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')
  const minutes = Math.round((nowMs - atMs) / 60_000)
  // A clock that was set back gives no age.
  if (minutes < 0) return t('keptAt.time', { time })
  if (minutes < 1) return t('keptAt.now', { time })
  if (minutes < 120) return t('keptAt.minutes', { time, count: minutes })
  const hours = Math.round(minutes / 60)
  if (hours < 48) return t('keptAt.hours', { time, count: hours })
  return t('keptAt.days', { time, count: Math.round(hours / 24) })
}
