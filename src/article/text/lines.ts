import { toLine } from '../../text/unicode.ts'

/** Line ends of every system, Word's manual break (vertical tab), the form feed, NEL and U+2028. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028]/u
/** Nothing to see: some blog editors keep their empty lines open with a zero-width space. */
const BLANK = /^[\s\u200b\u2060\ufeff]*$/u

/**
 * The lines of a text that hold something, trimmed, in chunks: runs of lines without a blank one between. U+2029
 * separates paragraphs, as a blank line does.
 */
export function chunksOf(text: string): string[][] {
  const chunks: string[][] = []
  let open: string[] = []
  const close = (): void => {
    if (open.length > 0) chunks.push(open)
    open = []
  }
  for (const paragraph of text.replace(/^\ufeff/u, '').split('\u2029')) {
    for (const physical of paragraph.split(LINE_END)) {
      const line = toLine(physical).trim()
      if (BLANK.test(line)) close()
      else open.push(line)
    }
    close()
  }
  return chunks
}
