import type { Definition, Heading, Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import type { MarkdownReader, MarkdownReading } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import type { Report } from '../../blocks/readingReport.ts'
import { inlineText, node, textNode, textOf, type NodeJSON } from '../../blocks/node.ts'
import { toLine } from '../../text/unicode.ts'
import { articleFrom, type Article } from '../article.ts'
import { ArticleError } from '../error.ts'
import { allLabels } from '../labels.ts'
import { t } from '../messages.ts'
import { type AddressFinder, replaceAddresses } from './addresses.ts'
import { joinAsLines, flattenBlock, reportFlattened } from './flatten.ts'
import { readFrontMatter, type ReadFront } from './frontMatter.ts'
import { readHtmlBlocks } from '../html/read.ts'
import { commentIn, htmlOf, isMediaLine } from './htmlTags.ts'
import { languageOfBlocks } from '../text/language.ts'
import { recogniseParts } from '../text/recognise.ts'
import { noReport } from '../report/index.ts'
import { MarkdownFootnotes } from './footnotes.ts'
import { inlineOf, pictureIn, type Surroundings } from './inline.ts'
import { parseMarkdown } from './parser/parse.ts'
import { splitLines } from './splitLines.ts'
import { append } from '../../text/append.ts'

/**
 * Reads Markdown: Galley's structured and portable profiles, and any CommonMark or GFM. A file passes through
 *
 * 1. `frontMatter.ts`: metadata, with lines of unknown keys kept as they are (`frontLines.ts`);
 * 2. `parse.ts`: an mdast tree, after `limits.ts` has refused text that would exhaust the parser;
 * 3. `splitLines.ts`: turns that stand together in one paragraph, a paragraph each; not in the structured profile;
 * 4. this file: blocks, each mdast node offered to the blocks that read its type, in block order; the first result wins;
 * 5. `inline.ts`: text with marks, `footnotes.ts`: the words of footnotes at their signs, and `flatten.ts`: blocks inside quotes and lists as paragraphs;
 * 6. `text/recognise.ts`: paragraphs that are dialogue or captions, such as `Mira: “Yes.”`; not in the structured profile, which
 *    says what its blocks are.
 *
 * `:::dialogue` is read as a dialogue block in both profiles. Nodes that no block reads are kept as text, never dropped.
 */

/** Returns the readers of an mdast type, in block order. Each is called with nodes of its own type alone. */
function readersOf(type: RootContent['type']): MarkdownReader[] {
  return blocks.flatMap((block) => {
    const reader = block.markdown.read[type] as MarkdownReader | undefined
    return reader === undefined ? [] : [reader]
  })
}

const readers = new Map<RootContent['type'], MarkdownReader[]>()

function readersFor(type: RootContent['type']): MarkdownReader[] {
  const known = readers.get(type) ?? readersOf(type)
  readers.set(type, known)
  return known
}

/** A file being read. */
interface File extends Surroundings {
  readonly front: ReadFront
  readonly body: readonly RootContent[]
  /** Definitions that something refers to. */
  readonly used: ReadonlySet<string>
  readonly report: Report
}

/**
 * Returns what blocks may ask of the file while they read.
 * @param forms true if paragraphs may be recognised as dialogue, captions and the like (portable files only)
 */
function createReading(file: File, forms: boolean): MarkdownReading {
  const inner = (content: readonly RootContent[]): NodeJSON[] => {
    const read = readBlocks(content, file, createReading(file, false))
    for (const block of read) reportFlattened(block, file.report)
    return read
  }
  const reading: MarkdownReading = {
    readsForms: forms,
    labels: allLabels(file.front.metadata.language),
    cast: file.front.metadata.cast.map(({ name }) => name),
    body: file.body,
    inline: (content) => inlineOf(content, file),
    picture: (image) => pictureIn(image, file),
    lines: (content) => joinAsLines(inner(content)),
    nested: (content) => inner(content).flatMap(flattenBlock),
    report: file.report,
  }
  return reading
}

/** Reads mdast nodes in order; a reader may consume several, such as a picture and the line below it. */
function readBlocks(content: readonly RootContent[], file: File, reading: MarkdownReading): NodeJSON[] {
  const read: NodeJSON[] = []
  let index = 0
  for (let at = content[index]; at !== undefined; at = content[index]) {
    const { nodes, consumed } = readBlock(at, content, index, file, reading)
    append(read, nodes)
    index += consumed
  }
  return read
}

/** Reads the block that begins at `at`, and says how many nodes of `content` it consumed (1 or more). */
function readBlock(
  at: RootContent,
  content: readonly RootContent[],
  index: number,
  file: File,
  reading: MarkdownReading,
): { nodes: readonly NodeJSON[]; consumed: number } {
  if (at.type === 'paragraph' && isMediaLine(at.children))
    return { nodes: readHtmlBlock(htmlOf(at.children), file.report), consumed: 1 }
  for (const reader of readersFor(at.type)) {
    const found = reader(at, reading, content, index)
    if (found !== null) return found
  }
  return { nodes: readForeign(at, file, reading), consumed: 1 }
}

/** Returns the text without control characters, its lines kept. */
function cleanLines(text: string): string {
  return text.split('\n').map(toLine).join('\n')
}

/** Reads HTML between blocks as the HTML reader does. A comment is left out; one that never ends would take the file with it, and stays as code. */
function readHtmlBlock(html: string, report: Report): NodeJSON[] {
  const comment = commentIn(html)
  if (comment !== null) {
    if (comment !== '') report('comment', comment)
    return []
  }
  if (html.lastIndexOf('<!--') <= html.lastIndexOf('-->')) return readHtmlBlocks(html, undefined, report)
  report('html', html)
  return [node('codeBlock', { language: 'html' }, inlineText(cleanLines(html)))]
}

/** Returns a node that no block reads as text, as it is spelled in the file. */
function readForeign(at: RootContent, file: File, reading: MarkdownReading): NodeJSON[] {
  if (at.type === 'html') return readHtmlBlock(at.value, file.report)
  if (at.type === 'definition' && file.used.has(at.identifier) && file.definitions.has(at.identifier))
    return []
  if (at.type === 'containerDirective' && at.children.length > 0)
    return readBlocks(at.children, file, reading)
  const text = toLine(file.raw(at))
  return text === '' ? [] : [node('paragraph', null, [textNode(text)])]
}

/** Returns phrasing as one line of text without marks. */
function plainText(content: readonly PhrasingContent[], file: File): string {
  return toLine(inlineOf(content, file).map(textOf).join(''))
}

/** Returns all words of a paragraph that is one emphasis, without the bar of a figure's line; '' otherwise. */
function emphasisedText(block: RootContent | undefined, file: File): string {
  const [only, more] = block?.type === 'paragraph' ? block.children : []
  const text = only?.type === 'emphasis' && more === undefined ? plainText(only.children, file) : ''
  return text.includes('|') ? '' : text
}

/** Returns true if the block is a heading of level 1. */
function isTitle(block: RootContent): block is Heading {
  return block.type === 'heading' && block.depth === 1
}

/** Without a title in the front matter the first h1 is the headline, and an emphasised line below it the standfirst. */
function documentParts(file: File): { headline: string; standfirst: string; body: readonly RootContent[] } {
  const { front, body } = file
  const at = front.structured || front.headline !== '' ? -1 : body.findIndex(isTitle)
  const title = body[at]
  if (title === undefined || !isTitle(title))
    return { headline: front.headline, standfirst: front.standfirst, body }
  const below = front.standfirst === '' ? emphasisedText(body[at + 1], file) : ''
  return {
    headline: plainText(title.children, file),
    standfirst: front.standfirst || below,
    body: [...body.slice(0, at), ...body.slice(below === '' ? at + 1 : at + 2)],
  }
}

/** How the nodes of a file refer to each other. */
interface References {
  /** Definitions by identifier, the first of each as CommonMark says; `[^1]:` is a footnote of other Markdowns. */
  readonly definitions: ReadonlyMap<string, Definition>
  /** The identifiers that links and images refer to. */
  readonly used: ReadonlySet<string>
  readonly hasFootnotes: boolean
}

function referencesIn(tree: Root): References {
  const definitions = new Map<string, Definition>()
  const used = new Set<string>()
  let hasFootnotes = false
  const walk = (at: Nodes): void => {
    if (at.type === 'linkReference' || at.type === 'imageReference') used.add(at.identifier)
    else if (at.type === 'footnoteDefinition') hasFootnotes = true
    else if (at.type === 'definition' && !at.identifier.startsWith('^') && !definitions.has(at.identifier))
      definitions.set(at.identifier, at)
    if ('children' in at) for (const child of at.children) walk(child)
  }
  walk(tree)
  return { definitions, used, hasFootnotes }
}

/** Line ends, NUL and stray surrogates as CommonMark has them; a byte order mark is no text. */
function normalizeText(text: string): string {
  return text
    .replace(/^\ufeff/u, '')
    .replace(/\r\n?/gu, '\n')
    .replaceAll('\0', '\ufffd')
    .toWellFormed()
}

/** A file whose blocks are not read yet. */
interface ParsedFile {
  readonly front: ReadFront
  /** What follows the front matter. */
  readonly tree: Root
}

function parseFile(text: string): ParsedFile {
  const front = readFrontMatter(normalizeText(text))
  return { front, tree: parseMarkdown(front.body, front.structured, front.above) }
}

function readFile({ front, tree }: ParsedFile, report: Report): Article {
  const { definitions, used, hasFootnotes } = referencesIn(tree)
  const footnotes = new MarkdownFootnotes(tree, hasFootnotes, report)
  // Of a file's words neither the headline nor a footnote has footnotes.
  const file: File = {
    front,
    body: footnotes.body,
    definitions,
    used,
    report,
    footnote: () => null,
    raw: ({ data }) => data?.raw ?? '',
  }
  const frame = documentParts({ ...file, body: front.structured ? file.body : splitLines(file.body) })
  const bare = createReading(file, false)
  const lines = (words: readonly RootContent[]): NodeJSON[] => bare.lines(words)
  const framed: File = { ...file, body: frame.body, footnote: (sign) => footnotes.footnote(sign, lines) }
  const read = readBlocks(frame.body, framed, createReading(framed, !front.structured))
  const content = footnotes.withUnplaced(read, lines, report)
  const language =
    front.hasLanguage || front.structured
      ? front.metadata.language
      : languageOfBlocks(content, frame.headline)
  const parts = { ...frame, body: content, metadata: { ...front.metadata, language } }
  return articleFrom(front.structured ? parts : recogniseParts(parts))
}

/**
 * Returns the article in a Markdown file: Galley's own two profiles, and any CommonMark or GFM. What an article has no block for is kept as
 * text, never left out.
 * @param report is told what the article does not have as the file had it
 * @throws ArticleError with the line when front matter is broken, or when the text is built to exhaust a reader.
 */
export function readMarkdown(text: string, report: Report = noReport): Article {
  return withinStack(() => readFile(parseFile(text), report))
}

/**
 * Reads Markdown as {@link readMarkdown} does, with the addresses of files beside it replaced.
 * @param find returns the address that a file has in the article: `tram.png` → `images/3f0a9c….png`
 * @throws ArticleError as {@link readMarkdown} does; what `find` throws
 */
export async function readMarkdownBeside(
  text: string,
  find: AddressFinder,
  report: Report,
): Promise<Article> {
  const file = withinStack(() => parseFile(text))
  await replaceAddresses(file.tree, text, find)
  return withinStack(() => readFile(file, report))
}

/** @throws ArticleError where the stack ends: emphasis nests by thousands without a container in sight */
function withinStack<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new ArticleError(t('markdown.tooDeep'), t('where.wholeFile'), t('file.noArticle'), {
      cause,
    })
  }
}
