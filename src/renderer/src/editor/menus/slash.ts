import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { closeHistory } from '@tiptap/pm/history'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { editTurn } from '../../../../blocks/dialogue/view.ts'
import { insertBlock } from '../commands/blocks.ts'
import { anchorAt } from './popoverAnchor.ts'
import type { Menus } from './menus.ts'

/** The paragraph the menu belongs to. Opened by the "+", there is no `/` to type before the words. */
interface SlashQuery {
  readonly at: number
  readonly typed: boolean
  readonly query: string
}

type SlashMeta = { readonly open: number; readonly typed: boolean } | 'close'

const key = new PluginKey<SlashQuery | null>('slash')

function isEmptyParagraph($at: ResolvedPos): boolean {
  return $at.depth === 2 && $at.parent.type.name === 'paragraph' && $at.parent.content.size === 0
}

/** Where the caret stands when it is in an empty paragraph of the body; null anywhere else. */
export function emptyParagraph({ selection: { $from, empty } }: EditorState): number | null {
  return empty && isEmptyParagraph($from) ? $from.before() : null
}

/** What is asked for at the caret now, or null when the caret or the text left the menu's place. */
function queryAt(state: EditorState, at: number, typed: boolean): SlashQuery | null {
  const { $from, empty } = state.selection
  if (!empty || $from.depth !== 2 || $from.before() !== at || $from.parent.type.name !== 'paragraph')
    return null
  const text = $from.parent.textBetween(0, $from.parentOffset, null, '\ufffc')
  if (text.includes('\ufffc') || (typed && !text.startsWith('/'))) return null
  return { at, typed, query: text.slice(typed ? 1 : 0) }
}

function queryAfter(tr: Transaction, before: SlashQuery | null, state: EditorState): SlashQuery | null {
  const told = tr.getMeta(key) as SlashMeta | undefined
  if (told === 'close') return null
  if (told !== undefined) return queryAt(state, told.open, told.typed)
  if (before === null || (!tr.docChanged && !tr.selectionSet)) return before
  const { pos, deleted } = tr.mapping.mapResult(before.at, 1)
  const now = deleted ? null : queryAt(state, pos, before.typed)
  return now?.query === before.query && now.at === before.at ? before : now
}

/** Opens the menu at the empty paragraph the caret is in, as its "+" does. */
export function openSlash(view: EditorView): boolean {
  const at = emptyParagraph(view.state)
  if (at === null) return false
  view.dispatch(view.state.tr.setMeta(key, { open: at, typed: false } satisfies SlashMeta))
  view.focus()
  return true
}

export function closeSlash(view: EditorView): void {
  if (key.getState(view.state) !== null)
    view.dispatch(view.state.tr.setMeta(key, 'close' satisfies SlashMeta))
}

/** Puts the chosen block in the place of what was typed; undone in one step. */
export function insertChosenBlock(view: EditorView, block: Node): void {
  if (key.getState(view.state) === null) return
  insertBlock(block, true)(view.state, (tr) => {
    view.dispatch(closeHistory(tr.setMeta(key, 'close' satisfies SlashMeta)))
  })
  view.focus()
  const { turn } = view.state.schema.nodes
  // Nobody speaks yet: the name comes before the words.
  if (turn !== undefined) editTurn(turn, 'speaker')(view.state, undefined, view)
}

/** Writes out a name that wants an argument: `/embed `, and waits for the address. */
export function completeQuery(view: EditorView, name: string): void {
  const slash = key.getState(view.state)
  if (slash === null || slash === undefined) return
  const { $from } = view.state.selection
  const text = `${slash.typed ? '/' : ''}${name} `
  view.dispatch(view.state.tr.insertText(text, $from.start(), $from.pos))
  view.focus()
}

/** The slash menu's place and words, kept beside the document. Costs nothing while it is shut. */
export function slashPlugin(menus: Menus): Plugin {
  const close = (view: EditorView): false => {
    closeSlash(view)
    return false
  }
  return new Plugin<SlashQuery | null>({
    key,
    state: { init: () => null, apply: (tr, before, _old, state) => queryAfter(tr, before, state) },
    props: {
      // Judged by where the sign goes: right after a click the state may not know of the caret yet.
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
    }),
  })
}
