import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

interface SuggestedTurn {
  readonly position: number
  readonly drawSuggested: DecorationSet
}

const key = new PluginKey<SuggestedTurn | null>('suggestedSpeaker')

/** Marks the turn at `position` as one whose speaker is only a suggestion. */
export function markSuggested(tr: Transaction, position: number): Transaction {
  return tr.setMeta(key, position)
}

/** Where the turn stands whose speaker is only a suggestion so far; null when none is. */
export function suggestedTurn(state: EditorState): number | null {
  return key.getState(state)?.position ?? null
}

function drawn(state: Pick<EditorState, 'doc'>, position: number): SuggestedTurn | null {
  const turn = state.doc.nodeAt(position)
  if (turn?.type.name !== 'turn' || turn.content.size > 0) return null
  const decoration = Decoration.node(position, position + turn.nodeSize, { class: 'is-suggested' })
  return { position, drawSuggested: DecorationSet.create(state.doc, [decoration]) }
}

/** Remembers which turn has a suggested speaker, until something is said in it or somebody is named. */
export function suggestedSpeakerPlugin(): Plugin {
  return new Plugin<SuggestedTurn | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, before) => {
        const told: unknown = tr.getMeta(key)
        if (typeof told === 'number') return drawn(tr, told)
        if (before === null || !tr.docChanged) return before
        const { pos, deleted } = tr.mapping.mapResult(before.position, 1)
        return deleted ? null : drawn(tr, pos)
      },
    },
    props: { decorations: (state) => key.getState(state)?.drawSuggested ?? null },
  })
}
