import type { Element, Root } from 'hast'
import { classesOf, elementsIn, property, textContent } from '../../../blocks/hast.ts'

/**
 * A document's own style sheets: what they make of elements that a simple selector names (`.c3`, `span.s1`, `#note`, `p`).
 * Google Docs and Apple's programs say bold and italic in this way. Selectors with a context (`.a .b`), conditions
 * (`:hover`) and rules for other media are ignored.
 */

/** Declarations by property, in lower case, the last one of each. */
export type Declarations = ReadonlyMap<string, string>

interface Rule {
  readonly tag: string
  readonly classes: readonly string[]
  readonly id: string
  /** Comparable: ids, then classes, then tags (Selectors 4, 17). */
  readonly weight: number
  readonly declarations: Declarations
}

/** Rules of which the reader understands a property. More than a document of a writer has; fewer than would take seconds. */
const MAX_RULES = 2_000

const UNDERSTOOD =
  /^(?:display|visibility|mso-hide|position|left|clip|font|font-weight|font-style|font-family|text-decoration|text-decoration-line|vertical-align)$/

const SIMPLE_SELECTOR = /^([a-z][a-z\d]*|\*)?((?:\.[\w\u0080-\uffff-]+|#[\w\u0080-\uffff-]+)*)$/iu

/** Parses the declarations of a rule or a `style` attribute; unknown properties are left out. */
export function declarationsIn(css: string): Declarations {
  const found = new Map<string, string>()
  if (css === '') return found
  for (const declaration of css.split(';')) {
    const colon = declaration.indexOf(':')
    const name = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (UNDERSTOOD.test(name))
      found.set(
        name,
        declaration
          .slice(colon + 1)
          .replace(/!\s*important/i, '')
          .trim()
          .toLowerCase(),
      )
  }
  return found
}

function ruleOf(selector: string, declarations: Declarations): Rule | null {
  const match = SIMPLE_SELECTOR.exec(selector.trim())
  if (match === null || match[0] === '') return null
  const names = (match[2] ?? '').match(/[.#][^.#]+/gu) ?? []
  const named = (sign: string): string[] =>
    names.filter((name) => name.startsWith(sign)).map((name) => name.slice(1))
  const tag = match[1] === undefined || match[1] === '*' ? '' : match[1].toLowerCase()
  const [id = '', ...others] = named('#')
  if (others.length > 0) return null
  const classes = named('.')
  const weight = (id === '' ? 0 : 10_000) + classes.length * 100 + (tag === '' ? 0 : 1)
  return { tag, classes, id, weight, declarations }
}

/** Returns the end of the block that opens at `open`: the offset behind its closing brace. */
function endOfBlock(css: string, open: number): number {
  let depth = 0
  for (let at = open; at < css.length; at += 1) {
    if (css[at] === '{') depth += 1
    else if (css[at] === '}' && (depth -= 1) === 0) return at + 1
  }
  return css.length
}

/** Yields the rules of a sheet that stand in no `@` rule: `[selectors, declarations]`. */
function* plainRules(sheet: string): Generator<readonly [string, string]> {
  const css = sheet.replace(/\/\*[^]*?(?:\*\/|$)|<!--|-->/g, '')
  for (let at = 0; at < css.length;) {
    const open = css.indexOf('{', at)
    if (open === -1) return
    // `@import …;` stands before the selector of the next rule.
    const selectors = css.slice(Math.max(at, css.lastIndexOf(';', open) + 1), open).trim()
    const end = endOfBlock(css, open)
    if (!selectors.startsWith('@')) yield [selectors, css.slice(open + 1, end - 1)]
    at = end
  }
}

function matches({ tag, classes, id }: Rule, element: Element, own: ReadonlySet<string>): boolean {
  if (tag !== '' && tag !== element.tagName) return false
  if (id !== '' && id !== property(element, 'id')) return false
  return classes.every((name) => own.has(name))
}

/** The rules of a document's style sheets. */
export class StyleSheet {
  /** Rules by what their elements must have: an id, a class or a tag; '' for every element. */
  readonly #rules = new Map<string, Rule[]>()
  readonly #known = new Map<string, Declarations>()
  #count = 0

  constructor(root: Root | null) {
    if (root === null) return
    for (const style of elementsIn(root))
      if (style.tagName === 'style')
        for (const [selectors, css] of plainRules(textContent(style))) this.#add(selectors, css)
  }

  #add(selectors: string, css: string): void {
    const declarations = declarationsIn(css)
    if (declarations.size === 0) return
    for (const selector of selectors.split(',')) {
      if (this.#count >= MAX_RULES) return
      const rule = ruleOf(selector, declarations)
      if (rule === null) continue
      this.#count += 1
      const key =
        rule.id === '' ? (rule.classes[0] === undefined ? rule.tag : `.${rule.classes[0]}`) : `#${rule.id}`
      this.#rules.set(key, [...(this.#rules.get(key) ?? []), rule])
    }
  }

  /** Returns the declarations that the sheets give an element, without its own `style`. */
  of(element: Element): Declarations {
    if (this.#count === 0) return NO_DECLARATIONS
    const classes = classesOf(element)
    const id = property(element, 'id')
    const key = `${element.tagName} ${classes.join(' ')}#${id}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const own = new Set(classes)
    const rules = [
      '',
      element.tagName,
      ...[...own].map((name) => `.${name}`),
      ...(id === '' ? [] : [`#${id}`]),
    ]
      .flatMap((name) => this.#rules.get(name) ?? [])
      .filter((rule) => matches(rule, element, own))
      .sort((one, other) => one.weight - other.weight)
    const found = new Map(rules.flatMap(({ declarations }) => [...declarations]))
    this.#known.set(key, found)
    return found
  }
}

const NO_DECLARATIONS: Declarations = new Map()

/** Elements that a page may hide until its script has run. */
const WHOLE = new Set(['html', 'body', 'main', 'article'])

/** A part with so many paragraphs is the article, which a script shows, and no note beside it. */
const MAX_HIDDEN_PARAGRAPHS = 5

function holdsArticle(element: Element): boolean {
  let paragraphs = 0
  for (const { tagName } of elementsIn(element)) {
    if (tagName === 'p') paragraphs += 1
    if (tagName === 'h1' || paragraphs > MAX_HIDDEN_PARAGRAPHS) return true
  }
  return false
}

/** Returns true for declarations by which an element shows nothing. */
function hides(css: Declarations): boolean {
  if (css.get('display') === 'none' || css.get('mso-hide') === 'all') return true
  if (/^(?:hidden|collapse)$/.test(css.get('visibility') ?? '')) return true
  if (!/^(?:absolute|fixed)$/.test(css.get('position') ?? '')) return false
  return /^rect\(\s*[01](?:px)?\b/.test(css.get('clip') ?? '') || /^-\d{3,}/.test(css.get('left') ?? '')
}

/** Returns true if a document hides an element, by its attribute, its style or a style sheet. `aria-hidden` hides nothing. */
export function isHidden(element: Element, sheet: StyleSheet): boolean {
  if ('hidden' in element.properties) return true
  const style = property(element, 'style')
  if (style !== '' && hides(declarationsIn(style))) return true
  return !WHOLE.has(element.tagName) && hides(sheet.of(element)) && !holdsArticle(element)
}

/** Returns an element's `display`, '' where neither its style nor a style sheet says one. */
export function displayOf(element: Element, sheet: StyleSheet): string {
  const style = property(element, 'style')
  return (
    (style === '' ? undefined : declarationsIn(style).get('display')) ??
    sheet.of(element).get('display') ??
    ''
  )
}
