/**
 * Removes from a log's line whatever can hold an article's words. Our own messages and those of Node, Electron and Chromium are
 * plain ASCII; an article reaches them in quotation marks (a title, an excerpt of JSON that cannot be parsed), in a path (a
 * draft's folder is named after its headline) or as an address. What is left is enough to find a fault:
 *
 *   could not read /home/mina/Galley/tea-at-midnight-3f9a/article.json: EACCES   →   could not read …/article.json: EACCES
 *   Unexpected token } in JSON, ..."he said"... is not valid                     →   Unexpected token } in JSON, ..."…"... is not valid
 *   the draft “Tea at midnight” is open                                          →   the draft “…” is open
 */

/**
 * What stands in quotation marks, which may contain others. Text that V8 quotes as it is goes on to its last mark, and so do curly
 * ones; ProseMirror escapes straight ones. A single one counts only where no letter is before it, as there is in "can't",
 * and it ends only where none is after it, as there is in "Mina's tea.md".
 */
const QUOTED = [
  /"[^\n]*"(?=(?:\.\.\.)? is not valid)/g,
  /“[^\n]*”/g,
  /“[^\n”]*/g,
  /"(?:\\.|[^"\\])*"?/gs,
  /(?<![\p{L}\p{N}])'[^']*(?:'(?=[\p{L}\p{N}])[^']*)*'?/gu,
  /`[^`]*`?/g,
  /«[^»]*»?/g,
  /「[^」]*」?/g,
]

/** Quotation marks that end what another one begins. */
const CLOSING_MARK = /["'`”»」]$/

/**
 * Absolute paths of the three systems, and addresses. A name may contain any sign, so each goes on to an error's code, as in
 * `: EACCES`, or to the end.
 */
const PATH = /(?:\b[A-Za-z]:[\\/]|\\\\|(?<![\w.])\/|\b[a-z]+:\/\/)(?:(?!: [A-Z][A-Z\d_]{2,}\b)[^\n])*/g

/** Names of pictures and documents without a folder. */
const FILE_NAME =
  /[^\s/\\]+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic|md|markdown|txt|html?|pdf|galley|zip|docx?|odt|rtf)\b/gi

/** Names at a path's end that say nothing about an article: Galley's own files, and code. */
const KNOWN_NAME =
  /[\\/]((?:article|settings|library|window)\.json|index\.sqlite|[\w.-]+\.(?:js|mjs|cjs|ts|vue|node|asar)(?::\d+)*)\s*$/

/** Returns what a log keeps of a path: `…`, or `…/article.json`. */
function shortened(path: string): string {
  const name = KNOWN_NAME.exec(path)?.[1]
  return name === undefined ? '…' : `…/${name}`
}

/** A draft's id in a text: words joined by hyphens. Other such words go with them. */
const ID = /\b[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+){1,}\b/gu

/** Runs of letters outside ASCII: no message of ours has any. */
const FOREIGN = /[^\x00-\x7f“”…]+/g

/** The longest line, in characters. */
export const MAX_LINE_LENGTH = 500

/** Returns the mark at the end of a quotation; '' if the text was cut before it. */
function closingMark(quotation: string): string {
  return quotation.length > 1 ? (CLOSING_MARK.exec(quotation)?.[0] ?? '') : ''
}

/** Returns a text of the log without words of an article, on one line. */
export function redacted(text: string): string {
  const unquoted = QUOTED.reduce(
    (rest, quoted) => rest.replace(quoted, (match) => `${match.charAt(0)}…${closingMark(match)}`),
    text.slice(0, 4 * MAX_LINE_LENGTH),
  )
  return unquoted
    .replace(PATH, shortened)
    .replace(FILE_NAME, '…')
    .replace(ID, '…')
    .replace(FOREIGN, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_LINE_LENGTH)
}

/** A line of a stack: `at save (galley://app/assets/index-3f2a.js:12:34)`. */
const FRAME =
  /^\s*(?:at )?([\w$.<>[\] ]*?)[ @(]*(?:[^\s()]*[\\/])?([\w$.-]+\.(?:js|ts|mjs|cjs|vue))(?:\?[\w=&]*)?:(\d+)(?::(\d+))?\)?\s*$/

/** How many frames of a stack are kept. */
const MAX_FRAMES = 20

/**
 * Returns the frames of a stack, each as `save index-3f2a.js:12:34`. Its other lines are dropped: the first ones repeat the
 * message.
 */
export function stackFrames(stack: string): string[] {
  return stack
    .split('\n')
    .map((line) => FRAME.exec(line))
    .filter((frame) => frame !== null)
    .slice(0, MAX_FRAMES)
    .map(([, name = '', file = '', line = '', column = '']) =>
      `${name.trim()} ${file}:${line}${column === '' ? '' : `:${column}`}`.trim(),
    )
}
