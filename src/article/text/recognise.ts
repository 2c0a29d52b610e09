import { isLinePart, type Line, type LineClaim } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import { children, isInlineAtom, node, type NodeJSON, textOf } from '../../blocks/node.ts'
import { append } from '../../text/append.ts'
import { comparable, trimInvisible } from '../../text/unicode.ts'
import { type Article, articleFrom, type ArticleParts, parts } from '../article.ts'
import { castOfBody } from '../cast/cast.ts'
import { bylineOf, MAX_BYLINE_LENGTH } from './byline.ts'
import { createLine } from './lines.ts'
import { withMore } from './lineParts.ts'

/** Nodes that a paragraph of formatted text may be recognised as. Headings and lists have elements of their own there. */
const RECOGNISED = new Set(
  blocks.filter(({ text }) => text.readsFormatted === true).flatMap(({ nodes }) => Object.keys(nodes)),
)
/** Nodes of which two in a row are one: the turns of a conversation come a paragraph each. */
const JOINED = new Set(blocks.flatMap(({ text }) => text.joins ?? []))

/** A line of a paragraph. */
interface Row {
  readonly line: Line
  readonly inline: readonly NodeJSON[]
  /** How much white space stands before `line.raw` in the inline text. */
  readonly indent: number
}

/** Returns how many characters at the start of inline content are bold. White space counts as bold. */
function boldLength(inline: readonly NodeJSON[]): number {
  let length = 0
  for (const one of inline) {
    const text = textOf(one)
    const isBold = text.trim() === '' || (one.marks ?? []).some(({ type }) => type === 'strong')
    if (!isBold) break
    length += text.length
  }
  return length
}

/** Returns the lines of a paragraph, split at its hard breaks. */
function rowsOf(paragraph: NodeJSON, isInLastBlock: boolean, chunk: number): Row[] {
  const rows: NodeJSON[][] = [[]]
  for (const inline of children(paragraph))
    if (inline.type === 'hardBreak') rows.push([])
    else rows.at(-1)?.push(inline)
  return rows.map((inline) => {
    const text = inline.map(textOf).join('')
    const raw = trimInvisible(text)
    const indent = text.indexOf(raw)
    const bold = Math.max(0, boldLength(inline) - indent)
    const line = createLine(raw, isInLastBlock, chunk)
    return { line: bold === 0 ? line : { ...line, bold }, inline, indent }
  })
}

/** Returns the characters `from` to `to` of a run of text nodes, with their marks, and all footnotes of the run. */
function cut(inline: readonly NodeJSON[], from: number, to: number): NodeJSON[] {
  let at = 0
  return inline.flatMap((one) => {
    if (isInlineAtom(one)) return [one]
    const text = textOf(one)
    const start = at
    at += text.length
    const kept = text.slice(Math.max(0, from - start), Math.max(0, to - start))
    return kept === '' ? [] : [{ ...one, text: kept }]
  })
}

/**
 * Returns the recognised block with the marks that its words had in the paragraph, and the paragraph's footnotes; null if it has no
 * words that these could stand in.
 */
function withMarks(claim: NodeJSON, { line, inline, indent }: Row): NodeJSON | null {
  const [first] = children(claim)
  if (first !== undefined && first.type !== 'text') {
    const part = withMarks(first, { line, inline, indent })
    return part === null ? null : { ...claim, content: [part] }
  }
  const words = textOf(claim)
  const from = words === '' ? -1 : line.raw.lastIndexOf(words)
  if (from < 0) return inline.some(isInlineAtom) ? null : claim
  return { ...claim, content: cut(inline, indent + from, indent + from + words.length) }
}

/** Collects blocks, and joins recognised neighbours that are one, in time linear in their parts. */
class Joined {
  private readonly out: { readonly block: NodeJSON; content: NodeJSON[] | null }[] = []
  private isJoining = false

  add(block: NodeJSON, isClaim: boolean): void {
    const before = this.out.at(-1)
    if (this.isJoining && isClaim && before?.block.type === block.type && JOINED.has(block.type)) {
      before.content ??= [...children(before.block)]
      append(before.content, children(block))
    } else this.out.push({ block, content: null })
    this.isJoining = isClaim
  }

