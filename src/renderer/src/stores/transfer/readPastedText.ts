/** The reader of plain text, which may be Markdown, in a chunk of its own: without the readers of other files. */
export { readPlainText as readPastedText } from '../../../../article/index.ts'
