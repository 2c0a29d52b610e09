import { sectionHeading } from '../../blocks/heading/index.ts'
import { children, node, type NodeJSON, textOf } from '../../blocks/node.ts'
import type { Report } from '../../blocks/readingReport.ts'
import { type Article, parts } from '../article.ts'
import { ArticleError } from '../error.ts'
import { readMarkdown } from '../markdown/read.ts'
import { noReport } from '../report/index.ts'
import { isMarkdown, withHardBreaks } from '../text/markdownSigns.ts'
import { readText, readTextBlocks } from '../text/read.ts'

/**
 * Reads a text that nobody says is Markdown: as Markdown if it is written so (`text/markdownSigns.ts`), else as plain text. What the
 * Markdown reader refuses is plain text, too.
 */

function readAsMarkdown(text: string, report: Report): Article | null {
  if (!isMarkdown(text)) return null
  try {
    return readMarkdown(withHardBreaks(text), report)
  } catch (error) {
    if (error instanceof ArticleError) return null
    throw error
  }
}

/** Returns the article in a text, which may be Markdown. */
export function readPlainText(text: string, report: Report = noReport): Article {
  return readAsMarkdown(text, report) ?? readText(text)
}

/** Returns the blocks of a text that is part of an article, and may be Markdown. Its title is a heading. */
export function readPlainTextBlocks(text: string): NodeJSON[] {
  const article = readAsMarkdown(text, noReport)
  if (article === null) return readTextBlocks(text)
  const { headline, standfirst, body } = parts(article.doc)
  const title = textOf(headline) === '' ? [] : [sectionHeading(children(headline))]
  const below = textOf(standfirst) === '' ? [] : [node('paragraph', null, children(standfirst))]
  return [...title, ...below, ...children(body)]
}
