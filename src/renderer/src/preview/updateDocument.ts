/**
 * Changes a shown document into another one, in place: only what differs is replaced, so that the scroll position stays and
 * no picture is loaded again. The policy in its head cannot change that way.
 * @param html a whole document
 */
export function updateDocument(shown: Document, html: string): void {
  const next = new DOMParser().parseFromString(html, 'text/html')
  copyAttributes(shown.documentElement, next.documentElement)
  updateChildren(shown.head, next.head)
  copyAttributes(shown.body, next.body)
  updateChildren(shown.body, next.body)
}

function copyAttributes(shown: Element, next: Element): void {
  for (const { name } of Array.from(shown.attributes))
    if (!next.hasAttribute(name)) shown.removeAttribute(name)
  for (const { name, value } of Array.from(next.attributes))
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value)
}

/** The shown document is of another frame, whose elements are no instances of this page's `Element`. */
function isElement(node: Node | undefined): node is Element {
  return node?.nodeType === Node.ELEMENT_NODE
}

/** Returns how many nodes two lists have in common at their beginning. */
function commonLength(one: readonly Node[], other: readonly Node[]): number {
  let length = 0
  while (
    length < one.length &&
    length < other.length &&
    one[length]?.isEqualNode(other[length] ?? null) === true
  )
    length += 1
  return length
}

/** Replaces the children that differ: all between the equal ones at both ends. A single element that differs is gone into. */
function updateChildren(shown: Element, next: Element): void {
  const before = Array.from(shown.childNodes)
  const after = Array.from(next.childNodes)
  const start = commonLength(before, after)
  const end = commonLength(before.slice(start).reverse(), after.slice(start).reverse())
  const old = before.slice(start, before.length - end)
  const added = after.slice(start, after.length - end)
  const [only] = old
  const [replacement] = added
  const isOnePair = old.length === 1 && added.length === 1
  if (isOnePair && isElement(only) && isElement(replacement) && only.tagName === replacement.tagName) {
    copyAttributes(only, replacement)
    updateChildren(only, replacement)
    return
  }
  const anchor = before[before.length - end] ?? null
  for (const node of old) shown.removeChild(node)
  for (const node of added) shown.insertBefore(shown.ownerDocument.adoptNode(node), anchor)
}
