import {
  type Article,
  ArticleError,
  articleFrom,
  decodeFile,
  fileKindOf,
  parts,
  type ReadArticle,
  readFileText,
  readMarkdownFile,
  reportLine,
} from '../../../article/index.ts'
import { textOf } from '../../../blocks/node.ts'
import { DOCX_ENDING, endingOf } from '../../../contract/host/documents.ts'
import { t } from '../../messages.ts'
import { nameOf } from '../paths.ts'
import { type ReadDocument, readDocx } from './docx/readDocx.ts'
import type { PictureFinder } from './pictureFinder.ts'
import { headlineFromPath, prepareMarkdown, stemOf, withSiteFields } from './markdown/prepareMarkdown.ts'

/**
 * Reads the article in a file; the ending of its name says of which kind it is. Relative pictures of a Markdown file are
 * looked up and their addresses replaced. Where there is no headline, the file's name becomes it.
 * @throws ArticleError when it is not an article that Galley reads.
 */
export async function readDocument(
  path: string,
  bytes: Uint8Array,
  find: PictureFinder,
): Promise<ReadDocument> {
  const name = nameOf(path)
  if (endingOf(name) === DOCX_ENDING) {
    const { article, leftOut } = await readDocx(bytes)
    return { article: withHeadline(article, stemOf(name)), leftOut }
  }
  const read = await readTextFile(path, bytes, find)
  return { ...read, article: withHeadline(read.article, headlineFromPath(path)) }
}

async function readTextFile(path: string, bytes: Uint8Array, find: PictureFinder): Promise<ReadDocument> {
  const kind = fileKindOf(nameOf(path))
  if (kind === null)
    throw new ArticleError(
      t('transfer.documents.unknownKind.what'),
      path,
      t('transfer.documents.unknownKind.mend'),
    )
  const decoded = decodeFile(bytes)
  if (kind !== 'md') return documentOf(await readFileText(kind, decoded))
  const { text, leftOut } = prepareMarkdown(decoded.text)
  const read = await readMarkdownFile(text, find, decoded)
  return withSiteFields(path, documentOf(read, leftOut), find)
}

function documentOf({ article, report }: ReadArticle, leftOut: readonly string[] = []): ReadDocument {
  return { article, leftOut: [...leftOut, ...report.map(reportLine)] }
}

function withHeadline(article: Article, headline: string): Article {
  const { headline: given, standfirst, body } = parts(article.doc)
  if ((given.content ?? []).length > 0) return article
  return articleFrom({
    headline,
    standfirst: textOf(standfirst),
    body: body.content ?? [],
    metadata: article.metadata,
  })
}
