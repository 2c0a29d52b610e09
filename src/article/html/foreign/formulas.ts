import type { Element, ElementContent } from 'hast'
import { classesOf, findElement, hasClass, property, textContent } from '../../../blocks/hast.ts'

/** Formulas of MathML, KaTeX, MathJax and Wikipedia. An article has none, so each becomes its TeX, or its text, as code. */

export interface Formula {
  readonly text: string
  /** It stands on a line of its own. */
  readonly isDisplayed: boolean
}

const WRAPPERS = /^(?:katex(?:-display)?|mwe-math-element(?:-\w+)?|MathJax(?:_Display|_SVG|_CHTML)?)$/
const FORMULA_PICTURE = /^(?:mwe-math-fallback-image-\w+|latex|tex|math)$/

/** Signs that MathML has between the parts of an element, by its name: `x^2`, `(a)/(b)`. */
const SIGNS: Readonly<Record<string, readonly [string, string, string]>> = {
  msup: ['', '^', ''],
  mover: ['', '^', ''],
  msub: ['', '_', ''],
  munder: ['', '_', ''],
  mfrac: ['(', ')/(', ')'],
  msqrt: ['√(', '', ')'],
  mtr: ['', ' ', '; '],
}

/** Returns MathML's presentation elements as a line of text. */
function linear(content: readonly ElementContent[]): string {
  return content
    .map((child) => {
      if (child.type === 'text') return child.value.trim()
      if (child.type !== 'element' || child.tagName.startsWith('annotation')) return ''
      const [open, between, close] = SIGNS[child.tagName] ?? ['', '', '']
      const parts = child.children
        .filter((part) => part.type === 'element' || part.type === 'text')
        .map((part) => linear([part]))
        .filter((part) => part !== '')
      if (/^m(?:subsup|underover)$/.test(child.tagName))
        return `${parts[0] ?? ''}_${parts[1] ?? ''}^${parts[2] ?? ''}`
      return open + parts.join(between) + close
    })
    .join('')
}

/** Returns the TeX in a formula's element, or else its text. */
function textOfFormula(element: Element): string {
  const isTex = (each: Element): boolean =>
    each.tagName === 'annotation' && /\btex\b/i.test(property(each, 'encoding'))
  const math =
    element.tagName === 'math' ? element : findElement(element, ({ tagName }) => tagName === 'math')
  const annotation = findElement(element, isTex)
  const picture = findElement(element, ({ tagName }) => tagName === 'img')
  const texts = [
    annotation === undefined ? '' : textContent(annotation),
    math === undefined ? '' : property(math, 'alttext') || property(math, 'altText'),
    picture === undefined ? '' : property(picture, 'alt'),
    math === undefined ? '' : linear(math.children),
    property(element, 'ariaLabel'),
    math === undefined ? textContent(element) : '',
  ]
  return texts.find((text) => text.trim() !== '') ?? ''
}

/** Returns a formula without the wrapper that Wikipedia sets around each: `{\displaystyle E}`. */
const tidied = (tex: string): string =>
  tex
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\{\\(?:displaystyle|textstyle) (.*)\}$/u, '$1')
    .trim()

/**
 * Returns the formula that an element is, null if it is none.
 * @param hasTexScripts true if the document keeps its TeX in scripts, beside which MathJax draws each formula
 */
export function formulaOf(element: Element, hasTexScripts: boolean): Formula | null {
  const { tagName } = element
  const isScript = tagName === 'script' && /^math\/tex/i.test(property(element, 'type'))
  const isWrapper = tagName === 'mjx-container' || classesOf(element).some((name) => WRAPPERS.test(name))
  const isPicture =
    tagName === 'img' &&
    property(element, 'alt').trim() !== '' &&
    classesOf(element).some((name) => FORMULA_PICTURE.test(name))
  if (!isScript && !isWrapper && !isPicture && tagName !== 'math') return null
  const text = isScript
    ? textContent(element)
    : isPicture
      ? property(element, 'alt')
      : hasTexScripts && isWrapper
        ? ''
        : textOfFormula(element)
  const isDisplayed =
    property(element, 'display') === 'block' ||
    property(element, 'display') === 'true' ||
    hasClass(element, 'katex-display') ||
    property(element, 'type').includes('mode=display')
  return { text: tidied(text), isDisplayed }
}
