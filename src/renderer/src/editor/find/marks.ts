import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Match } from './matches.ts'

/**
 * Highlights are decorations in plugin state. The finder computes them and sends them by a transaction's meta; between two
 * searches they are mapped through changes, so that they stay on their words while somebody types.
 */

/** How many matches are highlighted, around the current one: more than a window shows, few enough to map on every key. */
const MAX_DRAWN_MARKS = 400

const key = new PluginKey<DecorationSet>('find')

/**
 * Highlights for the matches around the current one. A match in an attribute highlights its whole block.
 * @param current index of the current match
 */
export function marksFor(doc: Node, matches: readonly Match[], current: number): DecorationSet {
  const first = Math.max(0, current - MAX_DRAWN_MARKS / 2)
  const drawn = matches.slice(first, first + MAX_DRAWN_MARKS).map(({ at, attribute, from, to }, index) => {
    const isCurrent = first + index === current
    if (attribute === null)
      return Decoration.inline(from, to, { class: isCurrent ? 'find-match is-current' : 'find-match' })
    const end = at + (doc.nodeAt(at)?.nodeSize ?? 1)
    return Decoration.node(at, end, { class: isCurrent ? 'find-block is-found' : 'find-block' })
  })
  return DecorationSet.create(doc, drawn)
}

/** Replaces the highlights in a view. */
export function showMarks(view: EditorView, marks: DecorationSet): void {
  view.dispatch(view.state.tr.setMeta(key, marks).setMeta('addToHistory', false))
}

/**
 * Returns the plugin that draws the highlights and maps them through changes.
 * @param follow is told of each update of the view
 * @param close closes the bar for Escape in the text; returns false if it is closed
 */
export function findPlugin(
  follow: (view: EditorView, changed: boolean) => void,
  close: () => boolean,
): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, marks) =>
        (tr.getMeta(key) as DecorationSet | undefined) ??
        (tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks),
    },
    props: {
      decorations: (state) => key.getState(state),
      handleKeyDown: (view, event) => event.key === 'Escape' && !view.composing && close(),
    },
    view: (view) => {
      follow(view, true)
      return {
        update: (now, before) => {
          follow(now, now.state.doc !== before.doc)
        },
      }
    },
  })
}
