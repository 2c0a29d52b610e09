import { isInlineAtom, type MarkJSON, type NodeJSON, textNode } from '../../blocks/node.ts'
import { toLine } from '../../text/unicode.ts'

/** White space that HTML folds (the standard's ASCII whitespace); a no-break space is not of it. */
const HTML_WHITESPACE = /[\t\n\f\r ]+/g
/** Such white space that is not a plain space already. */
const UNFOLDED = /[\t\n\f\r ]{2,}|[\t\n\f\r]/g

/** Words of a text node, and the white space around them that folds with that of its neighbours. */
interface Folded {
  readonly words: string
  readonly startsWithSpace: boolean
  readonly endsWithSpace: boolean
}

/** Returns a text with its white space folded. In our own articles runs of plain spaces are the writer's. */
function fold(text: string, own: boolean): Folded {
  const space = own ? '\n' : ' '
  const folded = own
    ? text.replace(HTML_WHITESPACE, (run) => (/^ +$/.test(run) ? run : space))
    : text.replace(UNFOLDED, space)
  const startsWithSpace = folded.startsWith(space)
  const from = startsWithSpace ? 1 : 0
  const endsWithSpace = folded.length > from && folded.endsWith(space)
  const words = folded.slice(from, endsWithSpace ? -1 : undefined)
  return { words: toLine(own ? words.replaceAll(space, ' ') : words), startsWithSpace, endsWithSpace }
}

/** More text under the marks of the node it came from. */
function appendText(out: NodeJSON[], text: string, { marks }: NodeJSON): void {
  const last = out.at(-1)
  const joins = last?.text !== undefined && (last.marks === marks || (!last.marks?.length && !marks?.length))
  if (joins) out[out.length - 1] = textNode(`${last.text ?? ''}${text}`, marks)
  else out.push(textNode(text, marks))
}

/**
 * Returns one paragraph's inline nodes with white space folded as browsers do: to one space, none at the edges of a line.
 */
function collapsed(nodes: readonly NodeJSON[], own: boolean): NodeJSON[] {
  const out: NodeJSON[] = []
  let atStart = true
  let space: NodeJSON | null = null
  for (const inline of nodes) {
    if (inline.type === 'hardBreak') {
      out.push(inline)
      space = null
      atStart = true
      continue
    }
    if (isInlineAtom(inline)) {
      const before = space
      if (before !== null) appendText(out, ' ', before)
      out.push(inline)
      space = null
      atStart = false
      continue
    }
    const { words, startsWithSpace, endsWithSpace } = fold(inline.text ?? '', own)
    if (startsWithSpace && !atStart) space ??= inline
    if (words === '') continue
    if (space !== null) appendText(out, ' ', space)
    appendText(out, words, inline)
    space = endsWithSpace ? inline : null
    atStart = false
  }
  return out
}

function isBreak(inline: NodeJSON | undefined): boolean {
  return inline?.type === 'hardBreak'
}

function hasWords(nodes: readonly NodeJSON[]): boolean {
  return nodes.some((inline) => isInlineAtom(inline) || /[^\s\u200b\ufeff]/u.test(inline.text ?? ''))
}

/** Word's online editor and Apple's programs end paragraphs with a no-break space. */
function withoutEndSpace(paragraph: readonly NodeJSON[]): NodeJSON[] {
  const last = paragraph.at(-1)
  const text = last?.text?.replace(/[ \u00a0]+$/u, '')
  if (last?.text === undefined || text === undefined || text === last.text) return [...paragraph]
  return text === ''
    ? withoutEndSpace(paragraph.slice(0, -1))
    : [...paragraph.slice(0, -1), { ...last, text }]
}

/** Elsewhere two line breaks in a row part paragraphs, and those at the edges show nothing. */
function splitAtBreaks(nodes: readonly NodeJSON[]): NodeJSON[][] {
  const paragraphs: NodeJSON[][] = [[]]
  nodes.forEach((inline, at) => {
    const parts = isBreak(inline) && (isBreak(nodes[at - 1]) || isBreak(nodes[at + 1]))
    if (parts) paragraphs.push([])
    else paragraphs.at(-1)?.push(inline)
  })
  return paragraphs.filter(hasWords).map((paragraph) => {
    const first = paragraph.findIndex((inline) => !isBreak(inline))
    const last = paragraph.findLastIndex((inline) => !isBreak(inline))
    return withoutEndSpace(paragraph.slice(first, last + 1))
  })
}

function spacesAtEnd(text: string): number {
  let count = 0
  while (/[ \u00a0]/.test(text.charAt(text.length - 1 - count))) count += 1
  return count
}

/** Returns the marks that two neighbours share. */
function sharedMarks(one: NodeJSON | undefined, other: NodeJSON | undefined): readonly MarkJSON[] {
  const marks = other?.marks ?? []
  return (one?.marks ?? []).filter((mark) =>
    marks.some(
      ({ type, attrs }) =>
        type === mark.type && attrs?.href === mark.attrs?.href && attrs?.title === mark.attrs?.title,
    ),
  )
}

/**
 * Moves spaces at the edges of marked text out of its marks: `<b>Jun: </b>Hello` is the bold name, then a space. A space keeps
 * the marks that the text on both of its sides has.
 */
function withBareEdges(nodes: readonly NodeJSON[]): NodeJSON[] {
  const out: NodeJSON[] = []
  for (const [at, inline] of nodes.entries()) {
    const { text = '' } = inline
    if (inline.type !== 'text' || !inline.marks?.length || !/^[ \u00a0]|[ \u00a0]$/.test(text)) {
      if (inline.type === 'text') appendText(out, text, inline)
      else out.push(inline)
      continue
    }
    const words = text.replace(/^[ \u00a0]+/, '')
    const lead = text.slice(0, text.length - words.length)
    const end = words.length - spacesAtEnd(words)
    const [before, after] = [nodes[at - 1], nodes[at + 1]]
    const bare = (marks: readonly MarkJSON[]): NodeJSON => ({ type: 'text', marks })
    // Nothing but spaces lies between its two neighbours.
    if (words === '') appendText(out, lead, bare(sharedMarks(before, after)))
    else {
      if (lead !== '') appendText(out, lead, bare(sharedMarks(before, inline)))
      appendText(out, words.slice(0, end), inline)
      if (end < words.length) appendText(out, words.slice(end), bare(sharedMarks(inline, after)))
    }
  }
  return out
}

/** Returns loose inline content as the paragraphs it shows: none for what is only the white space between blocks. */
export function collapseToParagraphs(run: readonly NodeJSON[], own: boolean): NodeJSON[][] {
  const nodes = collapsed(run, own)
  if (!own) return splitAtBreaks(withBareEdges(nodes))
  return nodes.length === 0 ? [] : [nodes]
}
