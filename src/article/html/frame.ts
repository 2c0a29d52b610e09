import type { Element, Nodes, Root } from 'hast'
import {
  classesOf,
  elementsIn,
  findElement,
  hasClass,
  isPullQuote,
  property,
  textContent,
} from '../../blocks/hast.ts'
import { comparable } from '../../text/unicode.ts'

/** The parts of a document an article is made of. */
export interface DocumentParts {
  /** The element around the body, and around all that is left out of it. */
  readonly main: Element | Root
  readonly headline: Element | undefined
  readonly standfirst: Element | undefined
  /** Already told: not part of the body. */
  readonly excluded: readonly Element[]
}

const hasTag =
  (name: string) =>
  (element: Element): boolean =>
    element.tagName === name

/** Returns the element Galley wrote the article in, if it did. */
export function findOwnArticle(root: Root): Element | undefined {
  return findElement(root, (element) => element.tagName === 'article' && hasClass(element, 'galley'))
}

/** Returns the parts of an article that Galley wrote: its `header` has headline and standfirst, the rest is the body. */
function ownDocumentParts(article: Element): DocumentParts {
  const header = article.children.find((child) => child.type === 'element' && child.tagName === 'header')
  if (header?.type !== 'element')
    return { main: article, headline: undefined, standfirst: undefined, excluded: [] }
  return {
    main: article,
    headline: findElement(header, hasTag('h1')),
    standfirst: findElement(header, (element) => hasClass(element, 'standfirst')),
    excluded: [header],
  }
}

/** Characters shown below each node. */
type Lengths = ReadonlyMap<Nodes, number>

/**
 * Characters shown below a node and below each element in it, runs of white space as one. All in one pass: elements
 * within each other would be measured once for each level.
 */
function measureText(node: Nodes, lengths = new Map<Nodes, number>()): Lengths {
  let sum = node.type === 'text' ? node.value.replace(/\s+/g, ' ').length : 0
  if ('children' in node)
    for (const child of node.children) sum += measureText(child, lengths).get(child) ?? 0
  return lengths.set(node, sum)
}

/** Returns the largest `article` that is no teaser or comment beside the text; else `main`; else the body. */
function mainElement(root: Root, lengths: Lengths): Element | Root {
  const body = findElement(root, hasTag('body')) ?? root
  const main =
    findElement(body, (element) => element.tagName === 'main' || property(element, 'role') === 'main') ?? body
  const articles = [...elementsIn(body)].filter(hasTag('article'))
  const size = (element: Element | Root): number => lengths.get(element) ?? 0
  const [largest] = articles.toSorted((one, other) => size(other) - size(one))
  return largest !== undefined && size(largest) * 2 >= size(main) ? largest : main
}

/** Returns true if a node shows a word. Stops at the first one, because it is asked about whole pages, too. */
function hasWords(node: Nodes): boolean {
  return node.type === 'text' ? /\S/u.test(node.value) : 'children' in node && node.children.some(hasWords)
}

/** Word processors have a style for the title, beside which their first headings are sections. */
const isTitle = (element: Element): boolean =>
  element.tagName === 'p' &&
  classesOf(element).some((name) => name === 'title' || name === 'MsoTitle') &&
  hasWords(element)

/**
 * Returns the element with the headline: a word processor's title, else an `h1` in the main content, if there are several the one
 * that the document's title names, else such an `h1` outside of it.
 * @param title the document's title, '' if it has none
 */
function headlineElement(root: Root, main: Element | Root, title: string): Element | undefined {
  const styled = findElement(main, isTitle)
  if (styled !== undefined) return styled
  const isHeadline = (element: Element): boolean => element.tagName === 'h1' && hasWords(element)
  const wanted = comparable(title)
  // A first heading may be the site's name, or belong to a box; the document's title tells.
  const isNamed = (element: Element): boolean =>
    wanted.includes(comparable(textContent(element).replace(/\s+/g, ' ')))
  const inside = [...elementsIn(main)].filter(isHeadline)
  if (inside[0] !== undefined) return inside.find(isNamed) ?? inside[0]
  const outside = [...elementsIn(root)].filter(isHeadline)
  return outside.find(isNamed) ?? (wanted === '' ? outside[0] : undefined)
}

const STANDFIRST_CLASS =
  /^(?:[\w-]*[-_])?(?:standfirst|dek|deck|subtitle|sub-title|subheadline|subhead|MsoSubtitle)$/i

const MAX_STANDFIRST_LENGTH = 400

/** Returns a line under the headline that its class names so. */
function standfirstElement(main: Element | Root, lengths: Lengths): Element | undefined {
  return findElement(main, (element) => {
    if (!/^(?:p|div|h2|span)$/.test(element.tagName) || (lengths.get(element) ?? 0) > MAX_STANDFIRST_LENGTH)
      return false
    return classesOf(element).some((name) => STANDFIRST_CLASS.test(name)) && hasWords(element)
  })
}

/**
 * Finds a document's headline, standfirst and main content.
 * @param own the element that Galley wrote the article in, if it did
 * @param title the document's title
 */
export function findDocumentParts(root: Root, own: Element | undefined, title: string): DocumentParts {
  if (own !== undefined) return ownDocumentParts(own)
  const lengths = measureText(root)
  const main = mainElement(root, lengths)
  return {
    main,
    headline: headlineElement(root, main, title),
    standfirst: standfirstElement(main, lengths),
    excluded: footersAndAsides(main),
  }
}

/** Feet of the page or the article, and asides of a site's page; a quotation's own foot names who said it, and asides within an article are its. */
function footersAndAsides(main: Element | Root): Element[] {
  const out: Element[] = []
  const isSite = findElement(main, ({ tagName }) => /^(?:nav|header|footer)$/.test(tagName)) !== undefined
  const whole = isSite && (main.type === 'root' || main.tagName === 'body')
  const visit = (parent: Element | Root): void => {
    for (const child of parent.children) {
      if (child.type !== 'element') continue
      if (child.tagName === 'footer' || (whole && child.tagName === 'aside' && !isPullQuote(child)))
        out.push(child)
      else if (child.tagName !== 'blockquote' && child.tagName !== 'figure') visit(child)
    }
  }
  visit(main)
  return out
}
