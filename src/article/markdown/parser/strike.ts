import type { MarkdownIt, StateInline } from 'markdown-it'

/**
 * Strikethrough of GFM as a rule of markdown-it: one tilde or two, as many at the end as at the start (`~a~`, `~~a~~`).
 * markdown-it's own rule knows two alone, and takes three for two and one.
 */

const TILDE = 126
/** Delimiters pair by their marker; this one is for two tildes, beyond any character. */
const TWO_TILDES = 0x1_10_00_00

function tokenize(state: StateInline, silent: boolean): boolean {
  if (silent || state.src.charCodeAt(state.pos) !== TILDE) return false
  const { length, can_open, can_close } = state.scanDelims(state.pos, true)
  state.push('text', '', 0).content = '~'.repeat(length)
  if (length <= 2)
    state.delimiters.push({
      marker: length === 1 ? TILDE : TWO_TILDES,
      // No rule of three for tildes.
      length: 0,
      token: state.tokens.length - 1,
      end: -1,
      open: can_open,
      close: can_close,
    })
  state.pos += length
  return true
}

function pair(state: StateInline, delimiters: StateInline['delimiters']): void {
  for (const opener of delimiters) {
    if ((opener.marker !== TILDE && opener.marker !== TWO_TILDES) || opener.end === -1) continue
    const open = state.tokens[opener.token]
    const close = state.tokens[delimiters[opener.end]?.token ?? -1]
    if (open === undefined || close === undefined) continue
    Object.assign(open, { type: 's_open', tag: 's', nesting: 1, content: '' })
    Object.assign(close, { type: 's_close', tag: 's', nesting: -1, content: '' })
  }
}

function pairAll(state: StateInline): void {
  pair(state, state.delimiters)
  for (const meta of state.tokens_meta) if (meta?.delimiters) pair(state, meta.delimiters)
}

/** Replaces a parser's rule of strikethrough. */
export function addStrike(md: MarkdownIt): void {
  md.inline.ruler.at('strikethrough', tokenize)
  md.inline.ruler2.at('strikethrough', (state) => {
    pairAll(state)
  })
}
