import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/**
 * Enter at the end of a turn opens the next turn with the likely speaker. Until that turn has words, its speaker is only
 * a suggestion: it is drawn lighter, and changing it asks no question about the speaker's other turns.
 */

/** The turn with a suggested speaker. At most one at a time. */
interface SuggestedTurn {
  readonly position: number
  readonly decorations: DecorationSet
}

const key = new PluginKey<SuggestedTurn | null>('suggestedSpeaker')

/** Marks the turn at `position` with this transaction, which may also insert it; returns the transaction. */
export function markSuggested(tr: Transaction, position: number): Transaction {
  return tr.setMeta(key, position)
}

/** Returns the position of the turn whose speaker is only a suggestion, or null. */
export function suggestedTurn(state: EditorState): number | null {
  return key.getState(state)?.position ?? null
}

/** Returns the turn with its decoration; null if there is no empty turn at the position. */
function withDecoration(state: Pick<EditorState, 'doc'>, position: number): SuggestedTurn | null {
  const turn = state.doc.nodeAt(position)
  if (turn?.type.name !== 'turn' || turn.content.size > 0) return null
  const decoration = Decoration.node(position, position + turn.nodeSize, { class: 'is-suggested' })
  return { position, decorations: DecorationSet.create(state.doc, [decoration]) }
}

/** Returns the plugin that keeps the mark until the turn has words or its attributes are replaced. */
export function suggestedSpeakerPlugin(): Plugin {
  return new Plugin<SuggestedTurn | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, before) => {
        const marked: unknown = tr.getMeta(key)
        if (typeof marked === 'number') return withDecoration(tr, marked)
        if (before === null || !tr.docChanged) return before
        const { pos, deleted } = tr.mapping.mapResult(before.position, 1)
        return deleted ? null : withDecoration(tr, pos)
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations ?? null },
  })
}
