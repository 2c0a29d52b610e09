import { isLinkAddress } from '../../text/url.ts'
import { toLine } from '../../text/unicode.ts'
import { attribute, isInlineAtom, linkMark, type MarkJSON, type NodeJSON, node, textNode } from '../node.ts'

/**
 * The text of a footnote as an attribute holds it: one string in a small markup, so that search, find and replace, and history read
 * words where they are.
 *
 *     See **Dusk**, *p. 4* and [the archive](https://example.com).
 *
 * `**` turns bold on or off, `*` italics, `~~` strikethrough, `~` subscript, `^` superscript, a back-tick code; `\n` is a hard break,
 * `(address "title")` a link's title;
 * a backslash makes a sign a character. A sign that nothing turns off is a character, too. So every string has a meaning, and what
 * {@link noteText} writes is what {@link noteContent} reads. Spaces at the ends are left out.
 */

/** Marks and their signs. A longer sign comes before the one that it begins with. */
const SIGNS = {
  ...{ strong: '**', em: '*', strike: '~~', subscript: '~', superscript: '^', code: '`' },
} as const

const TYPES = new Map<string, string>(Object.entries(SIGNS).map(([type, sign]) => [sign, type]))
/** The order of marks in the schema. */
const ORDER = ['link', 'superscript', 'subscript', 'strong', 'em', 'strike', 'code']
const SPECIAL = /[\\*~^`[\]]/g
const TOKEN = /\\[\\*~^`[\]]|\*\*?|~~?|[\^`\n[]|[^\\*~^`\n[\]]+|[\s\S]/uy
/** The end of a link's words, and its address. */
const LINK_END = /\]\(((?:[^)\\]|\\[\s\S])*)\)/uy

/** A part of the markup: text, a sign, a break, or the start or end of a link. */
interface Token {
  readonly kind: 'text' | 'sign' | 'break' | 'open' | 'close'
  /** The characters of a text, the mark of a sign, the target of a link. */
  readonly value: string
  readonly source: string
}

function tokenOf(source: string): Token {
  const mark = TYPES.get(source)
  if (mark !== undefined) return { kind: 'sign', value: mark, source }
  if (source === '\n') return { kind: 'break', value: '', source }
  if (source === '[') return { kind: 'open', value: '', source }
  const isEscape = source.length === 2 && source.startsWith('\\')
  return { kind: 'text', value: isEscape ? source.slice(1) : source, source }
}

/** Returns the parts of a text. An address without an end is looked for once: behind it none has one. */
function tokensIn(text: string): Token[] {
  const tokens: Token[] = []
  let hasEnds = true
  for (let at = 0; at < text.length;) {
    LINK_END.lastIndex = TOKEN.lastIndex = at
    const end = hasEnds && text.startsWith('](', at) ? LINK_END.exec(text) : null
    if (end === null && text.startsWith('](', at)) hasEnds = false
    const source = end?.[0] ?? TOKEN.exec(text)?.[0] ?? text.charAt(at)
    const address = end?.[1]
    tokens.push(address === undefined ? tokenOf(source) : { kind: 'close', value: address, source })
    at += source.length
  }
  return tokens
}

