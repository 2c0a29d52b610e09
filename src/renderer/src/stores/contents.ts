import { attribute, children, type NodeJSON, number, textOf } from '../../../blocks/node.ts'

/** A line of the outline: a block of the body that somebody may want to go to. */
export interface ContentsRow {
  /** Which block of the body, from 0. */
  readonly block: number
  readonly kind: 'heading' | 'dialogue' | 'figure' | 'embed'
  /** A heading's level, 2 to 4; 0 for what stands below one. */
  readonly level: number
  readonly label: string
  /** What else is told in a word: "12 turns", "waiting". */
  readonly detail: string
}

type Row = Omit<ContentsRow, 'block'>

/** Who speaks in a dialogue, each once, in order. */
function speakersOf(dialogue: NodeJSON): string {
  return [...new Set(children(dialogue).map((turn) => attribute(turn, 'speaker')))]
    .filter((name) => name !== '')
    .join(', ')
}

const ROWS: Readonly<Record<string, (block: NodeJSON) => Row>> = {
  heading: (block) => ({
    kind: 'heading',
    level: number(block, 'level') ?? 2,
    label: textOf(block).trim() || 'Untitled section',
    detail: '',
  }),
  dialogue: (block) => {
    const turns = children(block).length
    return {
      kind: 'dialogue',
      level: 0,
      label: speakersOf(block) || 'Nobody yet',
      detail: `${String(turns)} ${turns === 1 ? 'turn' : 'turns'}`,
    }
  },
  figure: (block) => ({
    kind: 'figure',
    level: 0,
    label: textOf(block).trim() || attribute(block, 'alt') || 'Photo',
    detail: attribute(block, 'src') === '' ? 'waiting' : '',
  }),
  embed: (block) => ({
    kind: 'embed',
    level: 0,
    label: attribute(block, 'title') || attribute(block, 'url'),
    detail: attribute(block, 'provider'),
  }),
}

/** The outline of a body: headings, dialogues by their speakers, photos and embeds. */
export function contentsOf(body: NodeJSON): ContentsRow[] {
  return children(body).flatMap((block, index) => {
    const row = ROWS[block.type]?.(block)
    return row === undefined ? [] : [{ block: index, ...row }]
  })
}

/** Which row stands for a block: its own, or the last one above it; -1 when there is none. */
export function rowFor(rows: readonly ContentsRow[], block: number): number {
  return rows.findLastIndex((row) => row.block <= block)
}
