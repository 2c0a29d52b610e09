import type { Element, Root } from 'hast'
import { classesOf, elementsIn, property, textContent } from '../../../blocks/hast.ts'

/**
 * A document's own style sheets: what they make of elements that a selector names (`.c3`, `span.s1`, `#note`, `.a > .b p`).
 * Google Docs and Apple's programs say bold and italic in this way, sites what is hidden. Selectors with attributes, states
 * (`:hover`) or siblings and rules for other media are ignored.
 */

/** Declarations by property, in lower case, the last one of each. */
export type Declarations = ReadonlyMap<string, string>

/** What an element must be. */
interface Compound {
  readonly tag: string
  readonly classes: readonly string[]
  readonly id: string
}

/** What an element must be, and in which elements it must stand. */
interface Rule extends Compound {
  /** Conditions on the elements around it, the nearest first. */
  readonly around: readonly { readonly of: Compound; readonly isParent: boolean }[]
  /** Comparable: ids, then classes, then tags (Selectors 4, 17). */
  readonly weight: number
  readonly declarations: Declarations
}

/** Rules of which the reader understands a property. More than a document of a writer has; fewer than would take seconds. */
const MAX_RULES = 2_000
/** As many of them may ask what stands around an element. */
const MAX_RULES_IN_CONTEXT = 300

const UNDERSTOOD =
  /^(?:display|visibility|mso-hide|position|left|right|top|bottom|clip|clip-path|opacity|text-indent|width|height|max-width|max-height|overflow|overflow-[xy]|transition|animation|animation-name|transform|will-change|font|font-size|font-weight|font-style|font-family|text-decoration|text-decoration-line|vertical-align)$/

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

/** Elements that a selector may name around another: more is no writer's document. */
const MAX_CONTEXT = 6

