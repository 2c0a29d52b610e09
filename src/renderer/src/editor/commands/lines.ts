import { type Attrs, Fragment, type Node, type NodeType, type Schema } from '@tiptap/pm/model'
import { partOf } from '../../../../blocks/containers.ts'
import { type Kind, typeOf } from './kinds.ts'

/** One line of words in a block: what becomes a paragraph, an item, a turn. */
export interface Line {
  readonly content: Fragment
  /** Where its words begin in the document. */
  readonly start: number
  /** Who says it; '' where nobody does. */
  readonly speaker: string
}

/** "Name: " at the start of a line: a capital or a letter that knows no case; before the colon no quotation, no line end. */
const NAMED = /^(\p{Lu}|\p{Lo})[^\p{Cc}\p{Zl}\p{Zp}:“”"‘«「]{0,40}:\s+/u

/** The lines of a block at `position`. Null when it holds more than words: a photo, an embed, a divider. */
export function linesOf(block: Node, position: number): readonly Line[] | null {
  if (block.type.spec.isolating === true || (block.isLeaf && !block.isTextblock)) return null
  if (block.isTextblock) {
    const speaker = typeof block.attrs.speaker === 'string' ? block.attrs.speaker : ''
    return [{ content: block.content, start: position + 1, speaker }]
  }
  const lines: Line[] = []
  let at = position + 1
  for (const child of block.children) {
    const inner = linesOf(child, at)
    if (inner === null) return null
    lines.push(...inner)
    at += child.nodeSize
  }
  return lines
}

/** A line's words as another block may hold them: without marks in code, without breaks in headings. */
function fitted(type: NodeType, content: Fragment): Fragment {
  const nodes: Node[] = []
  content.forEach((child) => {
    if (type.contentMatch.matchType(child.type) === null) nodes.push(type.schema.text(' ', child.marks))
    else nodes.push(child.mark(type.allowedMarks(child.marks)))
  })
  return Fragment.fromArray(nodes)
}

/** Whoever spoke stays named when a turn stops being one. */
function named(line: Line, schema: Schema): Fragment {
  return line.speaker === ''
    ? line.content
    : Fragment.from(schema.text(`${line.speaker}: `)).append(line.content)
}

/** A turn, or another part that is text. One that has a speaker takes it from the line, or from the "Name: " it begins with. */
function textPart(type: NodeType, line: Line): { node: Node; before: number } {
  if (type.spec.attrs?.speaker === undefined) return textblock(type, null, line)
  const text = line.content.firstChild?.text ?? ''
  const name = line.speaker === '' ? (NAMED.exec(text)?.[0] ?? '') : ''
  const speaker = line.speaker || name.replace(/:\s+$/, '').trim()
  return { node: type.create({ speaker }, line.content.cut(name.length)), before: -name.length }
}

/** A block of one text, with how much longer its words became at the front. */
function textblock(type: NodeType, attrs: Attrs | null, line: Line): { node: Node; before: number } {
  const content = named(line, type.schema)
  return { node: type.create(attrs, fitted(type, content)), before: content.size - line.content.size }
}

export interface Made {
  readonly nodes: readonly Node[]
  /** Where each line's words went, counted from the start of the nodes. */
  readonly starts: readonly number[]
}

/** The lines as blocks of a kind. Code takes them all as one; a quote, a list and a dialogue gather them. */
export function linesAs(kind: Kind, lines: readonly Line[], schema: Schema): Made {
  const type = typeOf(schema, kind.type)
  if (type.spec.code === true) return asCode(type, lines)
  const part = partOf(type)
  const paragraph = typeOf(schema, 'paragraph')
  const inner = lines.map((line) => {
    if (type.isTextblock) return textblock(type, kind.attrs ?? null, line)
    return part?.isTextblock === true ? textPart(part, line) : textblock(paragraph, null, line)
  })
  const wrapped = inner.map(({ node }) =>
    part === null || part.isTextblock ? node : part.create(null, node),
  )
  const outside = type.isTextblock ? 0 : 1
  let at = outside
  const starts = inner.map(({ node, before }, index) => {
    const shell = (wrapped[index]?.nodeSize ?? 0) - node.nodeSize
    const start = at + shell / 2 + 1 + before
    at += node.nodeSize + shell
    return start
  })
  return { nodes: type.isTextblock ? wrapped : [type.create(kind.attrs ?? null, wrapped)], starts }
}

function asCode(type: NodeType, lines: readonly Line[]): Made {
  const { schema } = type
  let text = ''
  const starts = lines.map((line, index) => {
    if (index > 0) text += '\n'
    const content = named(line, schema)
    const start = text.length + 1 + content.size - line.content.size
    text += content.textBetween(0, content.size, null, '\n')
    return start
  })
  return { nodes: [type.create(null, text === '' ? null : schema.text(text))], starts }
}
