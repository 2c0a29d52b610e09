import type { Element, ElementContent, Nodes, Properties } from 'hast'

/** What every HTML face may use: elements made and elements looked at. */

/** An element; a string is a text, an empty one nothing. A run of children that may be long is given as an array. */
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

/** An attribute as text, '' where it is absent. Lists come joined as they are written: `srcset` by commas. */
export function property(of: Element, name: string): string {
  const value = of.properties[name]
  if (Array.isArray(value)) return value.join(name === 'srcSet' ? ', ' : ' ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function classesOf(of: Element): readonly string[] {
  return property(of, 'className').split(/\s+/).filter(Boolean)
}

export function hasClass(of: Element, name: string): boolean {
  return classesOf(of).includes(name)
}

/** All text below a node, as the source has it: whitespace is not collapsed. */
export function textContent(of: Nodes): string {
  if (of.type === 'text') return of.value
  return 'children' in of ? of.children.map(textContent).join('') : ''
}

/** The elements below a node, in document order; not the node itself. */
export function* elementsIn(of: Nodes): Generator<Element> {
  const open: Nodes[] = [of]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at !== of && at.type === 'element') yield at
    if ('children' in at)
      for (const child of at.children.toReversed()) if ('children' in child) open.push(child)
  }
}

/** The first element below a node that fits. */
export function findElement(of: Nodes, matches: (element: Element) => boolean): Element | undefined {
  for (const candidate of elementsIn(of)) if (matches(candidate)) return candidate
  return undefined
}

/** The same content without one element, wherever in it that is. */
export function withoutElement(content: readonly ElementContent[], target: Element | undefined): ElementContent[] {
  if (target === undefined) return [...content]
  return content
    .filter((child) => child !== target)
    .map((child) =>
      child.type === 'element' ? { ...child, children: withoutElement(child.children, target) } : child,
    )
}

/** Whether content shows nothing but white space (no-break spaces count as white). */
export function isBlank(content: readonly ElementContent[]): boolean {
  return content.every((child) => child.type !== 'element' && !/\S/u.test(textContent(child)))
}
