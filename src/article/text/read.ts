import { isLinePart, type Line, type LineClaim } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import { children, inlineText, node, type NodeJSON } from '../../blocks/node.ts'
import { type Article, articleFrom } from '../article.ts'
import { emptyMetadata, slugFrom } from '../metadata.ts'
import { castOfBody } from '../cast/cast.ts'
import { detectLanguage } from './language.ts'
import { takeByline } from './byline.ts'
import { isFirstOfMany, isHeadline, isStandfirst, startsWithFacts } from './lead.ts'
import { takeNotes, withFootnotes } from './footnotes.ts'
import { splitChunks, createLine } from './lines.ts'
import { continuesLine, isParagraphLong, isWrapped, joinLines } from './wrap.ts'
import { append } from '../../text/append.ts'
import { withMore } from './lineParts.ts'

/**
 * Reads plain text, as it is pasted from a mail or typed in any editor. A text passes through
 *
 * 1. `lines.ts`: trimmed lines in chunks, which are separated by blank lines;
 * 2. `wrap.ts`: lines that a program broke at a column are joined again;
 * 3. the blocks' recognisers: each line is offered to every block in block order, the first result wins;
 * 4. neighbours of one dialogue or list are merged, and the cast, language and slug are derived;
 * 5. `footnotes.ts`: notes below the text go to the signs in it.
 *
 *     Dusk                       the headline
 *     (blank line)
 *     Mira: Is it late?          two turns of one dialogue
 *     Jun: Not yet.
 */

/** Returns what a line is by itself, or null if it is text of a paragraph. */
type Recognise = (line: Line, index: number) => LineClaim

/** Types of which two neighbours are one block: dialogues and lists. */
const MERGED_TYPES = new Set(blocks.flatMap((block) => block.text.joins ?? []))

/** Returns the lines of all chunks as blocks read them. */
function toChunkLines(chunks: readonly (readonly string[])[]): Line[] {
  return chunks.flatMap((chunk, index) =>
    chunk.map((raw) => createLine(raw, index === chunks.length - 1, index)),
  )
}

/** Returns a function that offers a line to every block, in block order. */
function createRecogniser(lines: readonly Line[]): Recognise {
  const readers = blocks.flatMap((block) => block.text.read?.(lines) ?? [])
  return (line, index) => {
    for (const read of readers) {
      const found = read(line, index)
      if (found !== null) return found
    }
    return null
  }
}

/** Lines of one chunk that are read as one: a block's own line, with the lines of text below it. */
interface Cut {
  readonly from: number
  readonly claim: LineClaim
  readonly raws: string[]
}

/** Returns lines of one chunk, cut before every line that is a block of its own. Words that go on with a block stay with it. */
function splitAtBlocks(lines: readonly Line[], recognise: Recognise): Cut[] {
  const cuts: Cut[] = []
  let chunk = -1
  for (const [index, line] of lines.entries()) {
    const claim = recognise(line, index)
    const open = cuts.at(-1)
    const goesOn = claim === null || (isLinePart(claim) && claim.part === 'more')
    if (goesOn && open !== undefined && chunk === line.chunk) open.raws.push(line.raw)
    else cuts.push({ from: index, claim, raws: [line.raw] })
    chunk = line.chunk
  }
  return cuts
}

/** The lines of a text, and what each of them is. */
interface Recognised {
  readonly lines: readonly Line[]
  readonly recognise: Recognise
}

/**
 * Returns the lines of chunks, with those that a program broke at a column put together again. A turn, caption, list item or source line
 * takes the lines it was broken into, when these plainly go on and the whole still is what its first line was.
 */
