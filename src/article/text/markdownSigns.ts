import { isWrapped } from './wrap.ts'

/**
 * Recognises a plain text that is written in Markdown, so that it is read as such. One sign alone says nothing: `# 5`, `*` and `[1]` stand in
 * any text. A text is Markdown if it has signs of two kinds, at least one of them `strong`:
 *
 *     ## A heading          strong, as are `[words](https://…)`, `![alt](a.jpg)`, a fence, front matter, a footnote `[^1]: …`
 *     Some **bold** words   weak, as are `*words*`, `- item`, `> quote`, `words[^1]`, a table's `|---|`
 */

/** Characters that are looked through: the signs of a Markdown text are not all in its end. */
const MAX_LENGTH = 100_000

const STRONG: readonly RegExp[] = [
  /^#{1,6} +\p{L}.*$/mu,
  /(?<!!)\[[^\]\n[]{1,200}\]\((?:https?:\/\/|mailto:|\/|#|\.{1,2}\/)[^\s)]{1,500}(?: "[^"\n]{0,200}")?\)/u,
  /!\[[^\]\n[]{0,300}\]\([^\s)]{1,500}(?: "[^"\n]{0,200}")?\)/u,
  /^```[\w-]{0,20}$/mu,
  /^---\n(?:[\w-]{1,40}:(?: .*)?\n(?: *- .*\n)*){1,40}---$/u,
  /^\[\^[^\]\s]{1,40}\]: \S/mu,
  /^:{2,3}[a-z][\w-]{0,30}[{[ ]?.*$/mu,
]
const WEAK: readonly RegExp[] = [
  /(?<![*\w])\*\*(?=\S)[^*\n]{1,300}(?<=\S)\*\*(?![*\w])/u,
  /(?<![*\w])[*_](?=[^\s*_])[^*_\n]{1,300}(?<=[^\s*_])[*_](?![*\w])/u,
  /^[-*+] +\S.*$/mu,
  /^\d{1,3}\. +\S.*$/mu,
  /^> ?\S.*$/mu,
  /(?<=\S)\[\^[^\]\s]{1,40}\](?!:)/u,
  /^\|? ?:?-{3,}:? ?(?:\| ?:?-{3,}:? ?)+\|?$/mu,
]

/** Returns true if a text is Markdown: see above. */
export function isMarkdown(text: string): boolean {
  const sample = text
    .slice(0, MAX_LENGTH)
    .replace(/^\ufeff/u, '')
    .replace(/\r\n?/gu, '\n')
  const strong = STRONG.filter((sign) => sign.test(sample)).length
  if (strong === 0) return false
  return strong > 1 || WEAK.some((sign) => sign.test(sample)) || headings(sample) > 1
}

/** Returns how many headings a text has, up to 3, with a blank line around each. */
function headings(sample: string): number {
  let count = 0
  for (const _heading of sample.matchAll(/(?<=^|\n\n)#{1,6} +\p{L}[^\n]*(?=\n\n|\n?$)/gu)) {
    count += 1
    if (count === 3) break
  }
  return count
}

/** The beginning of a line that is a Markdown block of its own, or goes on with one. */
const BLOCK_LINE =
  /^(?: {0,3}(?:#{1,6} |[-*+] |\d{1,9}[.)] |>|\||```|~~~|:::|\[\^?[^\]]+\]: |[-*_=]{3,} *$|<)|\t| {4})/u

/**
 * Returns a Markdown text whose line ends within paragraphs are hard breaks, where a writer and no program broke the lines: in
 * Markdown, turns of a dialogue that stand together would be one line.
 */
export function withHardBreaks(text: string): string {
  const chunks = text
    .replace(/^\ufeff/u, '')
    .replace(/\r\n?/gu, '\n')
    .split(/(\n[ \t]*(?:\n[ \t]*)*\n)/u)
  let isFenced = false
  const written = chunks.map((chunk, at) => {
    if (at % 2 === 1) return chunk
    const lines = chunk.split('\n')
    const wasFenced = isFenced
    if (lines.filter((line) => /^ {0,3}(?:```|~~~)/u.test(line)).length % 2 === 1) isFenced = !isFenced
    if (wasFenced || lines.some((line) => BLOCK_LINE.test(line)) || isWrapped(lines)) return chunk
    return lines.map((line) => line.trimEnd()).join('  \n')
  })
  return written.join('')
}
