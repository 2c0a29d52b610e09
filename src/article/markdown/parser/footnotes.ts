import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'
import { parseContent } from './directives.ts'

/**
 * Footnotes as rules of markdown-it, as GitHub and pandoc have them. markdown-it-footnote would leave out notes that nothing refers
 * to, and numbers and moves the others, where the tree needs each in its place.
 *
 *     The harbour froze.[^1]^[In line, without a label.]
 *
 *     [^1]: Dusk, p. 4.
 *
 *         A second paragraph is indented by four spaces.
 */

/** `[^label]`: no spaces, no brackets, as CommonMark at most 999 characters. */
const LABEL = /\[\^([^\s[\]]{1,999})\]/uy
/** Words in brackets with nothing else in brackets but signs. It ends at the next other bracket, so that each is looked at once. */
const SIGNED_WORDS = /\[(?:[^[\]\\`<]|\\[\s\S]|\[\^[^\s[\]]{1,999}\])*\]/uy
const SIGNS = /\[\^([^\s[\]]{1,999})\]/gu
/** Columns that the lines of a definition are indented by. */
const INDENT = 4
const ALTERNATIVES = { alt: ['paragraph', 'reference', 'blockquote', 'list'] }

/** What both rules know of a file. */
interface FootnoteEnv {
  /** The labels that the file defines, in lower case. */
  footnotes?: Set<string>
}

/** Returns a label as it is compared: without regard to case. */
export function footnoteIdentifier(label: string): string {
  return label.toLowerCase()
}

function labelAt(source: string, at: number): { label: string; end: number } | null {
  LABEL.lastIndex = at
  const label = LABEL.exec(source)?.[1]
  return label === undefined ? null : { label, end: LABEL.lastIndex }
}

/** Returns true if a line that is not indented goes on with the paragraph above it. */
function isLazy(state: StateBlock, line: number, endLine: number): boolean {
  if (state.isEmpty(line - 1)) return false
  const rules = state.md.block.ruler.getRules('paragraph')
  return !rules.some((rule) => rule(state, line, endLine, true))
}

/** Returns the line after the last one of a definition: those below it that are indented, or go on with a paragraph. */
function endOf(state: StateBlock, start: number, endLine: number): number {
  let end = start + 1
  for (let line = end; line < endLine; line += 1) {
    if (state.isEmpty(line)) continue
    const indent = (state.sCount[line] ?? 0) - state.blkIndent
    if (indent < 0) break
    if (indent < INDENT && !(end === line && isLazy(state, line, endLine))) break
    end = line + 1
  }
  return end
}

/** Reads a paragraph that begins with a sign and a line break, `[^1]:br[]`: it defines neither a footnote nor an address. */
function signAndBreak(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  const paragraph = state.md.block.ruler.getRules('').at(-1)
  return !silent && paragraph?.(state, line, endLine, silent) === true
}

/** `[^label]: words`. */
function definition(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= INDENT) return false
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  const found = labelAt(state.src, start)
  if (found === null || state.src[found.end] !== ':') return false
  if (/^:br[[{]/u.test(state.src.slice(found.end, found.end + 4)))
    return signAndBreak(state, line, endLine, silent)
  if (silent) return true
  const env = state.env as FootnoteEnv
  env.footnotes ??= new Set()
  env.footnotes.add(footnoteIdentifier(found.label))
  const end = endOf(state, line, endLine)
  const token = state.push('footnote_definition_open', '', 1)
  token.meta = { label: found.label }
  token.map = [line, end]
  const saved = [state.bMarks[line] ?? 0, state.tShift[line] ?? 0, state.sCount[line] ?? 0] as const
  // Its first line begins behind the label.
  state.bMarks[line] = Math.min(state.skipSpaces(found.end + 1), state.eMarks[line] ?? 0)
  state.tShift[line] = 0
  state.sCount[line] = state.blkIndent
  parseContent(state, line, end, INDENT, line + 1)
  ;[state.bMarks[line], state.tShift[line], state.sCount[line]] = saved
  state.push('footnote_definition_close', '', -1)
  state.line = end
  return true
}

/** `[^label]`, where the file defines that label. */
function reference(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 91) return false
  const found = labelAt(state.src, state.pos)
  if (found === null || found.end > state.posMax) return false
  const known = (state.env as FootnoteEnv).footnotes
  if (known?.has(footnoteIdentifier(found.label)) !== true) return false
  if (!silent) {
    const token = state.push('footnote_reference', '', 0)
    token.meta = { label: found.label, raw: state.src.slice(state.pos, found.end) }
  }
  state.pos = found.end
  return true
}

/** `^[words]`. */
function inlineNote(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (!src.startsWith('^[', pos)) return false
  const end = state.md.helpers.parseLinkLabel(state, pos + 1)
  if (end < 0) return false
  if (!silent) {
    const token = state.push('inline_note', '', 0)
    token.children = []
    state.md.inline.parse(src.slice(pos + 2, end), state.md, state.env, token.children)
  }
  state.pos = end + 1
  return true
}

/**
 * Lets the words of a link have footnotes: `[the archive[^1]](https://e.example)`. markdown-it takes every token in brackets for a
 * link, and a link has none within it.
 */
function allowInLinks({ helpers }: MarkdownIt): void {
  const { parseLinkLabel } = helpers
  helpers.parseLinkLabel = (state, start, disableNested) => {
    const end = parseLinkLabel(state, start, disableNested)
    const known = (state.env as FootnoteEnv).footnotes
    if (end >= 0 || disableNested !== true || known === undefined) return end
    SIGNED_WORDS.lastIndex = start
    const words = SIGNED_WORDS.exec(state.src)?.[0] ?? ''
    const labels = [...words.matchAll(SIGNS)].map(([, label = '']) => footnoteIdentifier(label))
    const isSigned = labels.length > 0 && labels.every((label) => known.has(label))
    return isSigned && SIGNED_WORDS.lastIndex <= state.posMax ? SIGNED_WORDS.lastIndex - 1 : end
  }
}

/**
 * Adds footnotes to a parser.
 * @param inText true to read those without a label, too: Galley writes none
 */
export function addFootnotes(md: MarkdownIt, inText: boolean): void {
  md.block.ruler.before('reference', 'footnote_definition', definition, ALTERNATIVES)
  md.inline.ruler.before('link', 'footnote_reference', reference)
  allowInLinks(md)
  if (inText) md.inline.ruler.before('link', 'inline_note', inlineNote)
}
