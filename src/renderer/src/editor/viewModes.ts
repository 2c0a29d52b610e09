import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'

/** How the page is shown; asked each time, so that a change of habit shows at once. */
export interface ViewHabits {
  focusMode(): boolean
  typewriter(): boolean
  fullWidth(): boolean
  /** In per cent. */
  zoom(): number
}

interface Current {
  readonly position: number
  readonly drawn: DecorationSet
}

const key = new PluginKey<Current>('viewModes')

function currentPosition({ selection }: EditorState): number {
  const { $from } = selection
  if ($from.index(0) !== 2 || $from.depth < 1) return -1
  return $from.posAtIndex($from.index(1), 1)
}

function draw(state: EditorState): Current {
  const position = currentPosition(state)
  const node = position < 0 ? null : state.doc.nodeAt(position)
  const drawn =
    node === null
      ? DecorationSet.empty
      : DecorationSet.create(state.doc, [
          Decoration.node(position, position + node.nodeSize, { class: 'is-current' }),
        ])
  return { position, drawn }
}

/** Brings the caret's line to mid height. Jumps: text that glides under the eye cannot be read. */
function centre(view: EditorView): boolean {
  const scroller = view.dom.closest('.page-scroll')
  if (scroller === null) return false
  const line = view.coordsAtPos(view.state.selection.head)
  const { top, height } = scroller.getBoundingClientRect()
  scroller.scrollTop += (line.top + line.bottom) / 2 - (top + height / 2)
  return true
}

/** The looks of the article's own element: they cost nothing per key. */
function looks(habits: ViewHabits): Record<string, string> {
  const classes = [
    habits.focusMode() ? 'is-focusing' : '',
    habits.typewriter() ? 'is-typewriter' : '',
    habits.fullWidth() ? 'is-wide' : '',
  ]
  const zoom = habits.zoom()
  return {
    class: classes.filter((name) => name !== '').join(' '),
    ...(zoom === 100 ? {} : { style: `zoom: ${String(zoom / 100)}` }),
  }
}

/** Draws anew what depends on the habits, after one of them changed. */
export function refreshModes(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(key, true).scrollIntoView())
}

/**
 * Focus mode marks the caret's block (style sheets let the others step back), typewriter mode keeps the caret's line at
 * mid height. A key within one block moves the one decoration along and looks at nothing else.
 */
export function viewModes(habits: ViewHabits): Plugin {
  return new Plugin<Current>({
    key,
    state: {
      init: (_config, state) => draw(state),
      apply: (tr, before, _old, state) => {
        if (!tr.docChanged && !tr.selectionSet && tr.getMeta(key) === undefined) return before
        const position = currentPosition(state)
        const same = before.position >= 0 && tr.mapping.map(before.position, -1) === position
        if (!same || tr.getMeta(key) !== undefined) return draw(state)
        const drawn = tr.docChanged ? before.drawn.map(tr.mapping, tr.doc) : before.drawn
        return drawn === DecorationSet.empty ? draw(state) : { position, drawn }
      },
    },
    props: {
      decorations: (state) => (habits.focusMode() ? key.getState(state)?.drawn : null),
      attributes: () => looks(habits),
      handleScrollToSelection: (view) => habits.typewriter() && centre(view),
    },
  })
}
