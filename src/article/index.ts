/**
 * The article: its model, and how it is read, written, compared and checked. Other rooms import from this file alone.
 *
 * A reader makes an `Article` (metadata and a document of the schema) of a file; a target makes a file of an article:
 *
 *     const article = readers.md('# Dusk\n\nAt dusk the kettles start.')
 *     targetById('html-page')?.write(article)
 *
 * Articles are plain JSON and never change: an edit makes a new one that shares the blocks that stayed. Everything here
 * is pure: no DOM, no Node, no Electron, no Vue. Input that cannot be read throws `ArticleError`, before anything is used.
 */
export { exportStem, stemOf } from './targets/fileName.ts'
export { playerOrigins } from '../blocks/embed/index.ts'
export { cropOf, focusText, readFocus, type Cut } from '../blocks/crop.ts'
export {
  articleFrom,
  checkDoc,
  FORMAT,
  headlineText,
  parseArticle,
  parts,
  stringifyArticle,
  type Article,
  withHeadline,
} from './article.ts'
export { attributeWords, replaceInWords, searchableAttributes, translatableAttributes } from './attributes.ts'
export { castOf, joinCast, namesInTurns, settleCast, spellingsOf } from './cast/cast.ts'
export { foldedSpellings, withOneSpelling } from './cast/spellings.ts'
export { closedServicesIn } from './report/closedServices.ts'
export { findings, type PlacedFinding } from './checks/index.ts'
export { compactArticle } from './files/compact.ts'
export {
  countArticleWords,
  countNodeCharacters,
  countNodeWords,
  countTurns,
  readingMinutes,
  turnsBySpeaker,
  wordsBySpeaker,
} from './counts.ts'
export {
  diffArticles,
  type AttributeChange,
  type BlockChange,
  type DiffEntry,
  type MetadataChange,
  type WordChange,
} from './diff/index.ts'
export { restoreBlock } from './diff/restore.ts'
export { ArticleError } from './error.ts'
export { type DecodedText, type Encoding, encodingNamed, ENCODINGS } from './files/encoding.ts'
export {
  decodeFile,
  decodeText,
  MAX_TEXT_LENGTH,
  type ReadArticle,
  readers,
  readFileText,
  readMarkdownFile,
  readWithReport,
} from './files/readers.ts'
export { withHeadFields, type HeadFields } from './headFields.ts'
export { parseHtml } from './html/parse.ts'
export { readHtml, readHtmlBlocks } from './html/read.ts'
export { writePassage, type Passage } from './html/write.ts'
export { readMarkdown } from './markdown/read.ts'
export { marks, type MarkName } from './marks.ts'
export {
  COLOURS,
  emptyMetadata,
  isDay,
  isLanguage,
  MAX_GOAL,
  metadataFrom,
  PICTURE_FIELDS,
  person,
  slugFrom,
  STATES,
  type ArticleState,
  type Metadata,
  type Person,
} from './metadata.ts'
export { migrate, VERSION } from './files/migrations.ts'
export {
  articleWithoutNotes,
  firstPassages,
  notesInRuns,
  notesOf,
  type Note,
  type PlacedNote,
} from './notes.ts'
export { outline } from './outline.ts'
export { pictureSources } from './pictures.ts'
export { reportClause, reportLine, ReadingReport, type ReportEntry } from './report/index.ts'
export { replay, type Replay } from './files/replay.ts'
export { schema, specs } from './schema.ts'
export { targetById, targets } from './targets/index.ts'
export type { Pictures, Target } from './targets/target.ts'
export { fileExtensions, fileKindOf, type FileKind } from './text/fileKind.ts'
export { detectLanguage } from './text/language.ts'
export { recogniseArticle, recogniseBlocks } from './text/recognise.ts'
export { readPlainText, readPlainTextBlocks } from './files/plainText.ts'
export { readText, readTextBlocks } from './text/read.ts'
export { writeText, writeTextBlocks } from './text/write.ts'
