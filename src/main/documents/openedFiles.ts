import { basename } from 'node:path'
import {
  DRAFT_FILE_ENDING,
  endingOf,
  MAX_OPENED_FILES,
  OPENED_ENDINGS,
  WORD_ENDINGS,
} from '../../contract/host/documents.ts'
import type { OpenedFile } from '../../desk.ts'
import type { Files } from '../../desk/disk/index.ts'
import { whyUnreadable } from '../../desk/startup.ts'
import { t } from '../messages.ts'

const MB = 1024 * 1024

/** How much is read, in bytes: it crosses to the page in one piece. */
export const SIZE_LIMITS = {
  /** One text. The page reads texts of up to two million characters, but a file may have pictures inside. */
  text: 64 * MB,
  /** One draft with its pictures and history. */
  draft: 256 * MB,
  /** All files of one request. */
  total: 512 * MB,
}

/** A file that was not read. */
interface SkippedFile {
  readonly name: string
  /** The end of a sentence: "it is a folder". */
  readonly reason: string
}

/** The files of one request: those that were read, and those that were not. */
export interface OpenedFiles {
  readonly files: readonly OpenedFile[]
  readonly skipped: readonly SkippedFile[]
}

/**
 * Reads the files that the system handed over, one after the other. A link is followed, but only to a regular file:
 * folders, devices and pipes are not read, nor is anything beyond the limits. Never rejects.
 */
export async function readOpenedFiles(
  disk: Pick<Files, 'realpath' | 'readFile'>,
  paths: readonly string[],
  limits = SIZE_LIMITS,
): Promise<OpenedFiles> {
  const files: OpenedFile[] = []
  const skipped: SkippedFile[] = []
  const unique = [...new Set(paths)]
  let room = limits.total
  for (const path of unique.slice(0, MAX_OPENED_FILES)) {
    // A path of Windows on another system, as a test has, is cut by hand.
    const name = basename(path.replaceAll('\\', '/'))
    const ending = endingOf(name)
    if (!OPENED_ENDINGS.includes(ending)) {
      skipped.push({ name, reason: t(WORD_ENDINGS.includes(ending) ? 'open.wordFile' : 'open.unknownKind') })
      continue
    }
    const limit = ending === DRAFT_FILE_ENDING ? limits.draft : limits.text
    try {
      const bytes = await disk.readFile(await disk.realpath(path), Math.min(limit, room))
      room -= bytes.length
      files.push({ name, bytes: new Uint8Array(bytes) })
    } catch (error) {
      skipped.push({ name, reason: whyUnreadable(error) })
    }
  }
  const beyond = unique.slice(MAX_OPENED_FILES)
  return {
    files,
    skipped: [
      ...skipped,
      ...beyond.map((path) => ({
        name: basename(path),
        reason: t('open.tooMany', { limit: MAX_OPENED_FILES }),
      })),
    ],
  }
}
