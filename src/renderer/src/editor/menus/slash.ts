import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { closeHistory } from '@tiptap/pm/history'
import {
  type Command,
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { editTurn } from '../../../../blocks/dialogue/view.ts'
import { insertBlock } from '../commands/blocks.ts'
import { anchorAt } from './popoverAnchor.ts'
import type { Menus } from './menus.ts'

/**
 * The slash menu: typing `/` in an empty paragraph opens it, what follows is its query, and choosing an item replaces the
 * paragraph. The plus sign in the margin opens it too, without a slash. The query is plugin state, next to the document.
 */

/** The open menu's paragraph and query. */
interface SlashQuery {
  /** Position of the paragraph. */
  readonly at: number
  /** True if it was opened by a typed slash, which the paragraph then begins with. */
  readonly typed: boolean
  /** The text from the slash to the caret. */
  readonly query: string
}

/** What a transaction asks of the plugin: to open the menu at a position, or to close it. */
type SlashMeta = { readonly open: number; readonly typed: boolean } | 'close'

const key = new PluginKey<SlashQuery | null>('slash')

function isEmptyParagraph($at: ResolvedPos): boolean {
  return $at.depth === 2 && $at.parent.type.name === 'paragraph' && $at.parent.content.size === 0
}

/** Position of the empty paragraph of the body around the caret; null if there is none. */
export function emptyParagraph({ selection: { $from, empty } }: EditorState): number | null {
  return empty && isEmptyParagraph($from) ? $from.before() : null
}

/** Returns the query at the caret; null if the caret has left the paragraph or the slash is gone: the menu closes. */
function queryAt(state: EditorState, at: number, typed: boolean): SlashQuery | null {
  const { $from, empty } = state.selection
  if (!empty || $from.depth !== 2 || $from.before() !== at || $from.parent.type.name !== 'paragraph')
    return null
  const text = $from.parent.textBetween(0, $from.parentOffset, null, '\ufffc')
  if (text.includes('\ufffc') || (typed && !text.startsWith('/'))) return null
  return { at, typed, query: text.slice(typed ? 1 : 0) }
}

/** The plugin's state after a transaction. The same object if nothing changed. */
function queryAfter(tr: Transaction, before: SlashQuery | null, state: EditorState): SlashQuery | null {
  const meta = tr.getMeta(key) as SlashMeta | undefined
  if (meta === 'close') return null
  if (meta !== undefined) return queryAt(state, meta.open, meta.typed)
  if (before === null || (!tr.docChanged && !tr.selectionSet)) return before
  const { pos, deleted } = tr.mapping.mapResult(before.at, 1)
  const now = deleted ? null : queryAt(state, pos, before.typed)
  return now?.query === before.query && now.at === before.at ? before : now
}

/** Opens the menu in the empty paragraph around the caret; returns false if there is none. */
export function openSlash(view: EditorView): boolean {
  const at = emptyParagraph(view.state)
  if (at === null) return false
  view.dispatch(view.state.tr.setMeta(key, { open: at, typed: false } satisfies SlashMeta))
  view.focus()
  return true
}

/** Closes the menu; the text stays. */
export function closeSlash(view: EditorView): void {
  if (key.getState(view.state) !== null)
    view.dispatch(view.state.tr.setMeta(key, 'close' satisfies SlashMeta))
}

/** Replaces the paragraph with the chosen block, in one undo step. A new turn asks for its speaker. */
export function insertChosenBlock(view: EditorView, block: Node): void {
  if (key.getState(view.state) === null) return
  insertBlock(block, true)(view.state, (tr) => {
    view.dispatch(closeHistory(tr.setMeta(key, 'close' satisfies SlashMeta)))
  })
  view.focus()
  const { turn } = view.state.schema.nodes
  if (turn !== undefined) editTurn(turn, 'speaker')(view.state, view.dispatch, view)
}

/** Deletes what was typed for the menu, and runs the chosen command at the caret. */
export function runChosenCommand(view: EditorView, command: Command): void {
  if (key.getState(view.state) === null) return
  const { $from } = view.state.selection
  const tr = view.state.tr.delete($from.start(), $from.pos).setMeta(key, 'close' satisfies SlashMeta)
  view.dispatch(closeHistory(tr))
  view.focus()
  command(view.state, view.dispatch.bind(view), view)
}

/** Completes the query to a name that needs an argument: `/em` becomes `/embed `, and the address follows. */
export function completeQuery(view: EditorView, name: string): void {
  const slash = key.getState(view.state)
  if (slash === null || slash === undefined) return
  const { $from } = view.state.selection
  const text = `${slash.typed ? '/' : ''}${name} `
  view.dispatch(view.state.tr.insertText(text, $from.start(), $from.pos))
  view.focus()
}

/** Returns the plugin of the slash menu. While the menu is closed it does nothing on a key. */
export function slashPlugin(menus: Menus): Plugin {
  const close = (view: EditorView): false => {
    closeSlash(view)
    return false
  }
  return new Plugin<SlashQuery | null>({
    key,
    state: { init: () => null, apply: (tr, before, _old, state) => queryAfter(tr, before, state) },
    props: {
      // Decided by the position of the input: right after a click the state may not have the new selection yet.
      handleTextInput: (view, from, to, text) => {
        const $from = view.state.doc.resolve(from)
        const fits = text === '/' && from === to && !view.composing && isEmptyParagraph($from)
        if (!fits) return false
        const tr = view.state.tr.insertText('/', from)
        tr.setSelection(TextSelection.create(tr.doc, from + 1))
        view.dispatch(tr.setMeta(key, { open: $from.before(), typed: true } satisfies SlashMeta))
        return true
      },
      handleKeyDown: (view, event) => {
        if (event.isComposing || view.composing || key.getState(view.state) === null) return false
        // The state of a draft that was left with an open menu: it is closed until the query changes.
        if (menus.slash.value === null) return false
        if (event.key !== 'Escape') return menus.slashKey(event)
        closeSlash(view)
        return true
      },
      handleDOMEvents: { compositionstart: close, blur: close },
    },
    view: () => ({
      update: (view, before) => {
        const now = key.getState(view.state) ?? null
        if (now === (key.getState(before) ?? null)) return
        menus.slash.value = now === null ? null : { query: now.query, anchor: anchorAt(view, now.at + 1) }
      },
      // Also when another draft is shown: its state has new plugin views.
      destroy: () => {
        menus.slash.value = null
      },
    }),
  })
}
