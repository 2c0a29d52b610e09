import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'
import { readDirectiveHead, type DirectiveHead } from './directiveSyntax.ts'

/**
 * Directives as rules of markdown-it, after micromark-extension-directive: `:::name` around blocks, `::name` on a line of its
 * own, `:name` within a line. Their tokens carry a {@link DirectiveMeta}.
 */

/** What the tree needs to know of a directive. */
export type DirectiveMeta = Readonly<{
  name: string
  attributes: Record<string, string>
  /** The directive as it is spelled in the file, without the markers of quotes and lists around it. */
  raw: string
}>

const COLON = 58
const ALTERNATIVES = { alt: ['paragraph', 'reference', 'blockquote', 'list'] }

/** Counts the colons at an index. */
function colonsAt(source: string, at: number): number {
  let end = at
  while (source.charCodeAt(end) === COLON) end += 1
  return end - at
}

/** Returns the head of the directive that is all of a line after at least `min` and at most `max` colons; null if there is none. */
function headOf(state: StateBlock, line: number, min: number, max: number): DirectiveHead | null {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return null
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  if (state.src.charCodeAt(start) !== COLON) return null
  const text = state.src.slice(start, state.eMarks[line])
  const colons = colonsAt(text, 0)
  if (colons < min || colons > max) return null
  const head = readDirectiveHead(text, colons, false)
  return head !== null && /^[ \t]*$/u.test(text.slice(head.end)) ? head : null
}

function pushInline(state: StateBlock, content: string, line: number): void {
  const inline = state.push('inline', '', 0)
  inline.content = content
  inline.map = [line, line + 1]
  inline.children = []
}

function metaOf(state: StateBlock, head: DirectiveHead, start: number, end: number): DirectiveMeta {
  const raw = state.getLines(start, end, state.blkIndent, false).trim()
  return { name: head.name, attributes: head.attributes, raw }
}

/** `::name[label]{attributes}`, alone on its line. */
function leafDirective(state: StateBlock, line: number, _endLine: number, silent: boolean): boolean {
  const head = headOf(state, line, 2, 2)
  if (head === null) return false
  if (silent) return true
  state.push('leaf_directive_open', '', 1).meta = metaOf(state, head, line, line + 1)
  if (head.label !== null) pushInline(state, head.label, line)
  state.push('leaf_directive_close', '', -1)
  state.line = line + 1
  return true
}

/** Returns true if a line closes a directive that `colons` colons opened. */
function closes(state: StateBlock, line: number, colons: number): boolean {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return false
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  const found = colonsAt(state.src, start)
  return found >= colons && state.skipSpaces(start + found) >= (state.eMarks[line] ?? 0)
}

/** Returns true if a line continues the quote or item around it. */
function isInside(state: StateBlock, line: number): boolean {
  return state.isEmpty(line) ? (state.sCount[line] ?? 0) >= 0 : (state.sCount[line] ?? 0) >= state.blkIndent
}

/** Removes up to `width` columns from the start of lines, as the opening line was indented; returns how to undo it. */
function outdent(state: StateBlock, from: number, to: number, width: number): () => void {
  const saved = [
    state.bMarks.slice(from, to),
    state.tShift.slice(from, to),
    state.sCount.slice(from, to),
  ] as const
  for (let line = from; width > 0 && line < to; line += 1) {
    const start = state.bMarks[line] ?? 0
    const own = Math.min(width, (state.sCount[line] ?? 0) - state.blkIndent)
    const blank = /^ */u.exec(state.src.slice(start, start + own))?.[0].length ?? 0
    if (own <= 0 || blank < own) continue
    state.bMarks[line] = start + own
    state.tShift[line] = (state.tShift[line] ?? 0) - own
    state.sCount[line] = (state.sCount[line] ?? 0) - own
  }
  return () => {
    ;[state.bMarks, state.tShift, state.sCount].forEach((marks, kind) => {
      saved[kind]?.forEach((mark, index) => {
        marks[from + index] = mark
      })
    })
  }
}

/**
 * Parses the lines of a directive or a footnote as a document of their own.
 * @param indent the columns by which lines are indented, from line `indentedFrom` on
 */
export function parseContent(
  state: StateBlock,
  from: number,
  to: number,
  indent: number,
  indentedFrom = from,
): void {
  const { parentType, lineMax } = state
  const restore = outdent(state, indentedFrom, to, indent)
  state.parentType = 'root'
  state.lineMax = to
  state.md.block.tokenize(state, from, to)
  state.parentType = parentType
  state.lineMax = lineMax
  restore()
}

/** `:::name[label]{attributes}` and the lines up to as many colons; nested ones need more outside. */
function containerDirective(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  const head = headOf(state, line, 3, Infinity)
  if (head === null) return false
  if (silent) return true
  const colons = colonsAt(state.src, (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0))
  let end = line + 1
  while (end < endLine && isInside(state, end) && !closes(state, end, colons)) end += 1
  const after = end < endLine && isInside(state, end) ? end + 1 : end
  state.push('container_directive_open', '', 1).meta = metaOf(state, head, line, after)
  if (head.label !== null) {
    state.push('paragraph_open', 'p', 1).meta = { directiveLabel: true }
    pushInline(state, head.label, line)
    state.push('paragraph_close', 'p', -1)
  }
  parseContent(state, line + 1, end, (state.sCount[line] ?? 0) - state.blkIndent)
  state.push('container_directive_close', '', -1)
  state.line = after
  return true
}

/** Returns true if the character at an index is escaped by a backslash. */
function isEscaped(source: string, at: number): boolean {
  let start = at
  while (source[start - 1] === '\\') start -= 1
  return (at - start) % 2 === 1
}

/** `:name[label]{attributes}` within a line. */
function textDirective(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== COLON) return false
  if (src.charCodeAt(pos - 1) === COLON && !isEscaped(src, pos - 1)) return false
  const head = readDirectiveHead(src, pos + 1, true)
  if (head === null || head.end > state.posMax || src.charCodeAt(pos + 1 + head.name.length) === COLON)
    return false
  if (!silent) {
    const token = state.push('text_directive', '', 0)
    const meta: DirectiveMeta = {
      name: head.name,
      attributes: head.attributes,
      raw: src.slice(pos, head.end),
    }
    token.meta = meta
    token.children = []
    if (head.label !== null) state.md.inline.parse(head.label, state.md, state.env, token.children)
  }
  state.pos = head.end
  return true
}

/**
 * Adds directives to a parser.
 * @param inText true to read them within lines too
 */
export function addDirectives(md: MarkdownIt, inText: boolean): void {
  md.block.ruler.before('fence', 'container_directive', containerDirective, ALTERNATIVES)
  md.block.ruler.before('fence', 'leaf_directive', leafDirective, ALTERNATIVES)
  if (inText) md.inline.ruler.after('newline', 'text_directive', textDirective)
}
