import { decodeText, type FileKind, type ReadArticle, readWithReport } from '../../../../article/index.ts'

/** Reads the bytes of a file as an article, with what it does not have of the file. @throws ArticleError if they are none of that kind */
export function readFile(kind: FileKind, bytes: Uint8Array): ReadArticle {
  return readWithReport(kind, decodeText(bytes))
}
