import type { Line, LinePart } from '../../blocks/block.ts'
import { children, inlineText, isInlineAtom, node, type NodeJSON, textNode } from '../../blocks/node.ts'
import { UNSPACED_TEXT } from '../../text/scripts.ts'

type More = Extract<LinePart, { part: 'more' }>

const UNSPACED_PAIR = new RegExp(`^[${UNSPACED_TEXT}]{2}$`, 'u')

/** Returns what stands between two lines: no space between letters of a script that has none. */
function betweenLines(
  above: NodeJSON | undefined,
  joint: More['joint'],
  below: readonly NodeJSON[],
): NodeJSON[] {
  if (joint === 'break') return [node('hardBreak', null)]
  const edges = `${above?.text?.at(-1) ?? ''}${below[0]?.text?.at(0) ?? ''}`
  return UNSPACED_PAIR.test(edges) ? [] : [textNode(' ')]
}

/** Returns a node with inline content added at the end of its last part: the last turn of a dialogue. */
function added(block: NodeJSON, { joint, content }: More): NodeJSON {
  const parts = children(block)
  const last = parts.at(-1)
  const isRunningText =
    last === undefined || last.type === 'text' || last.type === 'hardBreak' || isInlineAtom(last)
  if (!isRunningText)
    return { ...block, content: [...parts.slice(0, -1), added(last, { part: 'more', joint, content })] }
  const between = parts.length === 0 ? [] : betweenLines(last, joint, content)
  return { ...block, content: mergedText([...parts, ...between, ...content]) }
}

/** Joins plain text nodes that stand beside each other. */
function mergedText(inline: readonly NodeJSON[]): NodeJSON[] {
  const out: NodeJSON[] = []
  for (const next of inline) {
    const before = out.at(-1)
    if (
      before?.text !== undefined &&
      next.text !== undefined &&
      before.marks === undefined &&
      next.marks === undefined
    )
      out[out.length - 1] = textNode(before.text + next.text)
    else out.push(next)
  }
  return out
}

/**
 * Returns the block above with a line that goes on with it.
 * @param block the block above; without one, the line is a paragraph
 */
export function withMore(block: NodeJSON | undefined, more: More, line: Line): NodeJSON[] {
  if (block === undefined) return [node('paragraph', null, inlineText(line.raw))]
  return [added(block, more)]
}
