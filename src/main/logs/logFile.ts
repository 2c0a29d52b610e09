import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { redacted, stackFrames } from '../../text/redact.ts'

/**
 * The log of the desktop host: what failed, when, without a word of an article (redact.ts). Two files at most,
 * `galley.log` and the one before it, `galley.old.log`. Nothing is ever sent; Help > Report a problem shows it.
 *
 *   2026-11-28T16:10:00.000Z desk could not sweep the library: EACCES
 *   2026-11-28T16:10:02.113Z page TypeError: Cannot read properties of null | save index-3f2a.js:12:34
 */
export interface Log {
  /** Adds a line. Never throws. @param source who says so */
  readonly write: (source: LogSource, message: string, stack?: string) => void
  /** Returns a function that adds lines of one source. */
  readonly linesOf: (source: LogSource) => (line: string) => void
  /** Returns both files' text, the oldest line first; '' if there is none. */
  readonly read: () => string
}

/** The part of Galley that a line is about. */
export type LogSource = 'main' | 'desk' | 'page'

/** A file that is longer becomes the old one. */
const MAX_FILE_BYTES = 256 * 1024
/** Further lines within one minute are dropped: an error that repeats would fill the disk's time. */
const MAX_LINES_A_MINUTE = 200
const MINUTE_MS = 60_000

/**
 * Opens the log. The disk is touched at the first line.
 * @param folder the folder of the log's files, created if missing
 * @param now returns the time in milliseconds since 1970
 */
export function setupLog(folder: string, now: () => number = Date.now): Log {
  const file = join(folder, 'galley.log')
  const oldFile = join(folder, 'galley.old.log')
  let minute = 0
  let linesInMinute = 0
  const append = (text: string): void => {
    try {
      mkdirSync(folder, { recursive: true })
      // Before an exit there may be no later turn, so all of this is synchronous. Lines are rare.
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_FILE_BYTES) renameSync(file, oldFile)
      appendFileSync(file, `${new Date(now()).toISOString()} ${text}\n`)
    } catch {
      // A log that cannot be written must not add a failure of its own.
    }
  }
  const write: Log['write'] = (source, message, stack = '') => {
    const present = Math.floor(now() / MINUTE_MS)
    linesInMinute = present === minute ? linesInMinute + 1 : 1
    minute = present
    if (linesInMinute === MAX_LINES_A_MINUTE)
      append('main too many lines; the rest of this minute is left out')
    if (linesInMinute >= MAX_LINES_A_MINUTE) return
    append([`${source} ${redacted(message)}`, ...stackFrames(stack)].join(' | '))
  }
  return {
    write,
    linesOf: (source) => (line) => {
      write(source, line)
    },
    read: () => [oldFile, file].map(textOf).join(''),
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