/** Returns what stands in the parentheses of a link: its address and, in quotes, its title. */
function targetOf(link: MarkJSON): string {
  const escaped = (name: string): string => attribute(link, name).replace(/[\\)"]/g, '\\$&')
  return attribute(link, 'title') === '' ? escaped('href') : `${escaped('href')} "${escaped('title')}"`
}

/** Returns the link that has that target; null if it leads nowhere. */
function readTarget(target: string): MarkJSON | null {
  const parts = /^((?:[^\\"]|\\[\s\S])*?)(?: "((?:[^\\"]|\\[\s\S])*)")?$/u.exec(target)
  const text = (part = target): string => toLine(part.replace(/\\([\s\S])/g, '$1'))
  const href = text(parts?.[1])
  return isLinkAddress(href) ? linkMark(href, parts?.[2] === undefined ? '' : text(parts[2])) : null
}

/** Returns the addresses of links by the place of their start, and the places of starts and ends that are no link. */
function linksIn(tokens: readonly Token[]): { starts: Map<number, MarkJSON>; characters: Set<number> } {
  const starts = new Map<number, MarkJSON>()
  const characters = new Set<number>()
  let open = -1
  for (const [at, { kind, value }] of tokens.entries()) {
    if (kind === 'open') {
      if (open !== -1) characters.add(open)
      open = at
    }
    if (kind !== 'close') continue
    const link = open === -1 ? null : readTarget(value)
    if (link !== null) starts.set(open, link)
    else for (const place of [open, at]) characters.add(place)
    open = -1
  }
  return { starts, characters: characters.add(open) }
}

/** Returns the place of the last sign of each mark that stands an odd number of times. */
function unpaired(tokens: readonly Token[]): number[] {
  const places = new Map<string, number[]>()
  for (const [at, { kind, value }] of tokens.entries()) {
    if (kind !== 'sign') continue
    const known = places.get(value)
    if (known === undefined) places.set(value, [at])
    else known.push(at)
  }
  return [...places.values()].flatMap((all) => (all.length % 2 === 1 ? all.slice(-1) : []))
}

function marksFor(on: ReadonlyMap<string, MarkJSON>): MarkJSON[] {
  return ORDER.flatMap((type) => {
    const isExcluded = type === 'superscript' && on.has('subscript')
    return isExcluded ? [] : (on.get(type) ?? [])
  })
}

/** Returns a footnote's text as inline content: texts with marks, and hard breaks. */
export function noteContent(text: string): NodeJSON[] {
  const tokens = tokensIn(text)
  const { starts, characters } = linksIn(tokens)
  for (const place of unpaired(tokens)) characters.add(place)
  const on = new Map<string, MarkJSON>()
  const out: NodeJSON[] = []
  let words = ''
  const end = (): void => {
    const line = toLine(words)
    if (line !== '') out.push(textNode(line, marksFor(on)))
    words = ''
  }
  for (const [at, { kind, value, source }] of tokens.entries()) {
    if (kind === 'text' || characters.has(at)) {
      words += kind === 'text' ? value : source
      continue
    }
    end()
    const link = starts.get(at)
    if (kind === 'break') out.push(node('hardBreak', null))
    else if (link !== undefined) on.set('link', link)
    else if (kind === 'close') on.delete('link')
    else if (!on.delete(value)) on.set(value, { type: value })
  }
  end()
  return out
}

/** Returns a footnote's text without its markup, a hard break as `\n`. */
export function noteWords(text: string): string {
  return noteContent(text)
    .map((inline) => inline.text ?? '\n')
    .join('')
}

/** A run of text; a break has no marks. */
interface Run {
  readonly text: string
  readonly marks: ReadonlySet<string>
  /** The target of its link, as it is written. */
  readonly target: string | null
}

/** A footnote has no footnotes: the text of one within it stands in brackets. */
function runsOf(content: readonly NodeJSON[]): Run[] {
  return content.flatMap((inline): Run[] => {
    const marks = inline.marks ?? []
    // A link around nothing visible is none: nobody could follow it.
    const link = /\S/u.test(inline.text ?? '') ? marks.find(({ type }) => type === 'link') : undefined
    const bare = { marks: new Set<string>(), target: null }
    if (isInlineAtom(inline)) return [{ text: ` (${noteWords(noteTextOf(inline))})`, ...bare }]
    if (inline.text === undefined) return [{ text: '\n', ...bare }]
    const text = toLine(inline.text)
    const known = marks.map(({ type }) => type).filter((type) => type in SIGNS)
    return text === ''
      ? []
      : [{ text, marks: new Set(known), target: link === undefined ? null : targetOf(link) }]
  })
}

function trimmed(runs: readonly Run[]): Run[] {
  const first = runs.findIndex(({ text }) => text.trim() !== '')
  const last = runs.findLastIndex(({ text }) => text.trim() !== '')
  if (first === -1) return []
  return runs.slice(first, last + 1).map((run, at, { length }) => {
    const text = at === 0 ? run.text.trimStart() : run.text
    return { ...run, text: at === length - 1 ? text.trimEnd() : text }
  })
}

/** Returns inline content as a footnote's text. */
export function noteText(content: readonly NodeJSON[]): string {
  let on: ReadonlySet<string> = new Set()
  let link: string | null = null
  let breaks = ''
  let out = ''
  const signs = (from: ReadonlySet<string>, to: ReadonlySet<string>): string =>
    Object.entries(SIGNS)
      .map(([type, sign]) => (from.has(type) && !to.has(type) ? sign : ''))
      .join('')
  const change = (to: ReadonlySet<string>, target: string | null): void => {
    if (link !== null && link !== target) out += `](${link})`
    out += signs(on, to) + breaks + signs(to, on)
    if (target !== null && link !== target) out += '['
    on = to
    link = target
    breaks = ''
  }
  for (const { text, marks, target } of trimmed(runsOf(content))) {
    if (text === '\n') breaks += text
    else {
      change(marks, target)
      out += text.replace(SPECIAL, '\\$&')
    }
  }
  change(new Set(), null)
  return out
}

/**
 * Returns a footnote's text with a range of its words replaced, which keeps the marks of its first character.
 * @param from offset in {@link noteWords}, as `to`
 */
export function replaceNoteWords(text: string, from: number, to: number, replacement: string): string {
  let start = 0
  const content = noteContent(text).flatMap((inline) => {
    const words = inline.text ?? '\n'
    const [first, last] = [from - start, to - start]
    start += words.length
    if (last <= 0 || first >= words.length) return [inline]
    const changed = words.slice(0, Math.max(0, first)) + (first >= 0 ? replacement : '') + words.slice(last)
    return changed === '' ? [] : [textNode(changed, inline.marks)]
  })
  return noteText(content)
}

/** Returns the text of a footnote, in its markup. */
export function noteTextOf(footnote: NodeJSON): string {
  const text = footnote.attrs?.text
  return typeof text === 'string' ? text : ''
}

/** Returns a footnote with that inline content. */
export function footnoteOf(content: readonly NodeJSON[]): NodeJSON {
  return node('footnote', { text: noteText(content) })
}
