import { Extension } from '@tiptap/core'
import { keymap } from '@tiptap/pm/keymap'
import type { Node } from '@tiptap/pm/model'
import { AllSelection, type Command, Selection, TextSelection } from '@tiptap/pm/state'
import { isMac } from '../../commands/keyNames.ts'

/**
 * The keys that move to the start and the end of the article.
 *
 * Left to Chromium they miss: it measures the last block before it lays it out, for blocks out of sight are skipped by
 * `content-visibility` (article.css), and puts the caret before that block's first word. Here the caret goes there by the
 * document, which needs no layout; the block is laid out because it holds the caret (caretBlock.ts).
 */

/** An end of the article. */
type End = 'start' | 'end'

function selectionAt(end: End, doc: Node): Selection {
  return end === 'start' ? Selection.atStart(doc) : Selection.atEnd(doc)
}

/** Moves the caret to an end of the article. */
function moveTo(end: End): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setSelection(selectionAt(end, state.doc)).scrollIntoView())
    return true
  }
}

/** Extends the selection from its anchor to an end of the article. */
function extendTo(end: End): Command {
  return (state, dispatch) => {
    const { $anchor } = state.selection
    const { $head } = selectionAt(end, state.doc)
    dispatch?.(state.tr.setSelection(TextSelection.between($anchor, $head)).scrollIntoView())
    return true
  }
}

/** An arrow key collapses the selection of the whole article to one of its ends. */
function collapseTo(end: End): Command {
  return (state, dispatch, view) =>
    state.selection instanceof AllSelection && moveTo(end)(state, dispatch, view)
}

/**
 * Commands by key name: Ctrl+Home and Ctrl+End, on a Mac Cmd+Up and Cmd+Down; with Shift they extend the selection.
 * @param mac true for the keys of a Mac
 */
export function endKeys(mac: boolean): Readonly<Record<string, Command>> {
  const [start, end] = mac ? ['Mod-ArrowUp', 'Mod-ArrowDown'] : ['Mod-Home', 'Mod-End']
  return {
    [start]: moveTo('start'),
    [end]: moveTo('end'),
    [`Shift-${start}`]: extendTo('start'),
    [`Shift-${end}`]: extendTo('end'),
    ArrowLeft: collapseTo('start'),
    ArrowUp: collapseTo('start'),
    ArrowRight: collapseTo('end'),
    ArrowDown: collapseTo('end'),
  }
}

/** Binds the keys. */
export const DocumentEnds = Extension.create({
  name: 'documentEnds',
  addProseMirrorPlugins: () => [keymap({ ...endKeys(isMac()) })],
})
