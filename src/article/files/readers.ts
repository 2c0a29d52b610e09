import type { Report } from '../../blocks/readingReport.ts'
import { imageDataLength } from '../../text/dataUrl.ts'
import { type Article, parseArticle } from '../article.ts'
import { ArticleError } from '../error.ts'
import { parseHtml } from '../html/parse.ts'
import { readHtml } from '../html/read.ts'
import { t } from '../messages.ts'
import { readMarkdown } from '../markdown/read.ts'
import { ReadingReport, type ReportEntry } from '../report/index.ts'
import type { FileKind } from '../text/fileKind.ts'
import { readText } from '../text/read.ts'

/** Readers by the kind of file they read. What they change, leave out or guess is reported to callers that want to know. */
export const readers = {
  txt: (text: string) => readText(text),
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
 * @throws ArticleError as the readers do
 */
export function readWithReport(kind: FileKind, text: string): ReadArticle {
  const report = new ReadingReport()
  const read: (text: string, report?: Report) => Article = readers[kind]
  return { article: read(text, report.add), report: report.entries }
}

const BYTE_ORDER_MARKS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

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
 * Decodes the bytes of a file: in the encoding of its byte order mark, otherwise as UTF-8. Never guesses.
 * @returns the text without the byte order mark, at least one visible character
 * @throws ArticleError with the first undecodable line; or if the file is binary, empty or too long.
 */
export function decodeText(bytes: Uint8Array): string {
  const mark = BYTE_ORDER_MARKS.find((each) => each.bytes.every((byte, index) => bytes[index] === byte))
  const encoding = mark?.encoding ?? 'utf-8'
  let text: string
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    const before = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)[0] ?? ''
    throw new ArticleError(
      t('text.otherEncoding', { encoding: encoding.toUpperCase() }),
      t('where.line', { line: before.split('\n').length }),
      t('text.saveAsUtf8'),
      { cause },
    )
  }
  if (text.includes('\0'))
    throw new ArticleError(t('text.binary'), t('where.wholeFile'), t('text.saveAsTextFirst'))
  if (text.trim() === '')
    throw new ArticleError(t('text.nothing'), t('where.wholeFile'), t('text.giveArticle'))
  checkLength(text)
  return text
}