function compoundOf(selector: string): Compound | null {
  const match = SIMPLE_SELECTOR.exec(selector)
  if (match === null || match[0] === '') return null
  const names = (match[2] ?? '').match(/[.#][^.#]+/gu) ?? []
  const named = (sign: string): string[] =>
    names.filter((name) => name.startsWith(sign)).map((name) => name.slice(1))
  const tag = match[1] === undefined || match[1] === '*' ? '' : match[1].toLowerCase()
  const [id = '', ...others] = named('#')
  if (others.length > 0) return null
  return { tag, classes: named('.'), id }
}

const weightOf = ({ tag, classes, id }: Compound): number =>
  (id === '' ? 0 : 10_000) + classes.length * 100 + (tag === '' ? 0 : 1)

/** Parses a selector such as `.a > .b p`; null for one that is not understood. */
function ruleOf(selector: string, declarations: Declarations): Rule | null {
  const parts = selector
    .trim()
    .replace(/\s*>\s*/g, ' >')
    .split(/\s+/)
  if (parts.length > MAX_CONTEXT) return null
  const compounds = parts.map((part) => compoundOf(part.replace(/^>/, '')))
  const known = compounds.filter((compound) => compound !== null)
  const own = known.at(-1)
  if (own === undefined || known.length < parts.length) return null
  const around = known
    .slice(0, -1)
    .map((compound, at) => ({ of: compound, isParent: parts[at + 1]?.startsWith('>') === true }))
    .toReversed()
  return {
    ...own,
    around,
    weight: known.reduce((sum, compound) => sum + weightOf(compound), 0),
    declarations,
  }
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

/** Rules for what a screen shows, at any width: `@media screen`, `@media all`. */
const SCREEN_RULE = /^@media\s+(?:only\s+)?(?:screen|all)$/i

/** Yields the rules of a sheet, `[selectors, declarations]`: those that stand in no `@` rule, and those for screens. */
function* plainRules(sheet: string): Generator<readonly [string, string]> {
  const css = sheet.replace(/\/\*[^]*?(?:\*\/|$)|<!--|-->/g, '')
  yield* rulesIn(css, true)
}

function* rulesIn(css: string, hasMedia: boolean): Generator<readonly [string, string]> {
  for (let at = 0; at < css.length;) {
    const open = css.indexOf('{', at)
    if (open === -1) return
    // `@import …;` stands before the selector of the next rule.
    const selectors = css.slice(Math.max(at, css.lastIndexOf(';', open) + 1), open).trim()
    const end = endOfBlock(css, open)
    if (!selectors.startsWith('@')) yield [selectors, css.slice(open + 1, end - 1)]
    else if (hasMedia && SCREEN_RULE.test(selectors)) yield* rulesIn(css.slice(open + 1, end - 1), false)
    at = end
  }
}

function matches({ tag, classes, id }: Compound, element: Element): boolean {
  if (tag !== '' && tag !== element.tagName) return false
  if (id !== '' && id !== property(element, 'id')) return false
  if (classes.length === 0) return true
  const own = classesOf(element)
  return classes.every((name) => own.includes(name))
}

/** What stands around the elements of a document. */
class Surroundings {
  readonly #parents = new Map<Element, Element>()
  /** The nearest element that is what a rule asks for, by rule and element: each is looked up once. */
  readonly #nearest = new Map<Compound, Map<Element, Element | undefined>>()

  constructor(root: Root) {
    for (const parent of elementsIn(root))
      for (const child of parent.children) if (child.type === 'element') this.#parents.set(child, parent)
  }

  /** Returns true if the elements around one are those that a rule asks for. */
  fits(rule: Rule, element: Element): boolean {
    let inner = element
    for (const { of: wanted, isParent } of rule.around) {
      const parent = this.#parents.get(inner)
      if (parent === undefined) return false
      const found = isParent
        ? matches(wanted, parent)
          ? parent
          : undefined
        : this.#nearestTo(parent, wanted)
      if (found === undefined) return false
      inner = found
    }
    return true
  }

  #nearestTo(element: Element, wanted: Compound): Element | undefined {
    const known = this.#nearest.get(wanted) ?? new Map<Element, Element | undefined>()
    this.#nearest.set(wanted, known)
    const passed: Element[] = []
    let at: Element | undefined = element
    while (at !== undefined && !known.has(at) && !matches(wanted, at)) {
      passed.push(at)
      at = this.#parents.get(at)
    }
    const found = at === undefined || !known.has(at) ? at : known.get(at)
    for (const each of passed) known.set(each, found)
    return found
  }
}

/** The rules of a document's style sheets. */
export class StyleSheet {
  /** Rules by what their elements must have: an id, a class or a tag; '' for every element. */
  readonly #rules = new Map<string, Rule[]>()
  readonly #known = new Map<string, Declarations>()
  readonly #knownInContext = new WeakMap<Element, Declarations>()
  /** Null where no rule asks what stands around an element. */
  #surroundings: Surroundings | null = null
  #count = 0
  #countInContext = 0

  constructor(root: Root | null) {
    if (root === null) return
    for (const style of elementsIn(root))
      if (style.tagName === 'style')
        for (const [selectors, css] of plainRules(textContent(style))) this.#add(selectors, css)
    if (this.#countInContext > 0) this.#surroundings = new Surroundings(root)
  }

  #add(selectors: string, css: string): void {
    const declarations = declarationsIn(css)
    if (declarations.size === 0) return
    for (const selector of selectors.split(',')) {
      if (this.#count >= MAX_RULES) return
      const rule = ruleOf(selector, declarations)
      if (rule === null || (rule.around.length > 0 && this.#countInContext >= MAX_RULES_IN_CONTEXT)) continue
      this.#count += 1
      if (rule.around.length > 0) this.#countInContext += 1
      const key =
        rule.id === '' ? (rule.classes[0] === undefined ? rule.tag : `.${rule.classes[0]}`) : `#${rule.id}`
      this.#rules.set(key, [...(this.#rules.get(key) ?? []), rule])
    }
  }

  /** Returns the declarations that the sheets give an element, without its own `style`. */
  of(element: Element): Declarations {
    if (this.#count === 0) return NO_DECLARATIONS
    const inContext = this.#knownInContext.get(element)
    if (inContext !== undefined) return inContext
    const classes = new Set(classesOf(element))
    const id = property(element, 'id')
    const key = `${element.tagName} ${[...classes].join(' ')}#${id}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const rules = [
      '',
      element.tagName,
      ...[...classes].map((name) => `.${name}`),
      ...(id === '' ? [] : [`#${id}`]),
    ]
      .flatMap((name) => this.#rules.get(name) ?? [])
      .filter((rule) => matches(rule, element))
    const found = this.#declarationsOf(rules, element)
    if (rules.some(({ around }) => around.length > 0)) this.#knownInContext.set(element, found)
    else this.#known.set(key, found)
    return found
  }

  #declarationsOf(rules: readonly Rule[], element: Element): Declarations {
    const own = rules
      .filter((rule) => rule.around.length === 0 || this.#surroundings?.fits(rule, element) === true)
      .sort((one, other) => one.weight - other.weight)
    return new Map(own.flatMap(({ declarations }) => [...declarations]))
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

const ZERO = /^[01](?:\.0+)?(?:px|pt|r?em|%)?$/
const FAR_AWAY = /^-\d{3,}/

/** Returns true for declarations by which an element shows nothing. */
function hides(css: Declarations): boolean {
  const of = (name: string): string => css.get(name) ?? ''
  if (of('display') === 'none' || of('mso-hide') === 'all') return true
  if (/^(?:hidden|collapse)$/.test(of('visibility'))) return true
  // What moves or fades in is shown once the page runs its script.
  const isAnimated = ['transition', 'animation', 'animation-name', 'transform', 'will-change'].some((name) =>
    css.has(name),
  )
  if (/^0(?:\.0+)?%?$/.test(of('opacity')) && !isAnimated) return true
  if (/^0(?:\.0+)?(?:px|pt|r?em|%)?$/.test(of('font-size'))) return true
  // Image replacement: the words stand far outside of their box.
  if (/^-\d{4,}(?:px|%)?/.test(of('text-indent'))) return true
  if (/^inset\(\s*(?:50|100)%/.test(of('clip-path')) || /^circle\(\s*0/.test(of('clip-path'))) return true
  const isCut = ['overflow', 'overflow-x', 'overflow-y'].some((name) => /^(?:hidden|clip)\b/.test(of(name)))
  const isFlat = ['width', 'height', 'max-width', 'max-height'].some(
    (name) => css.has(name) && ZERO.test(of(name)),
  )
  if (isCut && isFlat) return true
  if (!/^(?:absolute|fixed)$/.test(of('position'))) return false
  return (
    /^rect\(\s*[01](?:px)?\b/.test(of('clip')) ||
    ['left', 'right', 'top', 'bottom'].some((name) => FAR_AWAY.test(of(name)))
  )
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
