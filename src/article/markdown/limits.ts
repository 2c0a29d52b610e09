import { ArticleError } from '../error.ts'
import { t } from '../messages.ts'

/**
 * Limits of the text that the Markdown parser gets. Some texts of a few kilobytes cost CommonMark parsers minutes or the
 * whole stack: thousands of quotes in one another, of directives left open, of delimiters in one paragraph. Each
 * bound stands far above anything a writer writes, and keeps the worst text at a few seconds (docs/decisions/0002).
 */

/** Quotes and lists in one another: more than an article ever holds (MAX_LIST_DEPTH in blocks/list/nesting.ts, and a quote). */
const MAX_CONTAINERS = 40
/** Container directives left open at once. */
const MAX_OPEN_DIRECTIVES = 20
/** Emphasis delimiters, brackets and such in one paragraph. */
const MAX_DELIMITERS = 3_000
/**
 * What all paragraphs may cost together. Delimiters, lines that lazily continue a quote or an item, and underlines of
 * headings without an empty line between them cost their square each; the weights are as measured.
 */
const MAX_COST = 20_000_000
/** Runs of back-ticks in one paragraph times its length: each run is sought to the paragraph's end. */
const MAX_BACKTICK_COST = 50_000_000
/** Characters of a whole file. */
const MAX_LENGTH = 8_000_000

/** What a line that is more than words begins with: a container, a divider, an underline, a fence, a directive. */
const MARKUP = /^[ \t]*[-*+_>\d=`~:]/u
const MARKERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/u
const MARKER = />|[-*+]|\d{1,9}[.)]/gu
const ITEM = /^[ \t]*(?=(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$))/u
/** A divider may be as long as its writer likes. */
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1)+[ \t]*$/u
const UNDERLINE = /^ {0,3}(?:-+|=+)[ \t]*$/u
const FENCE = /^[ \t]*(`{3,}|~{3,})/u
const DELIMITER = /[*_]+|~+|[[\]<{]|:(?=\w)|`+/gu

/** @throws ArticleError always */
function refuse(what: string, line: number): never {
  throw new ArticleError(what, t('where.line', { line }), t('markdown.removePart'))
}

/** Counts what a text would cost the parser, line by line, and refuses it at the first line that exceeds a limit. */
class LimitCounter {
  private indents: number[] = []
  private directives = 0
  private fence = ''
  private delimiters = 0
  private lazy = 0
  private underlines = 0
  private contained = false
  private spent = 0
  private backticks = 0
  private length = 0

  /** @param at the line's number in the file, from 1 */
  addLine(line: string, at: number): void {
    if (!MARKUP.test(line)) {
      if (this.fence === '') this.addWords(line, false, at)
      return
    }
    if (this.inFence(line)) return
    const markers = RULE.test(line) ? null : MARKERS.exec(line)
    this.addWords(line, markers !== null, at)
    if ((markers?.[0].match(MARKER)?.length ?? 0) > MAX_CONTAINERS) refuse(t('markdown.containers'), at)
    this.item(line, at)
    this.directive(line, at)
  }

  private addWords(line: string, marked: boolean, at: number): void {
    if (line.trim() === '') this.endParagraph()
    else this.paragraph(line, marked, at)
  }

  private inFence(line: string): boolean {
    const found = FENCE.exec(line)?.[1] ?? ''
    if (this.fence === '') {
      this.fence = found
      return false
    }
    if (found.startsWith(this.fence)) this.fence = ''
    return true
  }

  private cost(): number {
    return this.delimiters ** 2 + this.lazy ** 2 / 4 + this.underlines ** 2 * 2
  }

  private endParagraph(): void {
    this.spent += this.cost()
    this.delimiters = this.lazy = this.underlines = this.backticks = this.length = 0
    this.contained = false
  }

  private paragraph(line: string, marked: boolean, at: number): void {
    const found = line.match(DELIMITER) ?? []
    this.contained ||= marked
    this.delimiters += found.length
    this.lazy += this.contained && !marked && /^\S/u.test(line) ? 1 : 0
    this.underlines += UNDERLINE.test(line) ? 1 : 0
    this.backticks += found.filter((delimiter) => delimiter.startsWith('`')).length
    this.length += line.length
    if (this.delimiters > MAX_DELIMITERS) refuse(t('markdown.delimiters'), at)
    if (this.backticks * this.length > MAX_BACKTICK_COST) refuse(t('markdown.backticks'), at)
    if (this.spent + this.cost() > MAX_COST) refuse(t('markdown.cost'), at)
  }

  /** Lists nest by indentation: items indented ever further. */
  private item(line: string, at: number): void {
    const indent = ITEM.exec(line)?.[0].length
    if (indent === undefined) return
    this.indents = [...this.indents.filter((outer) => outer < indent), indent]
    if (this.indents.length > MAX_CONTAINERS) refuse(t('markdown.lists'), at)
  }

  private directive(line: string, at: number): void {
    const found = /^[ \t>]*:{3,}(.?)/u.exec(line)
    if (found === null) return
    this.directives = /\S/u.test(found[1] ?? '') ? this.directives + 1 : Math.max(0, this.directives - 1)
    if (this.directives > MAX_OPEN_DIRECTIVES) refuse(t('markdown.directives'), at)
  }
}

/**
 * Checks that the parser can read a text in reasonable time.
 * @param above how many lines stand before the text in its file
 * @throws ArticleError with the line of the file; `above` lines stand before the text.
 */
export function checkLimits(body: string, above: number): void {
  if (body.length > MAX_LENGTH) refuse(t('markdown.tooLong', { length: MAX_LENGTH }), above + 1)
  const bounds = new LimitCounter()
  body.split('\n').forEach((line, index) => {
    bounds.addLine(line, above + index + 1)
  })
}
