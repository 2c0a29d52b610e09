import type { Report } from '../../blocks/readingReport.ts'
import { imageDataLength } from '../../text/dataUrl.ts'
import { type Article, parseArticle } from '../article.ts'
import { ArticleError } from '../error.ts'
import { parseHtml } from '../html/parse.ts'
import { readHtml } from '../html/read.ts'
import { isWebPage } from '../html/webPage/isWebPage.ts'
import { t } from '../messages.ts'
import type { AddressFinder } from '../markdown/addresses.ts'
import { readMarkdown, readMarkdownBeside } from '../markdown/read.ts'
import { reportClosedServices } from '../report/closedServices.ts'
import { ReadingReport, type ReportEntry } from '../report/index.ts'
import type { FileKind } from '../text/fileKind.ts'
import { readPlainText } from './plainText.ts'
import { decode, decodeAs, type DecodedText, type Encoding, encodingOfMark } from './encoding.ts'

/** Readers by the kind of file they read. What they change, leave out or guess is reported to callers that want to know. */
export const readers = {
  txt: (text: string, report?: Report) => readPlainText(text, report),
  md: (text: string, report?: Report) => readMarkdown(text, report),
  html: (text: string, report?: Report) => readHtml(text, parseHtml(text), report),
  json: (text: string) => parseArticle(text),
} as const satisfies Readonly<Record<FileKind, (text: string, report?: Report) => Article>>

/** An article, and what of its file it does not have as the file had it. */
export interface ReadArticle {
  readonly article: Article
  readonly report: readonly ReportEntry[]
}

/**
 * Reads a text as the reader of its kind does, with the report.
 * @param decoded how the text was decoded, if it comes from a file: a guessed encoding is reported
 * @throws ArticleError as the readers do
 */
export function readWithReport(
  kind: FileKind,
  text: string,
  decoded?: Pick<DecodedText, 'encoding' | 'isGuessed'>,
): ReadArticle {
  const report = reportOf(decoded)
  const read: (text: string, report?: Report) => Article = readers[kind]
  return withClosedServices(read(text, report.add), report)
}

/**
 * Reads Markdown as {@link readWithReport} does, with the addresses of files beside it replaced by what `find` returns for them.
 * @throws ArticleError as the reader does; what `find` throws
 */
export async function readMarkdownFile(
  text: string,
  find: AddressFinder,
  decoded: Pick<DecodedText, 'encoding' | 'isGuessed'>,
): Promise<ReadArticle> {
  const report = reportOf(decoded)
  return withClosedServices(await readMarkdownBeside(text, find, report.add), report)
}

/** Returns a report that says how a text was decoded. */
function reportOf(decoded?: Pick<DecodedText, 'encoding' | 'isGuessed'>): ReadingReport {
  const report = new ReadingReport()
  if (decoded?.isGuessed === true) report.add('encoding', decoded.encoding)
  return report
}

/** Returns an article with its report, links to closed services included. */
function withClosedServices(article: Article, report: ReadingReport): ReadArticle {
  reportClosedServices(article.doc, report.add)
  return { article, report: report.entries }
}

/**
 * Reads the text of a file as {@link readWithReport} does; of a page that was saved from the web it reads the article alone.
 * @throws ArticleError as the readers do
 */
export async function readFileText(kind: FileKind, file: DecodedText): Promise<ReadArticle> {
  const { text } = file
  const parsed = kind === 'html' ? parseHtml(text) : null
  if (parsed === null || !isWebPage(text, parsed)) return readWithReport(kind, text, file)
  const { chooseArticle } = await import('../html/webPage/chooseArticle.ts')
  const report = reportOf(file)
  return withClosedServices(readHtml(text, parsed, report.add, chooseArticle(text)), report)
}

/**
 * Characters of a file that is read, without the pictures inside it: some 350,000 words. Markdown, whose reader is the
 * slowest, takes two to three seconds for as many, and memory for a few hundred megabytes.
 */
export const MAX_TEXT_LENGTH = 2_000_000

/** @throws ArticleError if the text, without embedded pictures, is longer than {@link MAX_TEXT_LENGTH} */
function checkLength(text: string): void {
  if (text.length <= MAX_TEXT_LENGTH) return
  if (text.length - imageDataLength(text) <= MAX_TEXT_LENGTH) return
  throw new ArticleError(
    t('text.tooLong', { millions: MAX_TEXT_LENGTH / 1_000_000 }),
    t('where.wholeFile'),
    t('text.split'),
  )
}

/**
 * Decodes the bytes of a text file: in the encoding given, else in that which the file names or `encoding.ts` recognises.
 * @returns the text without a byte order mark, at least one visible character
 * @throws ArticleError with the first line that is not in the encoding; or if the file is binary, empty or too long
 */
export function decodeFile(bytes: Uint8Array, encoding: Encoding | null = null): DecodedText {
  const decoded = encoding === null ? decode(bytes) : decodedAs(bytes, encoding)
  if (decoded === null) throw decodingError(bytes, encoding ?? encodingOfMark(bytes) ?? 'utf-8')
  if (decoded.text.trim() === '')
    throw new ArticleError(t('text.nothing'), t('where.wholeFile'), t('text.giveArticle'))
  checkLength(decoded.text)
  return decoded
}

/** Returns the text that {@link decodeFile} decodes. */
export function decodeText(bytes: Uint8Array): string {
  return decodeFile(bytes).text
}

function decodedAs(bytes: Uint8Array, encoding: Encoding): DecodedText | null {
  const text = decodeAs(bytes, encoding)
  return text === null ? null : { text, encoding, isGuessed: false }
}

/** Returns the error for bytes that are text in no encoding known, or not in the one given. */
function decodingError(bytes: Uint8Array, encoding: Encoding): ArticleError {
  if (decodeAs(bytes, encoding)?.includes('\0') === true)
    return new ArticleError(t('text.binary'), t('where.wholeFile'), t('text.saveAsTextFirst'))
  const before = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)[0] ?? ''
  return new ArticleError(
    t('text.otherEncoding', { encoding: encoding.toUpperCase() }),
    t('where.line', { line: before.split('\n').length }),
    t('text.saveAsUtf8'),
  )
}
