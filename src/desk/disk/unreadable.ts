import { codeOf } from './files.ts'
import { ARTICLE_FILE } from '../context.ts'
import { UnsafeFile } from './regularFile.ts'

/** Returns why something was not read, as the end of a sentence: "it is a folder (EISDIR)", "it cannot be read (EACCES)". */
export function whyUnreadable(error: unknown): string {
  return error instanceof UnsafeFile
    ? `${error.reason} (${error.code})`
    : `it cannot be read (${cause(error)})`
}

/** Returns the damage of a draft whose article file is there but was not read, for its `DraftSummary`. */
export function articleDamage(error: unknown): string {
  return error instanceof UnsafeFile
    ? `its ${ARTICLE_FILE} cannot be read: ${whyUnreadable(error)}`
    : `its ${ARTICLE_FILE} cannot be read (${cause(error)})`
}

function cause(error: unknown): string {
  return codeOf(error) || (error instanceof Error ? error.message : 'unknown reason')
}
