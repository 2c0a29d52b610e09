import type { Element, ElementContent, Nodes, Properties } from 'hast'

/** Helpers for the HTML faces of all blocks: building elements, and reading what a parsed document holds. */

/**
 * Returns an element.
 * @param properties by hast property name: `className`, `dataAlt`
 * @param children elements, or strings for text ('' is left out); pass a long run as one array, for spreading could
 *   overflow the stack
 */
export function element(
  tagName: string,
  properties: Properties,
  ...children: readonly (ElementContent | string | readonly (ElementContent | string)[])[]
): Element {
  const content = children
    .flat()
    .map((child): ElementContent => (typeof child === 'string' ? { type: 'text', value: child } : child))
  return {
    type: 'element',
    tagName,
    properties,
    children: content.filter((child) => child.type !== 'text' || child.value !== ''),
  }
}

/** Returns an attribute as text, '' if it is absent. Lists are joined as HTML writes them: `srcset` by commas. */
export function property(target: Element, name: string): string {
  const value = target.properties[name]
  if (Array.isArray(value)) return value.join(name === 'srcSet' ? ', ' : ' ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Returns the classes of an element, in order. */
export function classesOf(target: Element): readonly string[] {
  return property(target, 'className').split(/\s+/).filter(Boolean)
}

/** Returns true if an element has a class of exactly this name. */
export function hasClass(target: Element, name: string): boolean {
  return classesOf(target).includes(name)
}

/** Returns all text below a node as it is in the source, white space not collapsed. */
export function textContent(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textContent).join('') : ''
}

/** Yields the elements below a node in document order, without the node itself. Not recursive: depth does not matter. */
export function* elementsIn(root: Nodes): Generator<Element> {
  const open: Nodes[] = [root]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at !== root && at.type === 'element') yield at
    if ('children' in at)
      for (const child of at.children.toReversed()) if ('children' in child) open.push(child)
  }
}

/** Returns the first element below a node, in document order, for which `matches` is true. */
export function findElement(root: Nodes, matches: (element: Element) => boolean): Element | undefined {
  for (const candidate of elementsIn(root)) if (matches(candidate)) return candidate
  return undefined
}

/**
 * Returns content without one element, however deep in it that is; all of it if `target` is undefined. Elements that do not
 * contain it stay the same objects.
 */
export function withoutElement(
  content: readonly ElementContent[],
  target: Element | undefined,
): ElementContent[] {
  if (target === undefined) return [...content]
  return content
    .filter((child) => child !== target)
    .map((child) => {
      if (child.type !== 'element') return child
      const children = withoutElement(child.children, target)
      const isSame =
        children.length === child.children.length && children.every((each, at) => each === child.children[at])
      return isSame ? child : { ...child, children }
    })
}

/** Returns true if content holds no element and no text but white space, no-break spaces included. */
export function isBlank(content: readonly ElementContent[]): boolean {
  return content.every((child) => child.type !== 'element' && !/\S/u.test(textContent(child)))
}

/** Returns true for what sites name a pull quote: ours, WordPress's `wp-block-pullquote`, `pull-quote`. */
export function isPullQuote(target: Element): boolean {
  return classesOf(target).some((name) => /^(?:wp-block-)?pull-?quote$/i.test(name))
}
