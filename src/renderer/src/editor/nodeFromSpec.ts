import { type Attributes, Mark, Node } from '@tiptap/core'
import type { AttributeSpec, MarkSpec, NodeSpec, TagParseRule } from '@tiptap/pm/model'
import type { NodeViewConstructor } from '@tiptap/pm/view'

/**
 * Adapts the article's schema, which is plain ProseMirror data, to Tiptap, which wants extensions. Every field is passed on
 * unchanged. Tiptap's own parsing and rendering of attributes is switched off, because the specs do both.
 */

/** Attribute specs as Tiptap's attributes. */
function attributesFrom(attrs: Readonly<Record<string, AttributeSpec>> | undefined): Attributes {
  return Object.fromEntries(
    Object.entries(attrs ?? {}).map(([name, { default: fallback, validate }]) => [
      name,
      {
        ...(fallback === undefined ? { isRequired: true } : { default: fallback as unknown }),
        ...(validate === undefined ? {} : { validate }),
        rendered: false,
        parseHTML: () => null,
      },
    ]),
  )
}

/** Fields of a node spec that have the same name in Tiptap's configuration. */
const SHARED = [
  'content',
  'marks',
  'group',
  'inline',
  'atom',
  'selectable',
  'draggable',
  'code',
  'whitespace',
  'linebreakReplacement',
  'defining',
  'isolating',
  'allowGapCursor',
] as const

/**
 * Makes a Tiptap node from a ProseMirror node spec.
 * @param view draws the node in the editor; without it the spec's `toDOM` does
 */
export function nodeFromSpec(name: string, spec: NodeSpec, view?: NodeViewConstructor): Node {
  const { toDOM, parseDOM } = spec
  return Node.create({
    name,
    topNode: name === 'doc',
    ...Object.fromEntries(
      SHARED.filter((key) => spec[key] !== undefined).map((key) => [key, spec[key] as unknown]),
    ),
    addAttributes: () => attributesFrom(spec.attrs),
    ...(parseDOM === undefined ? {} : { parseHTML: () => [...parseDOM] }),
    ...(toDOM === undefined ? {} : { renderHTML: ({ node }) => toDOM(node) }),
    ...(view === undefined
      ? {}
      : {
          addNodeView:
            () =>
            ({ node, view: editorView, getPos, decorations, innerDecorations }) =>
              view(node, editorView, getPos, decorations, innerDecorations),
        }),
  })
}

/** Makes a Tiptap mark from a ProseMirror mark spec. */
export function markFromSpec(name: string, spec: MarkSpec): Mark {
  const { toDOM, parseDOM } = spec
  return Mark.create({
    name,
    ...(spec.inclusive === undefined ? {} : { inclusive: spec.inclusive }),
    ...(spec.excludes === undefined ? {} : { excludes: spec.excludes }),
    ...(spec.code === undefined ? {} : { code: spec.code }),
    addAttributes: () => attributesFrom(spec.attrs),
    ...(parseDOM === undefined
      ? {}
      : {
          parseHTML: () => parseDOM.filter((rule): rule is TagParseRule => 'tag' in rule || 'style' in rule),
        }),
    ...(toDOM === undefined ? {} : { renderHTML: ({ mark }) => toDOM(mark, true) }),
  })
}
