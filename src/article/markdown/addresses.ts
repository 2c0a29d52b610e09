import type { Definition, Image, Link, Nodes, Root } from 'mdast'

/** Looks up the file that an address of a document leads to, such as `tram.png` beside it; null leaves the address as it is. */
export type AddressFinder = (address: string) => Promise<string | null>

type Addressed = Image | Link | Definition

/** Returns the nodes with an address, in the order of the file. */
function addressedIn(tree: Root): Addressed[] {
  const found: Addressed[] = []
  const walk = (at: Nodes): void => {
    if (at.type === 'image' || at.type === 'link' || at.type === 'definition') found.push(at)
    if ('children' in at) for (const child of at.children) walk(child)
  }
  walk(tree)
  return found
}

/**
 * Replaces the addresses of pictures, links and definitions in a tree by what `find` returns for them, one after the other. In a
 * file without a picture nothing is looked up.
 * @param source the Markdown of the tree
 */
export async function replaceAddresses(tree: Root, source: string, find: AddressFinder): Promise<void> {
  if (!source.includes('![')) return
  for (const node of addressedIn(tree)) node.url = (await find(node.url)) ?? node.url
}
