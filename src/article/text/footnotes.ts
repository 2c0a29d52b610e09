import { footnoteOf } from '../../blocks/footnote/index.ts'
import { children, inlineText, type NodeJSON, textNode } from '../../blocks/node.ts'
import { comparable } from '../../text/unicode.ts'
import { schema } from '../schema.ts'

/**
 * The footnotes of a plain text: numbers in the words, and the notes below.
 *
 *     The harbour froze.[1] Nobody rowed.²          or  froze [1], froze.¹
 *
 *     Notes                                         or a rule, or nothing where each note has its number in brackets or raised
 *
 *     [1] Dusk, p. 4.                               or  ¹ Dusk, p. 4.  or, below a title,  1. Dusk, p. 4.
 *     [2] Dawn, p. 9.
 *
 * They are footnotes only if notes and signs have the same numbers, from 1, in the same order, each once. Otherwise all stays text.
 */

/** A line above the notes that says what they are. */
const TITLE =
  /^(?:#{1,6} )?(?:(?:foot|end)?notes?|references|anmerkungen|fu(?:ß|ss)noten|notas(?: al pie| de rodapé)?|notes de bas de page|note(?: a piè di pagina)?|przypisy|noter|noten|voetnoten|примечания|сноски|הערות(?: שוליים)?|هوامش|الهوامش|각주|주석|미주|脚注|注釈?|註釈?|注释|註釋|脚註) ?[:：]?$/iu
const RULE = /^(?:[-–—_*=~─](?: ?[-–—_*=~─]){2,}|⁂)$/u
/** `[1] words`, `[1]: words`. */
const BRACKETED = /^\[(\d{1,3})\][.:]? *(?=\S)/u
const RAISED = /^([¹²³⁰⁴-⁹]{1,3}) *(?=\S)/u
/** Below a title alone: elsewhere it is a list. */
const LISTED = /^(\d{1,3})(?:[.):]| (?=\p{L})) *(?=\S)/u

