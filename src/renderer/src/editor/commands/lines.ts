import { type Attrs, Fragment, type Node, type NodeType, type Schema } from '@tiptap/pm/model'
import { partOf } from '../../../../blocks/containers.ts'
import { type Kind, typeOf } from './kinds.ts'

/**
 * Turning blocks into another kind goes through lines: `linesIn` takes the blocks apart, `convertLines` makes blocks of the
 * new kind. No word is lost on the way: a speaker's name becomes text where nobody speaks, and the other way round.
 *
 * Example: a dialogue with the turns Mina “Yes.” and Jun “No.” has two lines; as a list it is two items, "Mina: “Yes.”" and
 * "Jun: “No.”".
 */

/** One line of a block's words: what becomes a paragraph, a list item or a turn. */
export interface Line {
  readonly content: Fragment
  /** The position in the document at which its words begin. */
  readonly start: number
  /** The speaker of a turn; '' elsewhere. */
  readonly speaker: string
}

/** "Name: " at the start of a line: a capital or a letter without case; no quotation and no line end before the colon. */
const NAME_PREFIX = /^(\p{Lu}|\p{Lo})[^\p{Cc}\p{Zl}\p{Zp}:“”"‘«「]{0,40}:\s+/u

/**
 * Returns the lines of a block.
 * @param position the block's position in the document
 * @returns null if the block is more than words: a photo, an embed, a divider
 */
export function linesIn(block: Node, position: number): readonly Line[] | null {
  if (block.type.spec.isolating === true || (block.isLeaf && !block.isTextblock)) return null
  if (block.isTextblock) {
    const speaker = typeof block.attrs.speaker === 'string' ? block.attrs.speaker : ''
    return [{ content: block.content, start: position + 1, speaker }]
  }
  const lines: Line[] = []
  let at = position + 1
  for (const child of block.children) {
    const inner = linesIn(child, at)
    if (inner === null) return null
    lines.push(...inner)
    at += child.nodeSize
  }
  return lines
}

/** Returns a line's words as a block of this type may hold them: without marks in code, without line breaks in headings. */
function contentFor(type: NodeType, content: Fragment): Fragment {
  const nodes: Node[] = []
  content.forEach((child) => {
    if (type.contentMatch.matchType(child.type) === null) nodes.push(type.schema.text(' ', child.marks))
    else nodes.push(child.mark(type.allowedMarks(child.marks)))
  })
  return Fragment.fromArray(nodes)
}

/** Returns a line's words with its speaker's name before them, where a turn stops being one. */
function withSpeakerName(line: Line, schema: Schema): Fragment {
  return line.speaker === ''
    ? line.content
    : Fragment.from(schema.text(`${line.speaker}: `)).append(line.content)
}

/** A block of one line. */
interface ConvertedLine {
  readonly node: Node
  /** How much longer the line's words became at the front; negative if a name went into an attribute. */
  readonly addedBefore: number
}

/**
 * A part of a block that is text, such as a turn. A part with a speaker takes it from the line, or from the "Name: " that the
 * line begins with.
 */
function textPartFrom(type: NodeType, line: Line): ConvertedLine {
  if (type.spec.attrs?.speaker === undefined) return textblockFrom(type, null, line)
  const text = line.content.firstChild?.text ?? ''
  const name = line.speaker === '' ? (NAME_PREFIX.exec(text)?.[0] ?? '') : ''
  const speaker = line.speaker || name.replace(/:\s+$/, '').trim()
  return { node: type.create({ speaker }, line.content.cut(name.length)), addedBefore: -name.length }
}

function textblockFrom(type: NodeType, attrs: Attrs | null, line: Line): ConvertedLine {
  const content = withSpeakerName(line, type.schema)
  return {
    node: type.create(attrs, contentFor(type, content)),
    addedBefore: content.size - line.content.size,
  }
}

/** The blocks that lines became. */
export interface ConvertedLines {
  readonly nodes: readonly Node[]
  /** For each line, where its words begin, counted from the start of the first node. */
  readonly starts: readonly number[]
}

/**
 * Converts lines to blocks of a kind. A quote, a list and a dialogue hold all lines in one block; code is one text with a
 * line end between lines; other kinds are one block a line.
 */
export function convertLines(kind: Kind, lines: readonly Line[], schema: Schema): ConvertedLines {
  const type = typeOf(schema, kind.type)
  if (type.spec.code === true) return convertToCode(type, lines)
  const attrs = kind.attrs ?? null
  const part = partOf(type)
  const paragraph = typeOf(schema, 'paragraph')
  const inner = lines.map((line) => {
    if (type.isTextblock) return textblockFrom(type, attrs, line)
    return part?.isTextblock === true ? textPartFrom(part, line) : textblockFrom(paragraph, null, line)
  })
  const wrapped = inner.map(({ node }) =>
    part === null || part.isTextblock ? node : part.create(kind.parts?.attrs ?? null, node),
  )
  // A block around the lines begins with one token of its own.
  let at = type.isTextblock ? 0 : 1
  const starts = inner.map(({ node, addedBefore }, index) => {
    const wrapperSize = (wrapped[index]?.nodeSize ?? 0) - node.nodeSize
    const start = at + wrapperSize / 2 + 1 + addedBefore
    at += node.nodeSize + wrapperSize
    return start
  })
  return { nodes: type.isTextblock ? wrapped : [type.create(attrs, wrapped)], starts }
}

function convertToCode(type: NodeType, lines: readonly Line[]): ConvertedLines {
  const { schema } = type
  let text = ''
  const starts = lines.map((line, index) => {
    if (index > 0) text += '\n'
    const content = withSpeakerName(line, schema)
    const start = text.length + 1 + content.size - line.content.size
    text += content.textBetween(0, content.size, null, '\n')
    return start
  })
  return { nodes: [type.create(null, text === '' ? null : schema.text(text))], starts }
}
