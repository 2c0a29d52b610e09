import type { ElementContent } from 'hast'
import { element } from '../../blocks/hast.ts'
import { attribute, isInlineAtom, type MarkJSON, type NodeJSON } from '../../blocks/node.ts'
import type { MarkName } from '../marks.ts'
import { append } from '../../text/append.ts'

const MARK_WRITERS: Readonly<
  Record<MarkName, (mark: MarkJSON, content: ElementContent[]) => ElementContent>
> = {
  link: (mark, content) => {
    const title = attribute(mark, 'title')
    return element('a', { href: attribute(mark, 'href'), ...(title === '' ? {} : { title }) }, content)
  },
  superscript: (_mark, content) => element('sup', {}, content),
  subscript: (_mark, content) => element('sub', {}, content),
  strong: (_mark, content) => element('strong', {}, content),
  em: (_mark, content) => element('em', {}, content),
  strike: (_mark, content) => element('s', {}, content),
  code: (_mark, content) => element('code', {}, content),
}

function isSameMark(one: MarkJSON | undefined, other: MarkJSON | undefined): boolean {
  return (
    one?.type === other?.type &&
    one?.attrs?.href === other?.attrs?.href &&
    one?.attrs?.title === other?.attrs?.title
  )
}

/** Returns true if a run of text shows anything but white space. */
function isVisible(run: readonly NodeJSON[]): boolean {
  return run.some(({ text = '' }) => /\S/u.test(text))
}

/** Writes a node of text that is no text itself: a footnote. */
type AtomWriter = (node: NodeJSON) => ElementContent

function leafContent(inline: NodeJSON, writeAtom: AtomWriter): ElementContent {
  if (isInlineAtom(inline)) return writeAtom(inline)
  return inline.type === 'hardBreak' ? element('br', {}) : { type: 'text', value: inline.text ?? '' }
}

/**
 * Returns inline nodes as elements, neighbours under one mark sharing its element. Marks nest in the order they have, which is
 * the schema's. A link without a visible word is none: nobody could follow it.
 */
export function writeInline(nodes: readonly NodeJSON[], writeAtom: AtomWriter, depth = 0): ElementContent[] {
  const out: ElementContent[] = []
  for (let at = 0; at < nodes.length;) {
    const mark = nodes[at]?.marks?.[depth]
    let end = at + 1
    while (end < nodes.length && isSameMark(nodes[end]?.marks?.[depth], mark)) end += 1
    const run = nodes.slice(at, end)
    at = end
    if (mark === undefined)
      append(
        out,
        run.map((inline) => leafContent(inline, writeAtom)),
      )
    else if (mark.type === 'link' && !isVisible(run)) append(out, writeInline(run, writeAtom, depth + 1))
    else out.push(MARK_WRITERS[mark.type as MarkName](mark, writeInline(run, writeAtom, depth + 1)))
  }
  return out
}
