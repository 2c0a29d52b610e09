import { decodeFile, type FileKind, type ReadArticle, readFileText } from '../../../../article/index.ts'

/**
 * Reads the bytes of a file as an article, with what it does not have of the file.
 * @throws ArticleError if they are none of that kind
 */
export async function readFile(kind: FileKind, bytes: Uint8Array): Promise<ReadArticle> {
  return await readFileText(kind, decodeFile(bytes))
}
