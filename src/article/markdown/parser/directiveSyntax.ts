import { decodeHTMLAttribute } from 'entities/decode'

/**
 * The syntax of directives, as micromark-extension-directive has it: a name, then a label in brackets, then attributes in
 * braces, `:turn[Mina]{to="Jun" aside}`. Label and attributes are optional; what is malformed is no part of the directive.
 */

/** What follows the colons of a directive. */
export interface DirectiveHead {
  readonly name: string
  /** The label's Markdown; null without brackets. */
  readonly label: string | null
  readonly attributes: Record<string, string>
  /** The index behind the head's last character. */
  readonly end: number
}

/** Letters and digits; `-` and `_` within. Characters beyond U+FFFF count as letters. */
const NAME = /(?:[^\s\p{P}\p{S}]|[\u{10000}-\u{10FFFF}])(?:[^\s\p{P}\p{S}]|[\u{10000}-\u{10FFFF}]|[-_])*/uy
const MAX_LABEL_BRACKETS = 32
const MAX_LABEL_ESCAPES = 999

/** Returns the index of the bracket that closes a label, or -1. */
function labelEnd(source: string, start: number, inLine: boolean): number {
  let open = 0
  let escapes = 0
  for (let at = start; at < source.length; at += 1) {
    const character = source[at]
    if (character === '\n' && !inLine) return -1
    if (character === '\\' && /[[\]\\]/u.test(source[at + 1] ?? '')) {
      at += 1
      escapes += 1
      if (escapes > MAX_LABEL_ESCAPES) return -1
    } else if (character === '[') {
      open += 1
      if (open > MAX_LABEL_BRACKETS) return -1
    } else if (character === ']') {
      if (open === 0) return at
      open -= 1
    }
  }
  return -1
}

const SHORTCUT = /([#.])([^\s"#'.<=>`}][^\s"'<=>`#.}]*)(?=[\s#.}])/uy
const KEY =
  /(?:[^\s\p{P}\p{S}]|[\u{10000}-\u{10FFFF}]|[-_])(?:[^\s\p{P}\p{S}]|[\u{10000}-\u{10FFFF}]|[-.:_])*/uy
const VALUE = /"([^"]*)"(?=[\s}])|'([^']*)'(?=[\s}])|([^\s"'<=>`}][^\s"'<=>`}]*)(?=[\s}])/uy

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(source)
}

function skipSpace(source: string, at: number, inLine: boolean): number {
  let end = at
  while (source[end] === ' ' || source[end] === '\t' || (inLine && source[end] === '\n')) end += 1
  return end
}

/** Sets an attribute; classes add up, of others the last one counts. */
function setAttribute(attributes: Record<string, string>, name: string, value: string): void {
  const decoded = decodeHTMLAttribute(value)
  const before = name === 'class' ? attributes.class : undefined
  attributes[name] = before === undefined || before === '' ? decoded : `${before} ${decoded}`
}

/** Reads `name`, `name=value`, `#id` or `.class` at an index; returns the index behind it, or -1. */
function readAttribute(
  source: string,
  at: number,
  inLine: boolean,
  attributes: Record<string, string>,
): number {
  const shortcut = matchAt(SHORTCUT, source, at)
  if (shortcut !== null) {
    setAttribute(attributes, shortcut[1] === '#' ? 'id' : 'class', shortcut[2] ?? '')
    return at + shortcut[0].length
  }
  const key = matchAt(KEY, source, at)?.[0]
  if (key === undefined) return -1
  const equals = skipSpace(source, at + key.length, inLine)
  if (source[equals] !== '=') {
    setAttribute(attributes, key, '')
    return equals
  }
  const start = skipSpace(source, equals + 1, inLine)
  const value = matchAt(VALUE, source, start)
  if (value === null || (!inLine && value[0].includes('\n'))) return -1
  setAttribute(attributes, key, value[1] ?? value[2] ?? value[3] ?? '')
  return start + value[0].length
}

/** Reads what stands between braces; returns null if it is malformed. */
function readAttributes(
  source: string,
  start: number,
  inLine: boolean,
): { attributes: Record<string, string>; end: number } | null {
  const attributes: Record<string, string> = {}
  let at = skipSpace(source, start, inLine)
  while (source[at] !== '}') {
    at = readAttribute(source, at, inLine, attributes)
    if (at === -1) return null
    at = skipSpace(source, at, inLine)
  }
  return { attributes, end: at + 1 }
}

/**
 * Reads a directive's name, label and attributes.
 * @param start the index behind the colons
 * @param inLine true for a directive within a line, whose label and attributes may contain line ends
 * @returns null if there is no name
 */
export function readDirectiveHead(source: string, start: number, inLine: boolean): DirectiveHead | null {
  const name = matchAt(NAME, source, start)?.[0]
  if (name === undefined || /[-_]$/u.test(name)) return null
  let end = start + name.length
  let label: string | null = null
  if (source[end] === '[') {
    const close = labelEnd(source, end + 1, inLine)
    if (close !== -1) {
      label = source.slice(end + 1, close)
      end = close + 1
    }
  }
  const braces = source[end] === '{' ? readAttributes(source, end + 1, inLine) : null
  return { name, label, attributes: braces?.attributes ?? {}, end: braces?.end ?? end }
}
