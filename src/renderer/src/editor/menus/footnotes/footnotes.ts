import type { Node } from '@tiptap/pm/model'
import {
  type Command,
  type EditorState,
  NodeSelection,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { beforeComposing } from '../../../../../blocks/_view/composing.ts'
import { toLine } from '../../../../../text/unicode.ts'
import type { FootnoteState, Menus } from '../menus.ts'
import { anchorOver } from '../popoverAnchor.ts'

/**
 * The footnote that is being written, in FootnotePopover.vue: one that is there, or a new one, which stands in the text once it has
 * words. The plugin keeps its place while the text around it changes, as when a photo arrives above.
 */

/** Where the open footnote stands, or is to stand. */
type Place = number | null

const key = new PluginKey<Place>('footnotes')

const setPlace = (tr: Transaction, place: Place): Transaction =>
  tr.setMeta(key, { place }).setMeta('addToHistory', false)

/** Returns the footnote at a position; null if there is none. */
function footnoteAt(doc: Node, position: number): Node | null {
  const node = position <= doc.content.size ? doc.nodeAt(position) : null
  return node?.type.name === 'footnote' ? node : null
}

/** Returns the position where a new footnote would stand: the end of the selection. Null where text holds none. */
function newPlace({ schema, selection }: EditorState): number | null {
  const { $to } = selection
  const type = schema.nodes.footnote
  if (type === undefined || !(selection instanceof TextSelection)) return null
  return $to.parent.canReplaceWith($to.index(), $to.index(), type) ? $to.pos : null
}

function open(menus: Menus, view: EditorView, position: number): void {
  const known = footnoteAt(view.state.doc, position)
  view.dispatch(setPlace(view.state.tr, position))
  menus.bubble.value = null
  menus.footnote.value = {
    text: known === null ? '' : String(known.attrs.text),
    isNew: known === null,
    anchor: anchorOver(view, position, known === null ? position : position + known.nodeSize),
  }
}

/** Opens a node that was clicked if it is a footnote; returns false if it is another. */
function openIfFootnote(menus: Menus, view: EditorView, node: Node, position: number): boolean {
  if (node.type.name !== 'footnote') return false
  open(menus, view, position)
  return true
}

/** Returns true if the selection is one footnote: a caret that goes through the text by arrows is on each for a moment. */
function isOnFootnote({ selection }: EditorState): boolean {
  return selection instanceof NodeSelection && selection.node.type.name === 'footnote'
}

/** Sets the caret behind the selected footnote: what is typed then stands beside it, and does not replace it. */
function leaveFootnote(view: EditorView): void {
  const { state } = view
  if (isOnFootnote(state))
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, state.selection.to)))
}

/** Opens the selected footnote, or a new one at the end of the selection. */
export function openFootnote(menus: Menus): Command {
  return (state, dispatch, view) => {
    const position = isOnFootnote(state) ? state.selection.from : newPlace(state)
    if (position === null) return false
    if (dispatch !== undefined && view !== undefined) open(menus, view, position)
    return true
  }
}

/** Closes the popover and returns the focus to the text. */
export function closeFootnote(menus: Menus, view: EditorView): void {
  if (menus.footnote.value === null) return
  menus.footnote.value = null
  view.dispatch(setPlace(view.state.tr, null))
  view.focus()
}

/** Returns what was typed as a footnote holds it: lines without control characters, none of them blank at the ends. */
function cleaned(text: string): string {
  return text.split('\n').map(toLine).join('\n').trim()
}

/**
 * Writes the open footnote, in one undo step: adds a new one, changes one that is there, or removes it if the text is empty. The
 * caret stands behind it then.
 */
export function writeFootnote({ isNew }: FootnoteState, typed: string): Command {
  return (state, dispatch) => {
    const type = state.schema.nodes.footnote
    const place = key.getState(state) ?? null
    if (type === undefined || place === null) return false
    const text = cleaned(typed)
    const known = isNew ? null : footnoteAt(state.doc, place)
    if ((known === null && !isNew) || text === (known?.attrs.text ?? '')) return false
    const { tr } = state
    const end = place + (known?.nodeSize ?? 0)
    const marks = known?.marks ?? state.doc.resolve(place).marks()
    if (text === '') tr.delete(place, end)
    else tr.replaceWith(place, end, type.create({ text }, null, marks))
    tr.setMeta(key, { place })
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, text === '' ? place : place + 1)))
    return true
  }
}

/** Writes a footnote that goes on being typed. A new one stands in the text from then on. */
export function keepFootnote(menus: Menus, view: EditorView, typed: string): void {
  const footnote = menus.footnote.value
  const text = cleaned(typed)
  if (footnote === null || text === '' || text === footnote.text) return
  const write = writeFootnote(footnote, text)
  menus.footnote.value = { ...footnote, text, isNew: false }
  write(view.state, view.dispatch)
}

/** Returns the open footnote where it is now; null if it is gone. */
function followed(view: EditorView, footnote: FootnoteState): FootnoteState | null {
  const place = key.getState(view.state) ?? null
  if (place === null) return null
  const known = footnoteAt(view.state.doc, place)
  if (known === null && !footnote.isNew) return null
  return { ...footnote, anchor: anchorOver(view, place, place + (footnote.isNew ? 0 : 1)) }
}

/** Returns the plugin that opens footnotes by a click or Enter, and keeps the place of the open one. */
export function footnotesPlugin(menus: Menus): Plugin {
  return new Plugin<Place>({
    key,
    state: {
      init: () => null,
      apply: (tr, before) => {
        const change = tr.getMeta(key) as { readonly place: Place } | undefined
        if (change !== undefined) return change.place
        if (before === null || !tr.docChanged) return before
        const { pos, deletedAfter } = tr.mapping.mapResult(before, 1)
        return deletedAfter ? null : pos
      },
    },
    props: {
      handleClickOn: (view, _position, node, position) => openIfFootnote(menus, view, node, position),
      // The second click of two, or one soon after another.
      handleDoubleClickOn: (view, _position, node, position) => openIfFootnote(menus, view, node, position),
      handleKeyDown: (view, event) => {
        if (!isOnFootnote(view.state) || event.key !== 'Enter' || event.isComposing) return false
        open(menus, view, view.state.selection.from)
        return true
      },
      handleTextInput: (view, _from, _to, text) => {
        if (!isOnFootnote(view.state)) return false
        leaveFootnote(view)
        view.dispatch(view.state.tr.insertText(text).scrollIntoView())
        return true
      },
      handleDOMEvents: beforeComposing(leaveFootnote),
    },
    view: () => ({
      update: (view, before) => {
        const footnote = menus.footnote.value
        if (footnote !== null && view.state.doc !== before.doc)
          menus.footnote.value = followed(view, footnote)
      },
      destroy: () => {
        menus.footnote.value = null
      },
    }),
  })
}
