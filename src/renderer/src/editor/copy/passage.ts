import { Fragment, type Node, type NodeType, Slice } from '@tiptap/pm/model'
import { writePassage, writeTextBlocks } from '../../../../article/index.ts'
import { isTextLine } from '../../../../blocks/_view/neighbours.ts'
import { containerFor } from '../../../../blocks/containers.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'

/** The clipboard's type for Galley's own slice: exact, where the HTML beside it is for everybody. */
export const SLICE_TYPE = 'application/x-galley-slice+json'

/** What is handed to the clipboard or a drag. */
export interface Given {
  readonly text: string
  readonly html: string
  readonly slice: string
}

function jsonOf(content: Fragment): NodeJSON[] {
  return (content.toJSON() ?? []) as NodeJSON[]
}

/**
 * Returns blocks with stray parts put back into a container: a turn taken by its handle into a dialogue, list items into a
 * list, neighbours of one sort together.
 */
function contained(nodes: Fragment): NodeJSON[] {
  const blocks: NodeJSON[] = []
  let before: NodeType | null = null
  for (const node of nodes.content) {
    const json = node.toJSON() as NodeJSON
    const container = containerFor(node.type.schema, node.type)
    const last = blocks.at(-1)
    if (container === null) blocks.push(json)
    else if (container === before && last !== undefined)
      blocks[blocks.length - 1] = { ...last, content: [...(last.content ?? []), json] }
    else blocks.push({ type: container.name, content: [json] })
    before = container
  }
  return blocks
}

/** A slice without the frame of the article around it, as far as it is one: blocks or inline nodes, open as they were. */
export function unframed({ content, openStart, openEnd }: Slice): Slice {
  const only = content.childCount === 1 ? content.firstChild : null
  if (only?.type.name === 'body')
    return new Slice(only.content, Math.max(0, openStart - 1), Math.max(0, openEnd - 1))
  return new Slice(content, openStart, openEnd)
}

/** The words of a slice that lies within one block of text; null when it is more. A whole heading is more than words. */
function wordsOf({ content, openStart, openEnd }: Slice, whole: boolean): Fragment | null {
  let within = content
  let depth = 0
  while (depth < Math.min(openStart, openEnd) && within.childCount === 1 && within.firstChild !== null) {
    const { firstChild } = within
    if (whole && isTextLine(firstChild) && firstChild.type.name !== 'paragraph') return null
    within = firstChild.content
    depth += 1
  }
  return within.firstChild?.isInline === true ? within : null
}

interface Framed {
  readonly headline: string
  readonly standfirst: string
  readonly blocks: Fragment
}

/** Returns a slice that reaches from one field of the article into another, by its fields. */
function fieldsOf(content: Fragment): Framed {
  const field = (name: string): Node | undefined => content.content.find(({ type }) => type.name === name)
  const text = (name: string): string => field(name)?.textContent ?? ''
  const isFramed = content.content.some(({ type }) => ['headline', 'standfirst', 'body'].includes(type.name))
  return {
    headline: text('headline'),
    standfirst: text('standfirst'),
    blocks: isFramed ? (field('body')?.content ?? Fragment.empty) : content,
  }
}

/**
 * Returns a slice for other programs and for Galley: plain text with the names of who speaks, clean HTML with headings as
 * headings, and the slice itself.
 * @param whole whether the selection is all of the block it lies in
 * @param draft the id of the draft it is copied from, whose picture files it shows
 */
export function giveSlice(slice: Slice, language: string, whole = false, draft = ''): Given {
  const own = unframed(slice)
  const json = JSON.stringify({ draft, slice: own.toJSON() as unknown })
  const words = wordsOf(own, whole)
  if (words !== null) {
    const content = jsonOf(words)
    return {
      text: words.textBetween(0, words.size, '\n', '\n'),
      html: writePassage({ language, content }),
      slice: json,
    }
  }
  const { headline, standfirst, blocks } = fieldsOf(own.content)
  const content = contained(blocks)
  return {
    text: [headline, standfirst, writeTextBlocks(content)].filter((piece) => piece !== '').join('\n\n'),
    html: writePassage({ language, headline, standfirst, content }),
    slice: json,
  }
}
