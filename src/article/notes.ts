import { children, isInlineAtom, type MarkJSON, type NodeJSON } from '../blocks/node.ts'
import { WORD_CHARACTERS } from '../text/words.ts'
import type { Article } from './article.ts'
import { noteMarks } from './marks.ts'

/**
 * Notes to self: comments and to-dos on passages of an article. They are marks, so they follow their words through edits, undo,
 * journal and history, and into other drafts. They never leave Galley: every writer of this folder begins with
 * {@link withoutNotes}. `TK` ("to come") in the words is a to-do, too; being words, it does leave, so a check counts it.
 *
 *     { type: 'text', text: 'in 1994', marks: [{ type: 'comment', attrs: { id: 'k3f9', text: 'or 1995?' } }] }
 */

/** A run of text under the same marks. A line break is a run of one character. */
export interface Run {
  readonly text: string
  readonly marks: readonly MarkJSON[]
}

/** A note on a range of one block's text. */
export interface Note {
  readonly kind: 'comment' | 'todo'
  /** A comment's id, the same for all its passages; '' for a to-do. */
  readonly id: string
  /** What the comment says; '' for a to-do. */
  readonly text: string
  /** Offsets in the block's text, in characters. */
  readonly from: number
  readonly to: number
  /** The words it is on. */
  readonly quote: string
}

/** A note and where it is: the index of its block in the body, from 0; -1 above the body. */
export interface PlacedNote extends Note {
  readonly block: number
}

const TO_COME = new RegExp(`(?<![${WORD_CHARACTERS}])(?:TK)+(?![${WORD_CHARACTERS}])`, 'gu')

/** Extends the last note if it ends where this one begins, or adds this one. */
function extend(notes: Note[], note: Note): void {
  const last = notes.findIndex(({ kind, id, to }) => kind === note.kind && id === note.id && to === note.from)
  const before = notes[last]
  if (before === undefined) notes.push(note)
  else notes[last] = { ...before, to: note.to, quote: before.quote + note.quote }
}

/** Returns the notes on one block's text, in order. */
export function notesInRuns(runs: readonly Run[]): Note[] {
  const notes: Note[] = []
  let from = 0
  for (const { text, marks } of runs) {
    const to = from + text.length
    for (const { type, attrs } of marks)
      if (type === 'comment' || type === 'todo')
        extend(notes, {
          ...{ kind: type, id: String(attrs?.id ?? ''), text: String(attrs?.text ?? '') },
          ...{ from, to, quote: text },
        })
    from = to
  }
  for (const { 0: quote, index } of runs
    .map(({ text }) => text)
    .join('')
    .matchAll(TO_COME)) {
    const isMarked = notes.some((note) => note.kind === 'todo' && note.from <= index && index < note.to)
    if (!isMarked)
      notes.push({ kind: 'todo', id: '', text: '', from: index, to: index + quote.length, quote })
  }
  return notes.sort((one, other) => one.from - other.from || other.to - one.to)
}

/** Returns the notes without the further passages of comments that have several, such as one over two paragraphs. */
export function firstPassages<Placed extends Note>(notes: readonly Placed[]): Placed[] {
  const first = new Map(notes.toReversed().map((note) => [note.id, note]))
  return notes.filter((note) => note.id === '' || first.get(note.id) === note)
}

/** Returns the inline content of a text block as runs; null for any other node. */
function runsOf(node: NodeJSON): Run[] | null {
  const kids = children(node)
  if (!kids.some((kid) => kid.type === 'text' || kid.type === 'hardBreak' || isInlineAtom(kid))) return null
  return kids.map(({ text = '\n', marks = [] }) => ({ text, marks }))
}

const notesByNode = new WeakMap<NodeJSON, readonly Note[]>()

/** Returns the notes in a node, in reading order. A node that is the same object is not looked through again. */
function notesIn(node: NodeJSON): readonly Note[] {
  const known = notesByNode.get(node)
  if (known !== undefined) return known
  const runs = runsOf(node)
  const notes = runs === null ? children(node).flatMap(notesIn) : notesInRuns(runs)
  notesByNode.set(node, notes)
  return notes
}

/** Returns all notes of an article in reading order, each comment once. */
export function notesOf({ doc }: Pick<Article, 'doc'>): PlacedNote[] {
  const [headline, standfirst, body] = children(doc)
  const above = [headline, standfirst].flatMap((field) => (field === undefined ? [] : notesIn(field)))
  const below = children(body ?? { type: 'body' }).map(notesIn)
  return firstPassages([
    ...above.map((note) => ({ ...note, block: -1 })),
    ...below.flatMap((notes, block) => notes.map((note) => ({ ...note, block }))),
  ])
}

const isNote = ({ type }: MarkJSON): boolean => Object.hasOwn(noteMarks, type)

/** Returns a text node without notes. */
function withoutNoteMarks(node: NodeJSON): NodeJSON {
  if (node.marks?.some(isNote) !== true) return node
  const { marks: _marks, ...rest } = node
  const marks = node.marks.filter((mark) => !isNote(mark))
  return marks.length === 0 ? rest : { ...node, marks }
}

/** Joins neighbours of text under the same marks: only a note has parted them. */
function joined(inline: readonly NodeJSON[]): NodeJSON[] {
  const out: NodeJSON[] = []
  for (const node of inline) {
    const last = out.at(-1)
    const isSame = JSON.stringify(last?.marks ?? []) === JSON.stringify(node.marks ?? [])
    if (last?.text !== undefined && node.text !== undefined && isSame)
      out[out.length - 1] = { ...last, text: last.text + node.text }
    else out.push(node)
  }
  return out
}

/** Returns nodes as they may leave Galley: without comments and to-do marks. Their words stay. */
export function withoutNotes(nodes: readonly NodeJSON[]): readonly NodeJSON[] {
  const clean = nodes.map((node) => {
    const kids = children(node)
    const content = withoutNotes(kids)
    return withoutNoteMarks(content === kids ? node : { ...node, content })
  })
  if (clean.every((node, index) => node === nodes[index])) return nodes
  return joined(clean)
}

/** Returns an article as it may leave Galley: see {@link withoutNotes}. */
export function articleWithoutNotes(article: Article): Article {
  const [doc] = withoutNotes([article.doc])
  return doc === undefined || doc === article.doc ? article : { ...article, doc }
}
