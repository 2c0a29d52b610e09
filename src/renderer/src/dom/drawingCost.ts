import { parseDataUrl } from '../../../text/dataUrl.ts'

/**
 * How much a browser draws for an SVG file. A few elements that show each other can become billions, and block the page:
 *
 *   <use href="#a">                        draws a
 *   <path fill="url(#p)">                  draws p, a pattern, and whatever fills p's own elements; likewise masks, filters, …
 *   <g fill="url(#p)"> 1000 paths </g>     draws p a thousand times
 *   <path marker-mid="url(#m)" d="…">      draws m at each of its points
 *   <image href="data:image/svg+xml,…">    draws the file in the address
 *
 * All numbers here are upper bounds.
 */

const XLINK_NAMESPACE = 'http://www.w3.org/1999/xlink'

/** Elements that show what their `href` names. */
const SHOWS_HREF = new Set(['use', 'pattern', 'feImage'])
/** A gradient shows no elements, however many refer to it. */
const GRADIENTS = new Set(['linearGradient', 'radialGradient'])
/** Properties that concern the element alone. All others may be inherited by the elements in it. */
const OWN_PROPERTIES = new Set(['clip-path', 'filter', 'mask', 'mask-image'])
/** The first match of a line of CSS: a comment, an address, a string. */
const CSS_TOKENS =
  /\/\*[\s\S]*?\*\/|url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'/gi
/** The place before the address of a drawing that contains it. */
const NESTED_DRAWING = /(?=data:\s*image\/svg)/i

/** A reference to an element, from an attribute or a rule. */
interface Reference {
  readonly id: string
  readonly property: string
}

/** Returns how many elements a drawing has once each reference is replaced by what it shows. */
export function elementCount(drawing: Document): number {
  const rules = referencesOfRules(drawing)
  const known = new Map<Element, number>()
  const countOf = (id: string): number => {
    const target = elementById(drawing, id)
    return target === null || GRADIENTS.has(target.localName) ? 0 : count(target)
  }
  const count = (element: Element): number => {
    const before = known.get(element)
    if (before !== undefined) return before
    // Stands until it is counted, so that an element that shows itself ends.
    known.set(element, 0)
    const shown = hrefOf(element)
    const inside = [...element.children].reduce(
      (all, child) => all + count(child),
      1 + (shown === null ? 0 : countOf(shown)),
    )
    const references = [...referencesOfAttributes(element), ...(rules.get(element) ?? [])]
    let [own, inherited] = [0, 0]
    for (const { id, property } of references)
      if (OWN_PROPERTIES.has(property)) own += countOf(id)
      else inherited += countOf(id) * (property.startsWith('marker') ? pointsIn(element) : 1)
    const sum = inside * (1 + inherited) + own + nestedCount(element)
    known.set(element, sum)
    return sum
  }
  return count(drawing.documentElement)
}

/** Returns the id that an element's `href` names, if it shows that, as browsers read it: ` #a`, any prefix of XLink. */
function hrefOf(element: Element): string | null {
  if (!SHOWS_HREF.has(element.localName)) return null
  const link = element.getAttribute('href') ?? element.getAttributeNS(XLINK_NAMESPACE, 'href') ?? ''
  const address = link.replace(/[\t\n\r]/g, '').trim()
  return address.startsWith('#') ? address.slice(1) : null
}

/** Returns the element with an id as an address has it: `a` or `%61`. */
function elementById(drawing: Document, id: string): Element | null {
  const whole = drawing.getElementById(id)
  if (whole !== null) return whole
  try {
    return drawing.getElementById(decodeURIComponent(id))
  } catch {
    return null
  }
}

function referencesOfAttributes(element: Element): readonly Reference[] {
  return [...element.attributes].flatMap(({ localName, value }) =>
    localName === 'style' ? referencesIn(plainCss(value)) : referencesIn(plainCss(`${localName}:${value}`)),
  )
}

