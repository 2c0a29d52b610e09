import type { NodeJSON } from '../blocks/node.ts'

/** Returns the pictures that a document shows, each once, in their order, as its blocks name them: `images/pier.jpg`. */
export function pictureSources(doc: NodeJSON): string[] {
  const found = new Set<string>()
  const walk = ({ attrs, content = [] }: NodeJSON): void => {
    const src = attrs?.src
    if (typeof src === 'string' && src !== '') found.add(src)
    for (const child of content) walk(child)
  }
  walk(doc)
  return [...found]
}
