import { children, type NodeJSON } from '../../blocks/node.ts'
import { type Article, checkDoc, parts } from '../article.ts'
import type { BlockChange, DiffEntry } from './index.ts'

/**
 * Returns an article with one change taken back: the block as it was before. What was put in since then goes; what went comes
 * back where it was; what changed is replaced, unless it changed again meanwhile: then the older one is put beside it,
 * so that no words are lost.
 * @param entry Of a diff whose newer side is `current`, or was a moment ago.
 */
export function restoreBlock(current: Article, entry: DiffEntry): Article {
  if (entry.kind === 'same') return current
  if (entry.part === 'metadata') return { ...current, metadata: { ...current.metadata, ...entry.before } }
  const { headline, standfirst, body } = parts(current.doc)
  const frame = (head: NodeJSON, stand: NodeJSON, text: NodeJSON): Article => ({
    ...current,
    doc: checkDoc({ ...current.doc, content: [head, stand, text] }),
  })
  if (entry.part === 'headline') return frame(entry.before ?? headline, standfirst, body)
  if (entry.part === 'standfirst') return frame(headline, entry.before ?? standfirst, body)
  const blocks = entry.part === 'turn' ? withTurn(children(body), entry) : withRestored(children(body), entry)
  return frame(headline, standfirst, {
    ...body,
    content: blocks.length === 0 ? [{ type: 'paragraph' }] : blocks,
  })
}

/** Returns the blocks with one turn restored; if its dialogue is gone, in a dialogue of its own. */
function withTurn(blocks: readonly NodeJSON[], entry: BlockChange): readonly NodeJSON[] {
  const [place = 0] = entry.at
  const dialogue = blocks[place]
  if (dialogue?.type !== 'dialogue') {
    const alone = entry.before === null ? [] : [{ type: 'dialogue', content: [entry.before] }]
    return blocks.toSpliced(Math.min(place, blocks.length), 0, ...alone)
  }
  const turns = withRestored(children(dialogue), entry)
  return blocks.toSpliced(place, 1, ...(turns.length === 0 ? [] : [{ ...dialogue, content: turns }]))
}

/** Returns the blocks (or turns) with the older one put back where its change was. */
function withRestored(blocks: readonly NodeJSON[], { before, after, at }: BlockChange): readonly NodeJSON[] {
  const back = before === null ? [] : [before]
  const place = Math.min(at.at(-1) ?? 0, blocks.length)
  if (after === null) return blocks.toSpliced(place, 0, ...back)
  const found = indexOfBlock(blocks, after, place)
  return found === -1 ? blocks.toSpliced(place, 0, ...back) : blocks.toSpliced(found, 1, ...back)
}

/** Returns where a block is now: where it was, or the first that is just the same. */
function indexOfBlock(blocks: readonly NodeJSON[], block: NodeJSON, place: number): number {
  const key = JSON.stringify(block)
  if (JSON.stringify(blocks[place]) === key) return place
  return blocks.findIndex((other) => JSON.stringify(other) === key)
}
