/** The reader of plain text, in a chunk of its own: the recognisers of all blocks, without the readers of files. */
export { readText as readPastedText } from '../../../../article/index.ts'
