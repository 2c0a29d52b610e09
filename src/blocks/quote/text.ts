import type { TextFace } from '../block.ts'
import { children, inlineText, node, textOf } from '../node.ts'

/**
 * Quotes in plain text: their paragraphs, separated by blank lines. Read from lines that begin with `> `, as mails have them. In the
 * outline each paragraph has a row `{ type: 'quote', text }`; a list inside has its own rows.
 */
export const text: TextFace = {
  read: (lines) => (line, index) => {
    if (!line.matchable.startsWith('> ')) return null
    const content = inlineText(line.raw.replace(/^>[>\s]*/u, ''))
    const above = lines[index - 1]
    const goesOn = above?.chunk === line.chunk && above.matchable.startsWith('> ')
    if (goesOn) return { part: 'more', joint: 'break', content }
    return node('quote', { pull: false }, [node('paragraph', null, content)])
  },
  outline: {
    quote: (node, each) =>
      children(node).flatMap((child) =>
        child.type === 'paragraph' ? [{ type: 'quote', text: textOf(child) }] : each(child),
      ),
  },
  plain: { quote: (node, each) => children(node).map(each).join('\n\n') },
}
