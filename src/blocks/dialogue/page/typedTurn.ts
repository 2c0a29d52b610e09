import { Fragment, type Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { closeHistory, isHistoryTransaction } from '@tiptap/pm/history'
import type { EditorView } from '@tiptap/pm/view'
import { opensQuotation } from '../../../text/unicode.ts'
import type { ViewServices } from '../../_view/services.ts'
import { parseTypedHead, type CastMember, type TypedHead } from '../speakers/typedHead.ts'

/** A head is looked for no further back than this. */
const MAX_HEAD_LENGTH = 210

interface ConvertedHeads {
  /** The head that was made a turn last, and the one that an undo made text again: that one stays text. */
  readonly lastConverted: string
  readonly undoneHead: string
}

const key = new PluginKey<ConvertedHeads>('typedTurn')

/** What was typed before the caret of a paragraph of the body or of a turn without words; null where it is no head. */
function headBeforeCaret(
  state: EditorState,
  cast: readonly CastMember[],
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
 * Makes a turn of a paragraph that begins with `Name: `, or gives a turn without words the speaker typed in it; null
 * where nothing of the kind was typed. Below a dialogue the turn joins it.
 */
export function turnFromTyped(state: EditorState, cast: readonly CastMember[]): Transaction | null {
  const found = headBeforeCaret(state, cast)
  const { turn, dialogue } = state.schema.nodes
  if (found === null || turn === undefined || dialogue === undefined) return null
  const { head, block, text } = found
  if (text.slice(0, head.length) === key.getState(state)?.undoneHead) return null
  const { $from } = state.selection
  const { length, ...attrs } = head
  const { tr } = state
  const start = $from.before()
  if (block.type === turn) tr.delete(start + 1, start + 1 + length).setNodeMarkup(start, null, attrs)
  else {
    const made = turn.create(attrs, block.content.cut(length))
    tr.replaceWith(start, $from.after(), dialogue.create(null, Fragment.from(made)))
    tr.setSelection(TextSelection.create(tr.doc, start + 2 + $from.parentOffset - length))
    if ($from.node(1).maybeChild($from.index(1) - 1)?.type === dialogue) tr.join(start)
  }
  return closeHistory(tr.setMeta(key, text.slice(0, length))).scrollIntoView()
}

/** Makes the turn as a step of its own, closed on both sides: one undo gives the typed text back, and only that. */
function convertTyped(view: EditorView, services: ViewServices): void {
  if (view.composing) return
  const tr = turnFromTyped(view.state, services.people())
  if (tr === null) return
  view.dispatch(tr)
  view.dispatch(closeHistory(view.state.tr))
}

/**
 * Watches for `Name: ` as it is typed. The character itself is first put in by whoever would (smart quotes among
 * them), as a change of its own: that is why this is no input rule, which would swallow it. Never in a composition.
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
        isDelegating = true
        try {
          const handled = view.someProp('handleTextInput', (ask) => ask(view, from, to, text, original))
          if (handled !== true) view.dispatch(original())
        } finally {
          isDelegating = false
        }
        convertTyped(view, services)
        return true
      },
      handleDOMEvents: {
        // A Japanese or Chinese keyboard composes the colon and the quotation mark too.
        compositionend: (view) => {
          setTimeout(() => {
            if (!view.isDestroyed) convertTyped(view, services)
          })
        },
      },
    },
  })
}
