import { codeOf } from '../files.ts'
import { UnsafeFile } from './regularFile.ts'

/** Returns why something was not read, as the end of a sentence: "it is a folder (EISDIR)", "it cannot be read (EACCES)". */
export function whyUnreadable(error: unknown): string {
  if (error instanceof UnsafeFile) return `${error.reason} (${error.code})`
  return `it cannot be read (${codeOf(error) || (error instanceof Error ? error.message : 'unknown reason')})`
}
