import { ArticleError } from '../../../article/index.ts'
import { codeOf } from '../../disk/files.ts'
import { DeskProblem } from '../../problems.ts'
import type { Refused } from '../sources.ts'
import { ZipError } from '../zip/zipError.ts'

/** Why something was not taken, in a writer's words. */
export function whyNot(error: unknown): string {
  if (error instanceof ArticleError) return `${error.what} (${error.where})`
  if (error instanceof ZipError) return error.message
  if (error instanceof DeskProblem) return error.problem.what
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full'
  const said = error instanceof Error ? error.message : String(error)
  return code === '' ? `it could not be read: ${said.slice(0, 200)}` : `it could not be written (${code})`
}

/** What `read` answers; or null, with a word in `refused`, when it cannot be taken. Failures of the disk pass through. */
export async function orLeftOut<T>(
  refused: Refused[],
  path: string,
  read: () => Promise<T>,
): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof DeskProblem || error instanceof ZipError)) throw error
    refused.push({ path, why: whyNot(error) })
    return null
  }
}