const RAISED_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** A number in brackets that is no text of a link. */
const BRACKET_SIGN = /\[(\d{1,3})\](?!\()/gu
/** Raised digits behind a word or its punctuation; behind a digit or a short unit (m², 10⁶) they are a power. */
const RAISED_SIGN = /(?<![\d⁰¹²³⁴-⁹⁺⁻])(?<!(?:^|[^\p{L}])\p{L}{1,2})([¹²³⁰⁴-⁹]{1,3})(?![\p{L}\d⁺⁻])/gu

/** A text without its notes. */
export interface TakenNotes {
  readonly chunks: readonly (readonly string[])[]
  /** The words of the notes, from number 1 on. */
  readonly notes: readonly string[]
}

interface NumberedLine {
  readonly number: number
  readonly words: string
}

function valueOf(digits: string): number {
  return Number(digits.replace(/[⁰¹²³⁴-⁹]/gu, (digit) => String(RAISED_DIGITS.indexOf(digit))))
}

/** Returns the number that a note's line begins with, and its words; null for any other line. */
function numberedLine(line: string, isBelowTitle: boolean): NumberedLine | null {
  const match = BRACKETED.exec(line) ?? RAISED.exec(line) ?? (isBelowTitle ? LISTED.exec(line) : null)
  const [head, digits] = match ?? []
  if (head === undefined || digits === undefined) return null
  return { number: valueOf(digits), words: line.slice(head.length) }
}

/** A line of the text, and the chunk it stands in. */
interface PlacedLine {
  readonly raw: string
  readonly chunk: number
}

const isTitle = (line: PlacedLine | undefined): boolean =>
  line !== undefined && line.raw.length < 40 && TITLE.test(comparable(line.raw))

/** Returns the place of the last line that can be note 1; -1 if there is none. */
function firstNote(lines: readonly PlacedLine[]): number {
  return lines.findLastIndex(({ raw }, at) => {
    if (numberedLine(raw, true)?.number !== 1) return false
    return numberedLine(raw, false) !== null || isTitle(lines[at - 1])
  })
}

/** Returns the notes that begin at a line, in the order of their numbers, as far as they go. */
function notesFrom(lines: readonly PlacedLine[], first: number): string[] {
  const isBelowTitle = isTitle(lines[first - 1])
  const notes: string[] = []
  for (const { raw } of lines.slice(first)) {
    const line = numberedLine(raw, isBelowTitle)
    if (line?.number !== notes.length + 1) break
    notes.push(line.words)
  }
  return notes
}

/** Returns the chunks of lines. */
function chunksOf(lines: readonly PlacedLine[]): string[][] {
  const chunks = new Map<number, string[]>()
  for (const { raw, chunk } of lines) {
    const known = chunks.get(chunk)
    if (known === undefined) chunks.set(chunk, [raw])
    else known.push(raw)
  }
  return [...chunks.values()]
}

/**
 * Returns a text without its last run of notes, and those notes; null if it has none. Whether the words have their signs,
 * {@link withFootnotes} knows.
 */
export function takeNotes(chunks: readonly (readonly string[])[]): TakenNotes | null {
  const lines = chunks.flatMap((raws, chunk) => raws.map((raw): PlacedLine => ({ raw, chunk })))
  const first = firstNote(lines)
  if (first < 1) return null
  const notes = notesFrom(lines, first)
  const end = first + notes.length
  // A line that stands right below the last note may be more of it.
  if (chunks.length > 1 && lines[end]?.chunk === lines[end - 1]?.chunk) return null
  let start = first
  if (isTitle(lines[start - 1])) start -= 1
  // Any other line that leads to a list, such as `Sources:`.
  else if (/[:：]$/u.test(lines[start - 1]?.raw ?? '')) return null
  if (RULE.test(comparable(lines[start - 1]?.raw ?? ''))) start -= 1
  return { chunks: chunksOf([...lines.slice(0, start), ...lines.slice(end)]), notes }
}

const holdsFootnotes = (type: string): boolean => {
  const [holder, { footnote }] = [schema.nodes[type], schema.nodes]
  if (holder === undefined || footnote === undefined || !holder.inlineContent) return false
  return holder.contentMatch.matchType(footnote) !== null
}

/** Puts notes where their signs are. */
class Placing {
  readonly #sign: RegExp
  readonly #notes: readonly string[]
  #count = 0
  isRight = true

  constructor(sign: RegExp, notes: readonly string[]) {
    this.#sign = sign
    this.#notes = notes
  }

  get isWhole(): boolean {
    return this.isRight && this.#count === this.#notes.length
  }

  block(node: NodeJSON): NodeJSON {
    const content = children(node)
    if (content.length === 0) return node
    if (!holdsFootnotes(node.type)) return { ...node, content: content.map((child) => this.block(child)) }
    // At the start of a line a number is a list's.
    const isStart = (at: number): boolean => at === 0 || content[at - 1]?.type === 'hardBreak'
    return { ...node, content: content.flatMap((child, at) => this.#inline(child, isStart(at))) }
  }

  #inline(node: NodeJSON, isStart: boolean): NodeJSON[] {
    const text = node.text ?? ''
    const out: NodeJSON[] = []
    let from = 0
    for (const match of text.matchAll(this.#sign)) {
      const note = this.#notes[this.#count]
      this.#count += 1
      if (note === undefined || valueOf(match[1] ?? '') !== this.#count || (isStart && match.index === 0)) {
        this.isRight = false
        return [node]
      }
      const end = match.index + match[0].length
      const before = text.slice(from, match.index)
      // The space before a sign goes, unless it parts two words.
      const words = /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2)) ? before : before.trimEnd()
      if (words !== '') out.push(textNode(words, node.marks))
      out.push(footnoteOf(inlineText(note)))
      from = end
    }
    if (from === 0) return [node]
    return from === text.length ? out : [...out, textNode(text.slice(from), node.marks)]
  }
}

/** Returns blocks with footnotes in place of their signs; null if signs and notes do not agree. */
export function withFootnotes(blocks: readonly NodeJSON[], notes: readonly string[]): NodeJSON[] | null {
  for (const sign of [BRACKET_SIGN, RAISED_SIGN]) {
    const placing = new Placing(sign, notes)
    const placed = blocks.map((block) => (placing.isRight ? placing.block(block) : block))
    if (placing.isWhole) return placed
  }
  return null
}