function unwrapLines(chunks: readonly (readonly string[])[]): Recognised {
  const lines = toChunkLines(chunks)
  const recognise = createRecogniser(lines)
  const whole: string[][] = chunks.map(() => [])
  let isChanged = false
  for (const { from, claim, raws } of splitAtBlocks(lines, recognise)) {
    const { chunk, isInLastBlock } = lines[from] ?? { chunk: 0, isInLastBlock: false }
    const takesAll = (): boolean => {
      if (claim === null) return true
      if (isLinePart(claim) || !continuesLine(raws[0] ?? '', raws[1] ?? '')) return false
      const joined = recognise(createLine(joinLines(raws), isInLastBlock, chunk), from)
      return joined !== null && !isLinePart(joined) && joined.type === claim.type
    }
    const kept = isWrapped(raws) && takesAll() ? [joinLines(raws)] : claim === null ? raws : unwrapBelow(raws)
    isChanged ||= kept.length !== raws.length
    for (const raw of kept) whole[chunk]?.push(raw)
  }
  // Most texts have no broken lines: what is known of them is used again.
  if (!isChanged) return { lines, recognise }
  const joined = toChunkLines(whole)
  return { lines: joined, recognise: createRecogniser(joined) }
}

/** A block's own line, then the lines that stand right below it. */
function unwrapBelow([head = '', ...rest]: readonly string[]): string[] {
  return [head, ...(isWrapped(rest) ? [joinLines(rest)] : rest)]
}

/**
 * Lines that are nobody's, next to each other in one chunk: one paragraph, broken where the writer broke it; but where
 * a line is longer than any column, each line is a paragraph.
 */
function paragraphsFrom(raws: readonly string[]): NodeJSON[] {
  const set = raws.length > 1 && raws.some(isParagraphLong) ? raws.map((raw) => [raw]) : [raws]
  return set.map((lines) =>
    node(
      'paragraph',
      null,
      lines.flatMap((raw, index) => [...(index === 0 ? [] : [{ type: 'hardBreak' }]), ...inlineText(raw)]),
    ),
  )
}

/** Merges neighbours that are one block: the turns of a dialogue, the items of a list. */
function mergeNeighbours(nodes: readonly NodeJSON[]): NodeJSON[] {
  const runs: { first: NodeJSON; content: NodeJSON[] }[] = []
  for (const next of nodes) {
    const open = runs.at(-1)
    if (open?.first.type === next.type && MERGED_TYPES.has(next.type)) append(open.content, children(next))
    else runs.push({ first: next, content: [...children(next)] })
  }
  return runs.map(({ first, content }) => (content.length === 0 ? first : { ...first, content }))
}

/** Returns the blocks of the lines from index `skip` on; lines that no block recognises become paragraphs. */
function blocksOf(lines: readonly Line[], recognise: Recognise, skip: number): NodeJSON[] {
  const nodes: NodeJSON[] = []
  let loose: string[] = []
  let chunk = -1
  const close = (): void => {
    for (const paragraph of loose.length > 0 ? paragraphsFrom(loose) : []) nodes.push(paragraph)
    loose = []
  }
  for (const [index, line] of lines.entries()) {
    if (index < skip) continue
    const claim = recognise(line, index)
    if (claim !== null || line.chunk !== chunk) close()
    chunk = line.chunk
    if (claim === null) loose.push(line.raw)
    else if (!isLinePart(claim)) nodes.push(claim)
    else if (claim.part === 'more') nodes.push(...withMore(nodes.pop(), claim, line))
  }
  close()
  return mergeNeighbours(nodes)
}

/** Makes each line a chunk of its own if the text has no blank line. */
function spreadLines(chunks: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return chunks.length === 1 ? (chunks[0] ?? []).map((line) => [line]) : chunks
}

/** Lines that {@link startsWithHeadline} looks at. */
const MAX_LEAD_LINES = 60

/** Returns the lines above the first that a block claims. */
function unclaimedOf(lines: readonly Line[], recognise: Recognise): string[] {
  const claimed = lines.findIndex((line, index) => recognise(line, index) !== null)
  return lines.slice(0, claimed < 0 ? lines.length : claimed).map(({ raw }) => raw)
}

