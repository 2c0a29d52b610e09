import { sha256 } from '../drafts/draftFile.ts'

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

const OPEN = '<'
const CLOSE = '>'
/** Begins a line that goes on with the block before it. */
const MORE = '+'
/** Blocks of fewer characters are one line. */
const LONG = 1000
/** No line of a long block is shorter, but its last. */
const SHORTEST = 100
/** Blocks in one another: more than an article file may have. */
const MAX_DEPTH = 200

/**
 * @param text An article file's text; what else the file says (its id, its times) is left out.
 * @throws SyntaxError or TypeError when it is none.
 */
export function linesOf(text: string): Lines {
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
    addLong(JSON.stringify(block), lines)
    return
  }
  lines.push(OPEN + JSON.stringify(rest))
  for (const child of content) addBlock(child, lines)
  lines.push(CLOSE)
}

function addLong(json: string, lines: string[]): void {
  let from = 0
  for (let at = SHORTEST; json.length > LONG && at < json.length; at += 1)
    if (at - from >= SHORTEST && isCut(json, at)) {
      lines.push((from === 0 ? '' : MORE) + json.slice(from, at))
      from = at
    }
  lines.push((from === 0 ? '' : MORE) + json.slice(from))
}

/** About one place in 256, told by the four characters before it; never between the halves of one character. */
function isCut(text: string, at: number): boolean {
  let sum = 0
  for (let back = 4; back > 0; back -= 1) sum = (sum * 31 + text.charCodeAt(at - back)) % 65_536
  const next = text.charCodeAt(at)
  return sum % 256 === 7 && !(next >= 0xdc00 && next <= 0xdfff)
}

/** The lines with those of a long block in one again. */
function* wholeLines(lines: Lines): Generator<string> {
  let whole = ''
  for (const line of lines) {
    if (line.startsWith(MORE)) whole += line.slice(MORE.length)
    else {
      if (whole !== '') yield whole
      whole = line
    }
  }
  yield whole
}

function isInline({ type }: Block): boolean {
  return type === 'text' || type === 'hardBreak'
}

/**
 * The article file's text again.
 * @throws SyntaxError or RangeError when these are not the lines of an article.
 */
export function textFrom(lines: Lines): string {
  const [head = '', ...blocks] = lines
  const top: Block[] = []
  const open: { readonly block: Block; readonly content: Block[] }[] = []
  for (const line of wholeLines(blocks)) {
    const into = open.at(-1)?.content ?? top
    if (line.startsWith(OPEN)) {
      if (open.length >= MAX_DEPTH) throw new RangeError('the blocks are nested too deeply')
      open.push({ block: JSON.parse(line.slice(OPEN.length)) as Block, content: [] })
    } else if (line === CLOSE) {
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

/** A checksum of the whole article: 128 bits of SHA-256, as hex. */
export function sumOf(lines: Lines): string {
  return shortSum(lines.join('\n'))
}

/** 128 bits of SHA-256, as hex: against damage, not against forgery. */
export function shortSum(text: string): string {
  return sha256(text).slice(0, 32)
}

/** Names in `images/` that an article shows; lines in `seen` are passed over, and the others added to it. */
export function picturesIn(lines: Lines, seen: Set<string>): string[] {
  const names: string[] = []
  for (const line of wholeLines(lines)) {
    if (!line.includes('"images/') || seen.has(line)) continue
    seen.add(line)
    JSON.parse(line.startsWith(OPEN) ? line.slice(OPEN.length) : line, (key, value: unknown) => {
      if (key === 'src' && typeof value === 'string' && value.startsWith('images/'))
        names.push(value.slice('images/'.length))
      return value
    })
  }
  return names
}
