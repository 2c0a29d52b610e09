import { ArticleError } from '../../../article/index.ts'
import { codeOf } from '../../disk/files.ts'
import { t } from '../../messages.ts'
import { DeskProblem } from '../../problems.ts'
import type { Refusal } from '../refusal.ts'
import { ZipError } from '../zip/zipError.ts'

const MAX_MESSAGE_LENGTH = 200

/** Returns why something could not be imported, as a clause for the writer. */
export function refusalReason(error: unknown): string {
  if (error instanceof ArticleError)
    return t('transfer.refusals.article', { what: error.what, where: error.where })
  if (error instanceof ZipError) return error.message
  if (error instanceof DeskProblem) return error.problem.what
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return t('transfer.refusals.diskFull')
  if (code !== '') return t('transfer.refusals.notWritten', { code })
  const message = error instanceof Error ? error.message : String(error)
  return t('transfer.refusals.notRead', { message: message.slice(0, MAX_MESSAGE_LENGTH) })
}

/**
 * Returns what `read` resolves to; or null, and adds the reason to `refused`, when the file is not one Galley takes.
 * @throws what the file system threw: a full disk is no fault of this file.
 */
export async function orRefused<T>(
  refused: Refusal[],
  path: string,
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof DeskProblem || error instanceof ZipError)) throw error
    refused.push({ path, reason: refusalReason(error) })
    return null
  }
}
