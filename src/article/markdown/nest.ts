import type { PhrasingContent } from 'mdast'
import type { MarkdownProfile } from '../../blocks/block.ts'
import { textDirectiveOf } from '../../blocks/mdast.ts'
import { noteReference } from '../../blocks/footnote/index.ts'
import { attribute, isInlineAtom, type MarkJSON, type NodeJSON } from '../../blocks/node.ts'
import { append } from '../../text/append.ts'

/**
 * Inline content, a flat run of marked texts, as the nested phrasing of mdast. An article keeps marks in schema order
 * whatever nests in what, so the mark that runs longest goes outermost: that gives the fewest delimiters. Where
 * delimiters touch (`**a**` and `*b*`) mdast-util-to-markdown changes markers or writes a letter as a reference.
 */

interface Piece {
  /** Null for a break. */
  readonly text: string | null
  /** The footnote that this is, without text and marks. */
  readonly footnote?: NodeJSON
  readonly code: boolean
  /** Marks still to be nested: all but `code`, which is the leaf's. */
  readonly marks: readonly MarkJSON[]
  /** A break that opens no run of its own and is always backslash and line end: the portable one. */
  readonly plain: boolean
}

function isSameMark(one: MarkJSON, other: MarkJSON): boolean {
  return (
    one.type === other.type &&
    ['href', 'title'].every((name) => attribute(one, name) === attribute(other, name))
  )
}

function hasMark(piece: Piece | undefined, mark: MarkJSON): boolean {
  return piece?.marks.some((own) => isSameMark(own, mark)) === true
}

/** Returns how many pieces from `from` on carry the mark. */
function runLength(pieces: readonly Piece[], from: number, mark: MarkJSON): number {
  let end = from
  while (hasMark(pieces[end], mark)) end += 1
  return end - from
}

/** Markdown has no sign for raised and lowered text: both profiles write the HTML element, which `inline.ts` reads. */
function wrapInElement(tagName: string, children: readonly PhrasingContent[]): PhrasingContent[] {
  return [{ type: 'html', value: `<${tagName}>` }, ...children, { type: 'html', value: `</${tagName}>` }]
}

function wrapInMark(mark: MarkJSON, children: PhrasingContent[]): PhrasingContent[] {
  switch (mark.type) {
    case 'link':
      return [
        { type: 'link', url: attribute(mark, 'href'), title: attribute(mark, 'title') || null, children },
      ]
    case 'strong':
      return [{ type: 'strong', children }]
    case 'em':
      return [{ type: 'emphasis', children }]
    case 'strike':
      return [{ type: 'delete', children }]
    case 'superscript':
      return wrapInElement('sup', children)
    case 'subscript':
      return wrapInElement('sub', children)
    default:
      throw new Error(`Markdown has no way to write the mark ${mark.type}`)
  }
}

/** Returns a break as backslash and line end where text stands on both its sides, else as `:br`. */
function breakNode(piece: Piece, before: Piece | undefined, after: Piece | undefined): PhrasingContent {
  const plain = piece.plain || (!piece.code && before !== undefined && after !== undefined)
  return plain ? { type: 'break' } : textDirectiveOf('br', piece.code ? { code: '' } : {})
}

function nest(pieces: readonly Piece[]): PhrasingContent[] {
  const nested: PhrasingContent[] = []
  let at = 0
  for (let piece = pieces[at]; piece !== undefined; piece = pieces[at]) {
    const open = piece.plain ? [] : piece.marks
    const runs = open.map((mark) => ({ mark, length: runLength(pieces, at, mark) }))
    const longest = runs.reduce<(typeof runs)[number] | null>(
      (best, run) => (best === null || run.length > best.length ? run : best),
      null,
    )
    if (longest === null) {
      if (piece.footnote !== undefined) nested.push(noteReference(piece.footnote))
      else if (piece.text === null) nested.push(breakNode(piece, pieces[at - 1], pieces[at + 1]))
      else nested.push({ type: piece.code ? 'inlineCode' : 'text', value: piece.text })
      at += 1
      continue
    }
    const { mark, length } = longest
    const inner = pieces.slice(at, at + length).map((one) => ({
      ...one,
      marks: one.marks.filter((own) => own.type !== mark.type),
    }))
    append(nested, wrapInMark(mark, nest(inner)))
    at += length
  }
  return nested
}

function pieceOf(inline: NodeJSON): Piece {
  if (isInlineAtom(inline)) return { text: '', footnote: inline, code: false, marks: [], plain: false }
  const marks = inline.marks ?? []
  return {
    text: inline.type === 'hardBreak' ? null : (inline.text ?? ''),
    code: marks.some((mark) => mark.type === 'code'),
    marks: marks.filter((mark) => mark.type !== 'code'),
    plain: false,
  }
}

/** Portable breaks stand between texts, with the marks both share: nothing else shows well everywhere. */
function portableBreaks(pieces: readonly Piece[]): Piece[] {
  const first = pieces.findIndex((piece) => piece.text !== null)
  const last = pieces.findLastIndex((piece) => piece.text !== null)
  return pieces.slice(Math.max(first, 0), last + 1).map((piece, index, all) => {
    if (piece.text !== null) return piece
    const before = all.slice(0, index).findLast((one) => one.text !== null)
    const after = all.slice(index).find((one) => one.text !== null)
    const marks = (before?.marks ?? []).filter((mark) => hasMark(after, mark))
    return { text: null, code: false, marks, plain: true }
  })
}

/** Returns inline content as mdast phrasing. The structured profile keeps every break and every mark exactly. */
export function phrasingOf(content: readonly NodeJSON[], profile: MarkdownProfile): PhrasingContent[] {
  const pieces = content.map(pieceOf)
  return nest(profile === 'portable' ? portableBreaks(pieces) : pieces)
}
