import type { Mark, Node } from '@tiptap/pm/model'
import {
  type Command,
  type EditorState,
  NodeSelection,
  Plugin,
  PluginKey,
  TextSelection,
} from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { firstPassages, type Note, notesInRuns } from '../../../../article/index.ts'
import { WORD_CHARACTERS } from '../../../../text/words.ts'
import { highlightedRange, highlightTarget } from './link.ts'
import type { Menus, NoteState } from './menus.ts'
import { anchorOver } from './popoverAnchor.ts'

/**
 * Notes to self in the editor: comments, which NotePopover.vue shows, and to-dos. Both are marks of whole words
 * (`article/notes.ts`). A click on a commented passage opens its comment and leaves the caret there; the key puts the focus
 * into it.
 */

/** Returns a note's range in the document. */
function placed(note: Note, start: number): Note {
  return { ...note, from: start + note.from, to: start + note.to }
}

/** Returns all notes in a document at their positions, each comment once, in the order of `notesOf` in the article's room. */
export function noteRanges(doc: Node): Note[] {
  const notes: Note[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const runs = node.children.map(({ text = '\n', marks }) => ({
      text,
      marks: marks.map(({ type, attrs }) => ({ type: type.name, attrs })),
    }))
    notes.push(...notesInRuns(runs).map((note) => placed(note, position + 1)))
    return false
  })
  return firstPassages(notes)
}

const WORD_BEFORE = new RegExp(`[${WORD_CHARACTERS}]+$`, 'u')
const WORD_AFTER = new RegExp(`^[${WORD_CHARACTERS}]+`, 'u')

/** Returns the range of the selection in the body, extended to whole words; null if it has none that a mark can be on. */
function wordRange({ doc, schema, selection }: EditorState): { from: number; to: number } | null {
  const { $from, $to, from, to } = selection
  const isText = selection instanceof TextSelection && $from.index(0) === 2 && $to.index(0) === 2
  const type = schema.marks.comment
  if (!isText || type === undefined || !$from.parent.type.allowsMarkType(type)) return null
  const text = ($at: typeof $from, start: number, end: number): string =>
    $at.parent.textBetween(start, end, null, '\n')
  const before = WORD_BEFORE.exec(text($from, 0, $from.parentOffset))?.[0].length ?? 0
  const after = WORD_AFTER.exec(text($to, $to.parentOffset, $to.parent.content.size))?.[0].length ?? 0
  // A space selected before or after a word does not include the next word.
  const startsInWord = from === to || WORD_AFTER.test(doc.textBetween(from, Math.min(from + 2, to), '\n'))
  const endsInWord = from === to || WORD_BEFORE.test(doc.textBetween(Math.max(from, to - 2), to, '\n'))
  const range = { from: startsInWord ? from - before : from, to: endsInWord ? to + after : to }
  return range.from === range.to ? null : range
}

/** Returns the comment at a position, the innermost of several; null if there is none. */
function commentAt(doc: Node, position: number): Mark | null {
  const $at = doc.resolve(position)
  const marks = [...($at.nodeAfter?.marks ?? []), ...($at.nodeBefore?.marks ?? [])]
  return marks.filter(({ type }) => type.name === 'comment').at(-1) ?? null
}

/** Returns the state of the popover for the comment at the selection, or for a new one on its words; null for neither. */
function noteFor(view: EditorView, position: number | null): NoteState | null {
  const { state } = view
  const { from, to, empty } = state.selection
  const mark = commentAt(state.doc, position ?? from)
  const known = mark === null ? null : (noteRanges(state.doc).find(({ id }) => id === mark.attrs.id) ?? null)
  const isMeant = known !== null && (position !== null || empty || (known.from <= from && to <= known.to))
  if (isMeant)
    return {
      ...{ id: known.id, text: known.text, from: known.from, to: known.to },
      anchor: anchorOver(view, known.from, known.to),
      takesFocus: position === null,
    }
  const range = position === null && view.editable ? wordRange(state) : null
  return range === null
    ? null
    : { ...range, id: '', text: '', anchor: anchorOver(view, range.from, range.to), takesFocus: true }
}

/** Opens the comment at the selection, or a new one on its words. */
export function openNote(menus: Menus): Command {
  return (state, dispatch, view) => {
    if (dispatch === undefined || view === undefined)
      return commentAt(state.doc, state.selection.from) !== null || wordRange(state) !== null
    const note = noteFor(view, null)
    if (note === null) return false
    view.dispatch(highlightTarget(view.state.tr, note))
    menus.bubble.value = null
    menus.note.value = note
    return true
  }
}

/** Closes the popover. If the focus was in it, it returns to the text. */
export function closeNote(menus: Menus, view: EditorView): void {
  if (menus.note.value === null) return
  menus.note.value = null
  view.dispatch(highlightTarget(view.state.tr, null))
  view.focus()
}

