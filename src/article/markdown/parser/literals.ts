import type { MarkdownIt, StateInline } from 'markdown-it'

/**
 * Addresses that GFM links without brackets, as a rule of markdown-it: `www.example.com`, `https://example.com/a_b_c`,
 * `mina@example.com`. Their characters are no markup, so they are read before emphasis is. Those within emphasis or behind an
 * open bracket are found in the tree's texts (`tree.ts`).
 *
 * Domain, path and trailing punctuation are those of GFM 6.9 as micromark-extension-gfm-autolink-literal reads them. All of it is linear: a run
 * without spaces is looked at once, however many addresses begin in it.
 */

const CANDIDATE = /https?:\/\/|www\.|@/giu
const EMAIL_CHARACTER = /[-+._0-9A-Za-z]/u
const EMAIL = /[-+._0-9A-Za-z]+@((?:[-_0-9A-Za-z]|\.(?=[0-9A-Za-z]))*)/uy
const DOMAIN = /(?:[^\s\p{P}\p{S}]|[-._]|[\u{10000}-\u{10FFFF}])*/uy
/** The first character behind a run that an address can fill. */
const RUN_END = /[\s<]|\](?=[([\s]|$)|$/gu
const TRAILING = '!"\'),*.:;?_~]'

/** A run without spaces: an address in it ends at `end`, or within the trailing punctuation that begins at `trail`. */
interface Run {
  readonly start: number
  readonly end: number
  readonly trail: number
}

/** What is known of a line of text. */
interface Candidates {
  /** Indices at which an address may begin, in order. */
  readonly starts: readonly number[]
  next: number
  run: Run
}

const known = new WeakMap<StateInline, Candidates>()

/** Returns the index from which a local part stands before an `@`, or -1. */
function emailStart(source: string, at: number): number {
  let start = at
  while (start > 0 && EMAIL_CHARACTER.test(source.charAt(start - 1))) start -= 1
  return start === at || source[start - 1] === '/' ? -1 : start
}

function candidateAt(source: string, match: RegExpExecArray): number {
  const before = source[match.index - 1] ?? ''
  if (match[0] === '@') return emailStart(source, match.index)
  const barred = /^h/iu.test(match[0]) ? /[A-Za-z]/u : /[^\s(*_[\]~]/u
  return barred.test(before) ? -1 : match.index
}

function candidatesIn(state: StateInline): Candidates {
  const found = known.get(state)
  if (found !== undefined) return found
  const starts = [...state.src.matchAll(CANDIDATE)]
    .map((match) => candidateAt(state.src, match))
    .filter((start) => start !== -1)
    .sort((one, other) => one - other)
  const candidates = { starts, next: 0, run: { start: 0, end: -1, trail: -1 } }
  known.set(state, candidates)
  return candidates
}

/** Returns the first index at which an address may begin, from the place that a state has reached. */
function nextStart(state: StateInline): number {
  const candidates = candidatesIn(state)
  let start = candidates.starts[candidates.next]
  while (start !== undefined && start < state.pos) {
    candidates.next += 1
    start = candidates.starts[candidates.next]
  }
  return start ?? Infinity
}

/** Returns where the trailing punctuation of a run begins: marks, and references such as `&amp;`. */
function trailOf(source: string, start: number, end: number): number {
  let at = end
  while (at > start && TRAILING.includes(source.charAt(at - 1))) {
    at -= 1
    if (source[at] !== ';') continue
    let name = at
    while (name > start && /[A-Za-z]/u.test(source.charAt(name - 1))) name -= 1
    if (name < at && name > start && source[name - 1] === '&') at = name - 1
  }
  return at
}

function runAt(state: StateInline, at: number): Run {
  const candidates = candidatesIn(state)
  if (candidates.run.start <= at && at < candidates.run.end) return candidates.run
  RUN_END.lastIndex = at
  const end = RUN_END.exec(state.src)?.index ?? state.src.length
  candidates.run = { start: at, end, trail: trailOf(state.src, at, end) }
  return candidates.run
}

/** Returns the end of the domain that begins at an index, or -1 if it is none. */
function domainEnd(source: string, start: number, run: Run): number {
  DOMAIN.lastIndex = start
  let domain = DOMAIN.exec(source)?.[0] ?? ''
  const trailing = domain.slice(Math.max(0, run.trail - start)).search(/[._]/u)
  if (trailing !== -1) domain = domain.slice(0, Math.max(0, run.trail - start) + trailing)
  const segments = domain.split('.').slice(-2)
  const isDomain = /[^._]/u.test(domain) && !segments.some((segment) => segment.includes('_'))
  return isDomain ? start + domain.length : -1
}

/** Returns the end of an address whose path begins at an index: a closing parenthesis belongs to it if one opens in it. */
function pathEnd(source: string, start: number, run: Run): number {
  let at = Math.max(start, run.trail)
  let open = 0
  for (let index = start; index < at; index += 1) {
    if (source[index] === '(') open += 1
    else if (source[index] === ')') open -= 1
  }
  for (; at < run.end && source[at] === ')' && open > 0; at += 1) open -= 1
  return at
}

/** Returns the address that begins at a state's place, with the URL that it stands for; null if there is none. */
function addressAt(state: StateInline): { text: string; url: string } | null {
  const { src, pos } = state
  EMAIL.lastIndex = pos
  const email = EMAIL.exec(src)
  if (email !== null && /\..*[A-Za-z]$/u.test(email[1] ?? '') && /[^.]/u.test(email[1] ?? ''))
    return { text: email[0], url: `mailto:${email[0]}` }
  const protocol = /^https?:\/\//iu.exec(src.slice(pos, pos + 8))?.[0] ?? ''
  const start = pos + protocol.length
  if (protocol === '' && !/^www\../iu.test(src.slice(pos, pos + 5))) return null
  if (
    protocol !== '' &&
    !/^(?:[^\s\p{P}\p{S}\p{Cc}]|[\u{10000}-\u{10FFFF}])/u.test(src.slice(start, start + 2))
  )
    return null
  const run = runAt(state, pos)
  const domain = domainEnd(src, start, run)
  if (domain === -1) return null
  const text = src.slice(pos, pathEnd(src, domain, run))
  return { text, url: protocol === '' ? `http://${text}` : text }
}

function literal(state: StateInline, silent: boolean): boolean {
  // Silent: the end of a label is sought, and in `[https://example.com](…)` the bracket ends it, not the address.
  if (silent || state.linkLevel > 0 || nextStart(state) !== state.pos) return false
  candidatesIn(state).next += 1
  const address = addressAt(state)
  if (address === null) return false
  state.push('link_open', 'a', 1).attrs = [['href', address.url]]
  state.push('text', '', 0).content = address.text
  state.push('link_close', 'a', -1)
  state.pos += address.text.length
  return true
}

/** Text up to the next character that may be markup, or the next address. */
const TEXT = /[^\n!#$%&*+\-:<=>@[\\\]^_`{}~]+/uy

function text(state: StateInline, silent: boolean): boolean {
  TEXT.lastIndex = state.pos
  const found = TEXT.exec(state.src)
  if (found === null) return false
  const limit = silent || state.linkLevel > 0 ? state.posMax : Math.min(state.posMax, nextStart(state))
  const end = Math.min(state.pos + found[0].length, limit)
  if (end === state.pos) return false
  if (!silent) state.pending += state.src.slice(state.pos, end)
  state.pos = end
  return true
}

/** Adds addresses without brackets to a parser. */
export function addLiterals(md: MarkdownIt): void {
  md.inline.ruler.at('text', text)
  md.inline.ruler.before('text', 'literal', literal)
}
