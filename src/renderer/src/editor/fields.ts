import { Extension } from '@tiptap/core'
import { DOMSerializer, type Node } from '@tiptap/pm/model'
import { type Command, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type NodeViewConstructor } from '@tiptap/pm/view'
import { keymap } from '@tiptap/pm/keymap'
import { nodeFaces } from '../../../blocks/_view/nodeFaces.ts'
import { t } from '../i18n.ts'

/** The three fields of an article in document order, with what a screen reader and an empty field say. */
const FIELDS = [
  {
    name: 'headline',
    label: () => t('editor.fields.headline.label'),
    placeholder: () => t('editor.fields.headline.placeholder'),
    multiline: false,
  },
  {
    name: 'standfirst',
    label: () => t('editor.fields.standfirst.label'),
    placeholder: () => t('editor.fields.standfirst.placeholder'),
    multiline: false,
  },
  { name: 'body', label: () => t('editor.fields.body.label'), placeholder: null, multiline: true },
] as const

/** Returns an empty text with its placeholder: `data-hint` is what the style draws. */
function placeholderAt(position: number, node: Node, placeholder: string): Decoration {
  return Decoration.node(position, position + node.nodeSize, { class: 'is-empty', 'data-hint': placeholder })
}

/**
 * Draws the byline between standfirst and body, and placeholders: in the empty headline and standfirst always, in an empty
 * block while the caret is in it, and in the one paragraph of an untouched body.
 */
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
    const placeholder = FIELDS[index]?.placeholder ?? null
    if (placeholder !== null && field.content.size === 0)
      decorations.push(placeholderAt(offset, field, placeholder()))
  })
  const body = doc.child(2)
  const first = body.firstChild
  const isUntouched = body.childCount === 1 && first?.type.name === 'paragraph' && first.content.size === 0
  const at = isUntouched ? { parent: first, start: doc.child(0).nodeSize + doc.child(1).nodeSize + 2 } : caret
  const placeholder =
    at === null || at.parent.content.size > 0 ? undefined : nodeFaces.get(at.parent.type.name)?.placeholder
  // Every second line of an article is an empty paragraph for a moment: only the first asks for words.
  if (at !== null && placeholder !== undefined && (isUntouched || at.parent.type.name !== 'paragraph'))
    decorations.push(placeholderAt(at.start - 1, at.parent, placeholder()))
  return DecorationSet.create(doc, decorations)
}

/** Draws a field as its schema does, with a role and a name for screen readers. They never change, so they are no decorations. */
const drawField =
  ({ label, multiline }: (typeof FIELDS)[number]): NodeViewConstructor =>
  (node) => {
    const drawn = node.type.spec.toDOM?.(node)
    if (drawn === undefined) throw new Error(`the schema does not draw ${node.type.name}`)
    const { dom, contentDOM } = DOMSerializer.renderSpec(document, drawn)
    if (!(dom instanceof HTMLElement)) throw new Error(`the schema draws ${node.type.name} as no element`)
    dom.setAttribute('role', 'textbox')
    dom.setAttribute('aria-label', label())
    dom.setAttribute('aria-multiline', String(multiline))
    dom.setAttribute('dir', 'auto')
    return { dom, ...(contentDOM === undefined ? {} : { contentDOM }) }
  }

/** Returns the field the selection starts in: 0 headline, 1 standfirst, 2 body. */
function fieldAt(state: Parameters<Command>[0]): number {
  return state.selection.$from.index(0)
}

/**
 * Moves the caret to the start of the next field, or to the end of the one before.
 * @param from the fields in which the key means this
 */
function goToField(step: 1 | -1, from: readonly number[]): Command {
  return (state, dispatch, view) => {
    const field = fieldAt(state)
    const to = field + step
    if (!from.includes(field) || to < 0 || to >= FIELDS.length) return false
    let start = 0
    for (let index = 0; index < to; index += 1) start += state.doc.child(index).nodeSize
    const end = start + state.doc.child(to).nodeSize
    const selection = TextSelection.near(state.doc.resolve(step === 1 ? start + 1 : end - 1), step)
    if (dispatch === undefined) return true
    dispatch(state.tr.setSelection(selection).scrollIntoView())
    view?.focus()
    return true
  }
}

/**
 * Swallows Backspace at a field's very start and Delete at the headline's or standfirst's very end: the browser would
 * merge two fields.
 */
function protectEdge(edge: 1 | -1): Command {
  return (state) => {
    const { $from, empty } = state.selection
    if (!empty || $from.depth === 0) return false
    const inner = state.doc.resolve(edge === 1 ? $from.start(1) : $from.end(1))
    if (TextSelection.near(inner, edge).from !== $from.pos) return false
    // In the body, the first block may still change its kind; only a plain paragraph has nowhere to go.
    return $from.depth === 1 || (edge === 1 && $from.depth === 2 && $from.parent.type.name === 'paragraph')
  }
}

/** Mod+A selects the field the caret is in; pressed again, the whole article. */
const selectField: Command = (state, dispatch) => {
  const { $from, from, to } = state.selection
  if ($from.depth < 1) return false
  const start = TextSelection.near(state.doc.resolve($from.start(1)), 1).from
  const end = TextSelection.near(state.doc.resolve($from.end(1)), -1).to
  if (from <= start && to >= end) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, start, end)))
  return true
}

/** Headline, standfirst and body as named fields of one document, with their keys and placeholders. */
export const Fields = Extension.create<{ byline: HTMLElement | null }>({
  name: 'fields',
  priority: 300,
  /** `byline` is an element between standfirst and body that the page draws into. */
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
        Backspace: protectEdge(1),
        Delete: protectEdge(-1),
        'Mod-a': selectField,
      }),
    ]
  },
})
