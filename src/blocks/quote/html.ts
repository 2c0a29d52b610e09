import type { HtmlFace } from '../block.ts'
import { element } from '../hast.ts'
import { children, node, type NodeJSON } from '../node.ts'
import { append } from '../../text/append.ts'

/** What a quote may hold of a block; [] for what must stand outside it. */
function held(block: NodeJSON): readonly NodeJSON[] {
  switch (block.type) {
    case 'paragraph':
    case 'bulletList':
    case 'orderedList':
      return [block]
    case 'heading':
      return [node('paragraph', null, children(block))]
    case 'quote':
      return children(block)
    default:
      return []
  }
}

/** Quotes of what they can hold, in place; pictures and the like stand between them. */
function quotes(blocks: readonly NodeJSON[]): NodeJSON[] {
  const out: NodeJSON[] = []
  let open: NodeJSON[] = []
  const close = (): void => {
    if (open.length > 0) out.push(node('quote', null, open))
    open = []
  }
  for (const block of blocks) {
    const inside = held(block)
    append(open, inside)
    if (inside.length > 0) continue
    close()
    out.push(block)
  }
  close()
  return out
}

export const html: HtmlFace = {
  write: { quote: (of, writing) => [element('blockquote', {}, writing.blocks(children(of)))] },
  read: { blockquote: (of, reading) => quotes(reading.blocks(of.children)) },
}
