import type { Handle } from 'mdast-util-to-markdown'
import type { Directives } from 'mdast-util-directive'

/**
 * Attributes of directives in structured Markdown. A reader that knows no directives takes `alt="><script>"` for HTML, so `<` is
 * a character reference in them; the library writes it as it is.
 */

/** A character that the schema refuses in every text (a noncharacter, Unicode 23.7). It stands for `<` while a directive is written. */
const STAND_IN = '\ufdd0'

function hasBracket({ attributes }: Directives): boolean {
  return Object.values(attributes ?? {}).some((value) => value?.includes('<') === true)
}

/** Returns a writer of directives that writes `<` in their attributes as a character reference. */
export function withSafeAttributes(write: Handle): Handle {
  const safe: Handle = (node: Directives, parent, state, info) => {
    if (!hasBracket(node)) return write(node, parent, state, info)
    const attributes = Object.fromEntries(
      Object.entries(node.attributes ?? {}).map(([name, value]) => [name, value?.replaceAll('<', STAND_IN)]),
    )
    return write({ ...node, attributes }, parent, state, info).replaceAll(STAND_IN, '&#x3C;')
  }
  return Object.assign(safe, write)
}
