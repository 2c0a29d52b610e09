import type { Line } from '../../blocks/block.ts'
import { toMatchable, toLine, trimInvisible } from '../../text/unicode.ts'

/** Line ends of every system, Word's manual break (vertical tab), the form feed, NEL and U+2028. */
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028]/u

/**
 * Returns a line in the form that blocks read.
 * @param raw the trimmed line
 * @param isInLastBlock true if the line is in the last chunk, where an article's source line may be
 */
export function createLine(raw: string, isInLastBlock: boolean): Line {
  return { raw, matchable: toMatchable(raw), isInLastBlock }
}

/**
 * The lines of a text that hold something, trimmed, in chunks: runs of lines without a blank one between. U+2029
 * separates paragraphs, as a blank line does.
 */
export function splitChunks(text: string): string[][] {
  const chunks: string[][] = []
  let open: string[] = []
  const close = (): void => {
    if (open.length > 0) chunks.push(open)
    open = []
  }
  for (const paragraph of text.replace(/^\ufeff/u, '').split('\u2029')) {
    for (const physical of paragraph.split(LINE_BREAK)) {
      const line = trimInvisible(toLine(physical))
      // Some blog editors keep their empty lines open with a zero-width space.
      if (line === '') close()
      else open.push(line)
    }
    close()
  }
  return chunks
}
