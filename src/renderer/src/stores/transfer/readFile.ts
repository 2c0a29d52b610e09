import { type Article, decodeText, type FileKind, readers } from '../../../../article/index.ts'

/** Reads the bytes of a file as an article. @throws ArticleError if they are none of that kind */
export function readFile(kind: FileKind, bytes: Uint8Array): Article {
  return readers[kind](decodeText(bytes))
}
