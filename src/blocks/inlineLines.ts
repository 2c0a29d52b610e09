import { safeUrl } from '../text/url.ts'
import { children, linkMark, type MarkJSON, type NodeJSON, textNode } from './node.ts'

/** Inline content for blocks that write themselves as plain paragraphs (`flatten` of their Markdown face). */

const BREAK: NodeJSON = { type: 'hardBreak' }

/** Returns lines of inline content as one run, with a hard break between two lines. */
export function joinedLines(lines: readonly (readonly NodeJSON[])[]): NodeJSON[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [BREAK, ...line]))
}

/** Returns `text` as a link to `url`, or as plain text if the address is not safe to follow; nothing for ''. */
export function linkedText(text: string, url: string): NodeJSON[] {
  const link: MarkJSON[] = safeUrl(url) === null ? [] : [linkMark(url)]
  return text === '' ? [] : [textNode(text, link)]
}

/** Returns a node's inline content after `label` and a colon: `Mina: Wait.` The content alone where the label is ''. */
export function labelledContent(label: string, node: NodeJSON): NodeJSON[] {
  return label === '' ? [...children(node)] : [textNode(`${label}: `), ...children(node)]
}
