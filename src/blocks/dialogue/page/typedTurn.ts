import { Fragment, type Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { closeHistory, isHistoryTransaction } from '@tiptap/pm/history'
import type { EditorView } from '@tiptap/pm/view'
import { opensQuotation } from '../../../text/punctuation.ts'
import type { ViewServices } from '../../_view/services.ts'
import type { CastPerson } from '../../castPerson.ts'
import { parseTypedHead, type TypedHead } from '../speakers/typedHead.ts'

/**
 * Turns typed as text. When the writer types `Mina: ` (or `Mina: “`) at the start of a paragraph, and Mina is in the cast
 * or a quotation follows, the paragraph becomes a turn of Mina's. One undo turns it back into the typed text, and the
 * same head is not converted again.
 */

/** Characters before the caret that a head may have; text.ts allows 200 before the colon. */
const MAX_HEAD_LENGTH = 210

/** Heads (`Mina: `) that were converted; '' for none. */
interface ConvertedHeads {
  /** The last one. An undo right after it means that the writer wanted text. */
  readonly lastConverted: string
  /** The head whose conversion was undone last. It stays text. */
  readonly undoneHead: string
}

const key = new PluginKey<ConvertedHeads>('typedTurn')

/**
 * Returns the head before the caret in a paragraph of the body, or in a turn that has no other words, with its block and
 * the text up to the caret. Null if there is none.
 */
function headBeforeCaret(
  state: EditorState,
  cast: readonly CastPerson[],
): { head: TypedHead; block: Node; text: string } | null {
  const { selection, schema } = state
  const { $from } = selection
  const block = $from.parent
  if (!selection.empty || $from.parentOffset > MAX_HEAD_LENGTH || $from.parentOffset < 2) return null
  const isParagraph = block.type === schema.nodes.paragraph && $from.depth === 2
  const isNewTurn = block.type === schema.nodes.turn && $from.parentOffset === block.content.size
  if (!isParagraph && !isNewTurn) return null
  const text = block.textBetween(0, $from.parentOffset, null, '\ufffc')
  const { code } = schema.marks
  if (text.includes('\ufffc') || (code && block.rangeHasMark(0, $from.parentOffset, code))) return null
  const follows = block.textBetween($from.parentOffset, Math.min(block.content.size, $from.parentOffset + 2))
  const head = parseTypedHead(text, cast, follows)
  return head === null ? null : { head, block, text }
}

/**
 * Returns a transaction that converts the head before the caret: a paragraph becomes a turn, which joins a dialogue
 * above; a turn gets the typed speaker. Null if there is no head or its conversion was undone before.
 */
function turnFromTyped(state: EditorState, cast: readonly CastPerson[]): Transaction | null {
  const typed = headBeforeCaret(state, cast)
  const { turn, dialogue } = state.schema.nodes
  if (typed === null || turn === undefined || dialogue === undefined) return null
  const { head, block, text } = typed
  if (text.slice(0, head.length) === key.getState(state)?.undoneHead) return null
  const { $from } = state.selection
  const { length, ...attrs } = head
  const { tr } = state
  const start = $from.before()
  if (block.type === turn) tr.delete(start + 1, start + 1 + length).setNodeMarkup(start, null, attrs)
  else {
    const newTurn = turn.create(attrs, block.content.cut(length))
    tr.replaceWith(start, $from.after(), dialogue.create(null, Fragment.from(newTurn)))
    tr.setSelection(TextSelection.create(tr.doc, start + 2 + $from.parentOffset - length))
    if ($from.node(1).maybeChild($from.index(1) - 1)?.type === dialogue) tr.join(start)
  }
  return closeHistory(tr.setMeta(key, text.slice(0, length))).scrollIntoView()
}

/** Converts the head before the caret as an undo step of its own: one undo restores the typed text and nothing else. */
function convertTyped(view: EditorView, services: ViewServices): void {
  if (view.composing) return
  const tr = turnFromTyped(view.state, services.people())
  if (tr === null) return
  view.dispatch(tr)
  view.dispatch(closeHistory(view.state.tr))
}

/**
 * Returns the plugin that converts heads while they are typed. The typed character is first inserted by the handlers that
 * would insert it anyway (smart quotes among them) as a change of its own; an input rule would swallow it. Nothing is
 * converted during an IME composition, only when it ends.
 */
export function typedTurnPlugin(services: ViewServices): Plugin {
  let isDelegating = false
  return new Plugin<ConvertedHeads>({
    key,
    state: {
      init: () => ({ lastConverted: '', undoneHead: '' }),
      apply: (tr, before) => {
        const head: unknown = tr.getMeta(key)
        if (typeof head === 'string') return { lastConverted: head, undoneHead: '' }
        // The first undo or redo after a conversion counts as the conversion's undo.
        return before.lastConverted !== '' && tr.docChanged && isHistoryTransaction(tr)
          ? { lastConverted: '', undoneHead: before.lastConverted }
          : before
      },
    },
    props: {
      handleTextInput: (view, from, to, text, original) => {
        if (isDelegating || view.composing || !(text === ' ' || text === '：' || opensQuotation(text)))
          return false
        const { $from } = view.state.selection
        if (
          $from.parentOffset > MAX_HEAD_LENGTH ||
          !/[:：]/u.test($from.parent.textContent.slice(0, MAX_HEAD_LENGTH))
        ) {
          if (text !== '：') return false
        }
        // Our own handler is asked again by someProp below, and must then decline.
        isDelegating = true
        try {
          const isHandled = view.someProp('handleTextInput', (handle) =>
            handle(view, from, to, text, original),
          )
          if (isHandled !== true) view.dispatch(original())
        } finally {
          isDelegating = false
        }
        convertTyped(view, services)
        return true
      },
      handleDOMEvents: {
        // Japanese and Chinese input methods compose the colon and the quotation mark too.
        compositionend: (view) => {
          setTimeout(() => {
            if (!view.isDestroyed) convertTyped(view, services)
          })
        },
      },
    },
  })
}
