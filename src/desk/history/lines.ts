import { PICTURE_FIELDS } from '../../article/index.ts'
import { isInlineAtom } from '../../blocks/node.ts'
import { sha256 } from '../sha256.ts'

/**
 * An article as lines, so that two versions can share most of them: what is known about it first, then its document
 * block by block. A block that holds blocks (a dialogue, a list, the body) is a line that opens it, its children, and
 * a line that closes it, so that one turn changed in a long interview is one line changed. A long paragraph is several
 * lines, cut where its own letters say, so that an edit moves no other cut.
 */
export type Lines = readonly string[]

interface Block {
  readonly content?: readonly Block[]
  readonly [field: string]: unknown
}

const OPENING_MARK = '<'
const CLOSING_MARK = '>'
/** Starts a line that continues the block of the line before. */
const CONTINUATION_MARK = '+'
/** Blocks of fewer characters are one line, longer ones are split. */
const MIN_SPLIT_LENGTH = 1000
/** Only the last line of a split block is shorter. */
const MIN_LINE_LENGTH = 100
/** Levels of blocks: more than an article file may have. */
const MAX_DEPTH = 200

/**
 * Returns an article as lines: format, version and metadata first. The file's id and times are left out.
 * @param text an article file's
 * @throws SyntaxError or TypeError when it is not one.
 */
export function linesFromArticle(text: string): Lines {
  const { format, version, metadata, doc } = JSON.parse(text) as Readonly<Record<string, unknown>>
  if (!isBlock(doc)) throw new TypeError('the article has no document')
  const lines = [JSON.stringify({ format, version, metadata })]
  addBlock(doc, lines)
  return lines
}

function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && 'type' in value
}

function addBlock(block: Block, lines: string[]): void {
  const { content, ...rest } = block
  if (content === undefined || content.length === 0 || content.some(isInline)) {
    addBlockLines(JSON.stringify(block), lines)
    return
  }
  lines.push(OPENING_MARK + JSON.stringify(rest))
  for (const child of content) addBlock(child, lines)
  lines.push(CLOSING_MARK)
}

function addBlockLines(json: string, lines: string[]): void {
  let from = 0
  for (let at = MIN_LINE_LENGTH; json.length > MIN_SPLIT_LENGTH && at < json.length; at += 1)
    if (at - from >= MIN_LINE_LENGTH && isCutPoint(json, at)) {
      lines.push((from === 0 ? '' : CONTINUATION_MARK) + json.slice(from, at))
      from = at
    }
  lines.push((from === 0 ? '' : CONTINUATION_MARK) + json.slice(from))
}

/**
 * Returns true for about one place in 256, chosen by the four characters before it, so that the same text is cut at the
 * same places wherever it stands. Never between the halves of a surrogate pair.
 */
function isCutPoint(text: string, at: number): boolean {
  let sum = 0
  for (let back = 4; back > 0; back -= 1) sum = (sum * 31 + text.charCodeAt(at - back)) % 65_536
  const next = text.charCodeAt(at)
  return sum % 256 === 7 && !(next >= 0xdc00 && next <= 0xdfff)
}

/** Yields the lines with each split block joined again. */
function* joinedLines(lines: Lines): Generator<string> {
  let whole = ''
  for (const line of lines) {
    if (line.startsWith(CONTINUATION_MARK)) whole += line.slice(CONTINUATION_MARK.length)
    else {
      if (whole !== '') yield whole
      whole = line
    }
  }
  yield whole
}

function isInline({ type }: Block): boolean {
  return type === 'text' || type === 'hardBreak' || isInlineAtom({ type: String(type) })
}

/**
 * Returns the text of an article file: the reverse of {@link linesFromArticle}.
 * @throws SyntaxError or RangeError when these are not the lines of an article.
 */
export function articleFromLines(lines: Lines): string {
  const [head = '', ...blocks] = lines
  const top: Block[] = []
  const open: { readonly block: Block; readonly content: Block[] }[] = []
  for (const line of joinedLines(blocks)) {
    const into = open.at(-1)?.content ?? top
    if (line.startsWith(OPENING_MARK)) {
      if (open.length >= MAX_DEPTH) throw new RangeError('the blocks are nested too deeply')
      open.push({ block: JSON.parse(line.slice(OPENING_MARK.length)) as Block, content: [] })
    } else if (line === CLOSING_MARK) {
      const closed = open.pop()
      if (closed === undefined) throw new RangeError('a block closes that was not opened')
      const outer = open.at(-1)?.content ?? top
      outer.push({ ...closed.block, content: closed.content })
    } else into.push(JSON.parse(line) as Block)
  }
  const [doc] = top
  if (open.length > 0 || top.length !== 1 || doc === undefined)
    throw new RangeError('the blocks do not close')
  return `${JSON.stringify({ ...(JSON.parse(head) as object), doc })}\n`
}

/** Returns a checksum of the whole article: 128 bits of SHA-256, as 32 hex digits. */
export function checksumOf(lines: Lines): string {
  return shortChecksum(lines.join('\n'))
}

/** Returns 128 bits of SHA-256 as 32 hex digits: against damage, not against forgery. */
export function shortChecksum(text: string): string {
  return sha256(text).slice(0, 32)
}

/** The fields of blocks and metadata that name a picture. */
const PICTURE_KEYS: ReadonlySet<string> = new Set(['src', ...PICTURE_FIELDS])

/**
 * Returns the names of the pictures that an article shows.
 * @param seen lines to skip: those of revisions read before. The lines read now are added.
 */
export function pictureNamesIn(lines: Lines, seen: Set<string>): string[] {
  const names: string[] = []
  for (const line of joinedLines(lines)) {
    if (!line.includes('"images/') || seen.has(line)) continue
    seen.add(line)
    JSON.parse(
      line.startsWith(OPENING_MARK) ? line.slice(OPENING_MARK.length) : line,
      (key, value: unknown) => {
        if (PICTURE_KEYS.has(key) && typeof value === 'string' && value.startsWith('images/'))
          names.push(value.slice('images/'.length))
        return value
      },
    )
  }
  return names
}
