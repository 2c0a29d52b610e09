import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Match } from './matches.ts'

/** Marks drawn around the current one: more than any window shows, few enough to map at every key. */
const MAX_DRAWN_MARKS = 400

const key = new PluginKey<DecorationSet>('find')

/** Marks of matches around the current one. Those in attributes are drawn at their block. */
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

export function showMarks(view: EditorView, marks: DecorationSet): void {
  view.dispatch(view.state.tr.setMeta(key, marks).setMeta('addToHistory', false))
}

/** Draws what was found. With the bar closed there is nothing to map. */
export function findPlugin(follow: (view: EditorView, changed: boolean) => void): Plugin {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, marks) =>
        (tr.getMeta(key) as DecorationSet | undefined) ??
        (tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks),
    },
    props: { decorations: (state) => key.getState(state) },
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