  /** Adds a line that goes on with the last block. */
  more(row: Row, claim: Extract<LineClaim, { part: 'more' }>): void {
    const before = this.out.at(-1)
    const part = before?.content?.pop() ?? before?.block
    const content = cut(row.inline, row.indent, row.indent + row.line.raw.length)
    const longer = withMore(part, { ...claim, content }, row.line)
    if (before?.content == null) {
      this.out.pop()
      for (const block of longer) this.out.push({ block, content: null })
    } else append(before.content, longer)
  }

  blocks(): NodeJSON[] {
    return this.out.map(({ block, content }) => (content === null ? block : { ...block, content }))
  }
}

/**
 * Returns the blocks of a formatted text, with dialogue, captions and the like recognised in its paragraphs.
 * @param given blocks as a reader of HTML or a paste made them; they are not changed
 */
export function recogniseBlocks(given: readonly NodeJSON[]): NodeJSON[] {
  const rows = given.map((block, place) =>
    block.type === 'paragraph' ? rowsOf(block, place === given.length - 1, place) : [],
  )
  const lines = rows.flat().map(({ line }) => line)
  const readers = blocks.flatMap((block) => block.text.read?.(lines) ?? [])
  let index = -1
  const claimed = (row: Row): LineClaim => {
    index += 1
    for (const read of readers) {
      const found = read(row.line, index)
      if (found === null) continue
      // What a line leads to has its words, but not its footnotes.
      const isLost = isLinePart(found) && found.part === 'lead' && row.inline.some(isInlineAtom)
      if (isLinePart(found)) return isLost ? null : found
      return RECOGNISED.has(found.type) ? withMarks(found, row) : null
    }
    return null
  }
  const out = new Joined()
  for (const [place, block] of given.entries()) {
    const mine = rows[place] ?? []
    const claims = mine.map(claimed)
    if (claims.every((claim) => claim === null)) out.add(block, false)
    else for (const [at, claim] of claims.entries()) addRow(claim, mine[at])
  }
  function addRow(claim: LineClaim, row: Row | undefined): void {
    if (row === undefined || (isLinePart(claim) && claim.part === 'lead')) return
    if (isLinePart(claim)) out.more(row, claim)
    else if (claim !== null) out.add(claim, true)
    else if (row.line.raw !== '' || row.inline.some(isInlineAtom))
      out.add(node('paragraph', null, row.inline), false)
  }
  return out.blocks()
}

/** Paragraphs above the text in which a byline is looked for. */
const MAX_BYLINE_BLOCKS = 3

/**
 * Returns the byline among the first paragraphs of a formatted text, and the blocks without it.
 * @param known the byline that the document's metadata name; a paragraph that says it again is left out
 */
function withoutByline(
  given: readonly NodeJSON[],
  known: string,
): { byline: string; blocks: readonly NodeJSON[] } {
  const found: string[] = []
  const names = comparable(known)
  const isByline = (block: NodeJSON): boolean => {
    if (block.type !== 'paragraph' || children(block).some(({ type }) => type === 'hardBreak')) return false
    const text = textOf(block)
    // The first paragraph can be a whole book.
    if (text.length > MAX_BYLINE_LENGTH) return false
    const words = comparable(text)
    const byline = words !== '' && words === names ? words : bylineOf(words)
    if (byline === null || (names !== '' && !byline.includes(names) && !names.includes(byline))) return false
    if (names === '') found.push(byline)
    return true
  }
  const first = given.slice(0, MAX_BYLINE_BLOCKS)
  const kept = first.filter((block) => !isByline(block))
  const blocks = kept.length === first.length ? given : [...kept, ...given.slice(MAX_BYLINE_BLOCKS)]
  return { byline: known === '' ? found.join(' · ') : known, blocks }
}

/**
 * Returns the parts of an article with {@link recogniseBlocks} applied to the body; an empty cast is filled from the turns. To be
 * built once, by {@link articleFrom}.
 */
export function recogniseParts(read: Required<ArticleParts>): ArticleParts {
  const { byline, blocks: rest } = withoutByline(read.body, read.metadata.byline)
  const body = recogniseBlocks(rest)
  const cast = castOfBody(body, read.metadata.cast)
  return { ...read, body, metadata: { ...read.metadata, byline, cast } }
}

/** Returns an article that is built already, with {@link recogniseParts} applied. */
export function recogniseArticle({ doc, metadata }: Article): Article {
  const { headline, standfirst, body } = parts(doc)
  const read = { headline: textOf(headline), standfirst: textOf(standfirst), body: children(body), metadata }
  return articleFrom(recogniseParts(read))
}
