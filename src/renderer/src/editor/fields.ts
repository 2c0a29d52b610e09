import { Extension } from '@tiptap/core'
import { DOMSerializer, type Node } from '@tiptap/pm/model'
import { type Command, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type NodeViewConstructor } from '@tiptap/pm/view'
import { keymap } from '@tiptap/pm/keymap'

/** The three fields of an article, as a screen reader hears them. */
const FIELDS = [
  { name: 'headline', label: 'Headline', hint: 'Headline', multiline: false },
  {
    name: 'standfirst',
    label: 'Standfirst',
    hint: 'Standfirst: one line that makes them read on',
    multiline: false,
  },
  { name: 'body', label: 'Article body', hint: '', multiline: true },
] as const

/** What an empty block asks for, while the caret is in it. */
const HINTS: Readonly<Record<string, string>> = {
  paragraph: 'Write, or paste the whole article',
  heading: 'Heading',
  turn: 'What do they say?',
  caption: 'What the screen says',
  figure: 'Who or what is in the picture',
  source: 'Where the story comes from',
}

function decorate(
  doc: Node,
  caret: { parent: Node; start: number } | null,
  byline: HTMLElement | null,
): DecorationSet {
  const decorations: Decoration[] = []
  if (byline !== null) {
    const bodyStart = doc.child(0).nodeSize + doc.child(1).nodeSize
    // One element for the editor's life, so that what is drawn into it stays.
    decorations.push(
      Decoration.widget(bodyStart, byline, {
        key: 'byline',
        side: -1,
        ignoreSelection: true,
        stopEvent: () => true,
      }),
    )
  }
  doc.forEach((field, offset, index) => {
    const hint = FIELDS[index]?.hint ?? ''
    if (hint === '' || field.content.size > 0) return
    decorations.push(
      Decoration.node(offset, offset + field.nodeSize, { class: 'is-empty', 'data-hint': hint }),
    )
  })
  const body = doc.child(2)
  const first = body.firstChild
  const untouched = body.childCount === 1 && first?.type.name === 'paragraph' && first.content.size === 0
  const at = untouched ? { parent: first, start: doc.child(0).nodeSize + doc.child(1).nodeSize + 2 } : caret
  const hint = at === null || at.parent.content.size > 0 ? undefined : HINTS[at.parent.type.name]
  if (at !== null && hint !== undefined && (untouched || at.parent.type.name !== 'paragraph'))
    decorations.push(
      Decoration.node(at.start - 1, at.start - 1 + at.parent.nodeSize, {
        class: 'is-empty',
        'data-hint': hint,
      }),
    )
  return DecorationSet.create(doc, decorations)
}

/** A field as its schema draws it, with what a screen reader is told. It never changes, so it is no decoration. */
const drawField =
  ({ label, multiline }: (typeof FIELDS)[number]): NodeViewConstructor =>
  (node) => {
    const drawn = node.type.spec.toDOM?.(node)
    if (drawn === undefined) throw new Error(`the schema does not draw ${node.type.name}`)
    const { dom, contentDOM } = DOMSerializer.renderSpec(document, drawn)
    if (!(dom instanceof HTMLElement)) throw new Error(`the schema draws ${node.type.name} as no element`)
    dom.setAttribute('role', 'textbox')
    dom.setAttribute('aria-label', label)
    dom.setAttribute('aria-multiline', String(multiline))
    dom.setAttribute('dir', 'auto')
    return { dom, ...(contentDOM === undefined ? {} : { contentDOM }) }
  }

/** Which field a position is in: 0 headline, 1 standfirst, 2 body. */
function fieldAt(state: Parameters<Command>[0]): number {
  return state.selection.$from.index(0)
}

/** Goes to the start of the next field, or the end of the one before. */
function goToField(step: 1 | -1, only: readonly number[]): Command {
  return (state, dispatch, view) => {
    const from = fieldAt(state)
    const to = from + step
    if (!only.includes(from) || to < 0 || to >= FIELDS.length) return false
    let start = 0
    for (let index = 0; index < to; index += 1) start += state.doc.child(index).nodeSize
    const end = start + state.doc.child(to).nodeSize
    const selection = TextSelection.near(state.doc.resolve(step === 1 ? start + 1 : end - 1), step)
    dispatch?.(state.tr.setSelection(selection).scrollIntoView())
    view?.focus()
    return true
  }
}

/**
 * Backspace at a field's very start, Delete at the headline's or standfirst's very end: nothing. Left to the browser,
 * the key would run two fields into each other.
 */
function keepEdge(edge: 1 | -1): Command {
  return (state) => {
    const { $from, empty } = state.selection
    if (!empty || $from.depth === 0) return false
    const inner = state.doc.resolve(edge === 1 ? $from.start(1) : $from.end(1))
    if (TextSelection.near(inner, edge).from !== $from.pos) return false
    // In the body, the first block may still change its kind; only a plain paragraph has nowhere to go.
    return $from.depth === 1 || (edge === 1 && $from.depth === 2 && $from.parent.type.name === 'paragraph')
  }
}

/** The first Mod+A takes the field the caret is in, a second one the whole article. */
const selectField: Command = (state, dispatch) => {
  const { $from, from, to } = state.selection
  if ($from.depth < 1) return false
  const start = TextSelection.near(state.doc.resolve($from.start(1)), 1).from
  const end = TextSelection.near(state.doc.resolve($from.end(1)), -1).to
  if (from <= start && to >= end) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, start, end)))
  return true
}

/** Headline, standfirst and body as named fields of one document, with their keys and their hints. */
export const Fields = Extension.create<{ byline: HTMLElement | null }>({
  name: 'fields',
  priority: 300,
  /** `byline` stands between standfirst and body; the page draws into it. */
  addOptions: () => ({ byline: null }),
  addProseMirrorPlugins() {
    const { byline } = this.options
    return [
      new Plugin({
        key: new PluginKey('fields'),
        props: {
          nodeViews: Object.fromEntries(FIELDS.map((field) => [field.name, drawField(field)])),
          decorations: ({ doc, selection }) => {
            const { $from } = selection
            const caret =
              selection.empty && $from.parent.isTextblock
                ? { parent: $from.parent, start: $from.start() }
                : null
            return decorate(doc, caret, byline)
          },
        },
      }),
      keymap({
        Enter: goToField(1, [0, 1]),
        Tab: goToField(1, [0, 1]),
        'Shift-Tab': goToField(-1, [1]),
        Backspace: keepEdge(1),
        Delete: keepEdge(-1),
        'Mod-a': selectField,
      }),
    ]
  },
})