/** Returns true if the first line of a text reads as a headline, and not as a block or a sentence of the body. */
function startsWithHeadline(chunks: readonly (readonly string[])[]): boolean {
  const lines: Line[] = []
  for (const [chunk, raws] of chunks.entries()) {
    if (lines.length >= MAX_LEAD_LINES) break
    const isLast = chunk === chunks.length - 1
    for (const raw of raws.slice(0, MAX_LEAD_LINES)) lines.push(createLine(raw, isLast, chunk))
  }
  const recognise = createRecogniser(lines)
  const [first, second] = lines
  if (first === undefined) return false
  const opening = unclaimedOf(
    lines.filter(({ chunk }) => chunk === first.chunk),
    recognise,
  )
  if (startsWithFacts(opening)) return false
  return isHeadline(first.raw, recognise(first, 0), second === undefined ? undefined : recognise(second, 1))
}

/** The parts of an article, before its language and cast are known. */
interface ReadParts {
  readonly headline: string
  readonly standfirst: string
  readonly byline: string
  readonly body: NodeJSON[]
}

/** Returns the parts of a text without a headline: everything is body. */
function headlessParts(chunks: readonly (readonly string[])[]): ReadParts {
  const { lines, recognise } = unwrapLines(spreadLines(chunks))
  return { headline: '', standfirst: '', byline: '', body: blocksOf(lines, recognise, 0) }
}

/** Returns the parts of a text. */
function partsOf(all: readonly (readonly string[])[]): ReadParts {
  const [[headline = '', ...below] = [], ...others] = all
  if (!startsWithHeadline(all)) return headlessParts(all)
  const { byline, chunks } = takeByline(
    others.length === 0 ? spreadLines([below]) : [below, ...others].filter((chunk) => chunk.length > 0),
  )
  const { lines, recognise } = unwrapLines(chunks)
  const lead = lines[1]?.chunk === lines[0]?.chunk ? undefined : lines[0]
  const standfirst =
    lead !== undefined &&
    recognise(lead, 0) === null &&
    isStandfirst(lead.raw) &&
    !isFirstOfMany(unclaimedOf(lines.slice(0, MAX_LEAD_LINES), recognise))
      ? lead.raw
      : ''
  return { headline, standfirst, byline, body: blocksOf(lines, recognise, standfirst === '' ? 0 : 1) }
}

/** Returns what `read` makes of a text, with its footnotes where their signs are; without them if they do not agree. */
function withNotes<Read extends { readonly body: NodeJSON[] }>(
  all: readonly (readonly string[])[],
  read: (chunks: readonly (readonly string[])[]) => Read,
): Read {
  const taken = takeNotes(all)
  if (taken === null) return read(all)
  const found = read(taken.chunks)
  const body = withFootnotes(found.body, taken.notes)
  return body === null ? read(all) : { ...found, body }
}

/**
 * Returns the article in a plain text. Pure and deterministic, takes any text, drops no character of prose.
 *
 * The first line is the headline if it reads as one, the second block the standfirst if that does. Lines between headline and
 * text that name author, date or place become the byline. Every other line is asked of the
 * blocks; what no block claims is a paragraph. In a text without any blank line each line is a block. Elsewhere lines
 * that stand together and were broken at a column are joined by spaces; lines longer than any column are paragraphs
 * each; the others are one paragraph with hard breaks. Footnotes go to their signs. Of metadata it knows slug, byline, language and
 * cast.
 */
export function readText(text: string): Article {
  const all = splitChunks(text)
  if (all.length === 0) return articleFrom({})
  const { headline, standfirst, byline, body } = withNotes(all, partsOf)
  return articleFrom({
    headline,
    standfirst,
    body,
    metadata: {
      ...emptyMetadata(detectLanguage(text)),
      slug: headline === '' ? '' : slugFrom(headline),
      byline,
      cast: castOfBody(body),
    },
  })
}

/** Returns the blocks of a text that is part of an article, such as one pasted into it: no line is headline or standfirst. */
export function readTextBlocks(text: string): NodeJSON[] {
  return withNotes(splitChunks(text), headlessParts).body
}