/**
 * Returns what the rules of `style` elements refer to, by the elements that they apply to. Where that is not certain, they
 * apply to all.
 */
function referencesOfRules(drawing: Document): ReadonlyMap<Element, readonly Reference[]> {
  const found = new Map<Element, Reference[]>()
  const add = (elements: Iterable<Element>, references: readonly Reference[]): void => {
    for (const element of elements) found.set(element, [...(found.get(element) ?? []), ...references])
  }
  for (const style of drawing.querySelectorAll('style')) {
    let css = plainCss(style.textContent)
    let hasBlocks = true
    while (hasBlocks) {
      hasBlocks = false
      // The innermost blocks: rules, and then the groups and rules around them.
      css = css.replace(/([^{};]*)\{([^{}]*)\}/g, (_, selector: string, declarations: string) => {
        hasBlocks = true
        const references = referencesIn(declarations)
        if (references.length > 0) add(selected(drawing, selector), references)
        return ';'
      })
    }
    add([drawing.documentElement], referencesIn(css))
  }
  return found
}

/** Returns the elements that a selector selects; the root, in which all are, for one that is not understood. */
function selected(drawing: Document, selector: string): Iterable<Element> {
  try {
    if (!selector.includes('&') && !selector.includes('@')) return drawing.querySelectorAll(selector.trim())
  } catch {
    // No selector of this browser's.
  }
  return [drawing.documentElement]
}

/** Returns CSS without comments, with its strings empty, its addresses bare, and the escapes of letters resolved. */
function plainCss(text: string): string {
  const unescaped = text.replace(/\\0{0,4}([2-7][0-9a-f])\s?/gi, (whole, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16))
    return /[\w#-]/.test(character) ? character : whole
  })
  return unescaped.replace(CSS_TOKENS, (token, double?: string, single?: string, bare?: string) => {
    const address = double ?? single ?? bare
    if (address !== undefined) return `url(${address.replace(/[{}();]/g, '').trim()})`
    return token.startsWith('/*') ? ' ' : '""'
  })
}

/** Returns the references in declarations: `fill:url(#a);stroke:none`. */
function referencesIn(declarations: string): readonly Reference[] {
  return declarations.split(';').flatMap((declaration) => {
    const property = declaration.slice(0, declaration.indexOf(':')).trim().toLowerCase()
    const addresses = declaration.matchAll(/url\(#([^)]*)\)/gi)
    return Array.from(addresses, ([, id = '']) => ({ id, property }))
  })
}

/** Returns how many points the lines of an element can have: of a group, of all elements in it. */
function pointsIn(element: Element): number {
  const lines = [element, ...element.querySelectorAll('[d], [points]')]
  const numbers = lines.map((line) => {
    const text = `${line.getAttribute('d') ?? ''} ${line.getAttribute('points') ?? ''}`
    return text.match(/[\d.]+/g)?.length ?? 0
  })
  return Math.max(2, ...numbers)
}

/** Returns the elements of the drawings that an element has in addresses of its own. */
function nestedCount(element: Element): number {
  const texts = [...element.attributes].map(({ value }) => value)
  if (element.localName === 'style') texts.push(element.textContent)
  const addresses = texts.flatMap((text) => text.replace(/[\t\n\r]/g, '').split(NESTED_DRAWING))
  return addresses
    .filter((text) => NESTED_DRAWING.test(text))
    .reduce((all, address) => all + elementCount(drawingIn(address)), 0)
}

/** Returns the drawing in an address. What stands behind the address does no harm: a reader of XML stops there. */
function drawingIn(address: string): Document {
  const base64 = parseDataUrl(address)?.base64.match(/^[\w+/=%-]*/)?.[0]
  const text = base64 === undefined ? address.slice(address.indexOf(',') + 1) : atob(unescaped(base64))
  return new DOMParser().parseFromString(base64 === undefined ? unescaped(text) : text, 'image/svg+xml')
}

/** Returns an address without its percent signs; as it is if they are none. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