/** Writes a comment that goes on being typed. A new one, which has no id before, is that comment from then on. */
export function keepNote(menus: Menus, view: EditorView, text: string): void {
  const note = menus.note.value
  if (note === null || text === '' || text === note.text) return
  const id = note.id || newNoteId()
  // Not the selection: the popover follows what changes only while the focus is not in the text.
  menus.note.value = { ...note, id, text }
  writeNote(note, text, id)(view.state, view.dispatch)
}

const newNoteId = (): string => crypto.randomUUID().slice(0, 8)

/**
 * Writes a comment, in one undo step: adds a new one, changes all passages of one that is there, or removes it if the text is
 * empty.
 * @param newId the id of a new one
 */
export function writeNote({ id, from, to }: NoteState, text: string, newId = newNoteId()): Command {
  return (state, dispatch) => {
    const type = state.schema.marks.comment
    if (type === undefined) return false
    const { tr } = state
    if (id === '') {
      if (text !== '') tr.addMark(from, to, type.create({ id: newId, text }))
    } else
      state.doc.descendants((node, position) => {
        const mark = node.marks.find((one) => one.type === type && one.attrs.id === id)
        if (mark === undefined) return
        tr.removeMark(position, position + node.nodeSize, mark)
        if (text !== '') tr.addMark(position, position + node.nodeSize, type.create({ id, text }))
      })
    if (tr.docChanged) dispatch?.(tr.setSelection(TextSelection.create(tr.doc, to)))
    return tr.docChanged
  }
}

/** Marks the selected words as to do, or removes the mark that is there. */
export const toggleTodo: Command = (state, dispatch) => {
  const type = state.schema.marks.todo
  const { from, to, empty } = state.selection
  const range = wordRange(state)
  if (type === undefined || range === null) return false
  if (!state.doc.rangeHasMark(range.from, range.to, type)) {
    dispatch?.(state.tr.addMark(range.from, range.to, type.create()))
    return true
  }
  // At a caret the whole passage is meant, not only its word.
  const isAround = (note: Note): boolean => note.kind === 'todo' && note.from <= from && to <= note.to
  const marked = (empty ? noteRanges(state.doc).find(isAround) : undefined) ?? range
  dispatch?.(state.tr.removeMark(marked.from, marked.to, type))
  return true
}

/** Selects a note and scrolls it into view. */
function show(view: EditorView, { from, to }: Note): void {
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)).scrollIntoView())
  view.focus()
}

/** Selects the note of that index in the article. */
export function showNote(view: EditorView, index: number): void {
  const note = noteRanges(view.state.doc)[index]
  if (note !== undefined) show(view, note)
}

/** Selects the next note (1) or the one before (-1); wraps around at the ends of the article. */
export function stepToNote(step: 1 | -1): Command {
  return (state, dispatch, view) => {
    const notes = noteRanges(state.doc)
    const { from, to } = state.selection
    if (notes.length === 0) return false
    const next = notes.find((note) => note.from > from || (note.from === from && note.to > to))
    const before = notes.findLast((note) => note.from < from || (note.from === from && note.to < to))
    const target = step === 1 ? (next ?? notes[0]) : (before ?? notes.at(-1))
    if (target !== undefined && dispatch !== undefined && view !== undefined) show(view, target)
    return true
  }
}

/** Returns the open comment where its words are now; null if they are gone. */
export function followNote(view: EditorView, note: NoteState): NoteState | null {
  const { doc } = view.state
  const range =
    note.id === '' ? highlightedRange(view.state) : noteRanges(doc).find(({ id }) => id === note.id)
  if (range === null || range === undefined) return null
  const { from, to } = range
  return { ...note, from, to, anchor: anchorOver(view, from, to) }
}

/**
 * Returns the plugin that opens comments by a click and closes the popover when the writer types in the text. What changes by itself,
 * such as a photo that arrives, leaves it open.
 */
export function notesPlugin(menus: Menus): Plugin {
  return new Plugin({
    key: new PluginKey('notes'),
    props: {
      handleClick: (view, position, event) => {
        const { target } = event
        const isNote = target instanceof Element && target.closest('.note.is-comment') !== null
        if (isNote && !(view.state.selection instanceof NodeSelection))
          menus.note.value = noteFor(view, position)
        return false
      },
    },
    view: () => ({
      update: (view, before) => {
        const note = menus.note.value
        if (note === null || view.state.doc === before.doc) return
        menus.note.value = view.hasFocus() ? null : followNote(view, note)
        // No popover, no highlight.
        if (menus.note.value === null && highlightedRange(view.state) !== null)
          view.dispatch(highlightTarget(view.state.tr, null))
      },
    }),
  })
}
