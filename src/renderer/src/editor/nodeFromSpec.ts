import { type Attributes, Mark, Node } from '@tiptap/core'
import type { AttributeSpec, MarkSpec, NodeSpec, TagParseRule } from '@tiptap/pm/model'
import type { NodeViewConstructor } from '@tiptap/pm/view'

/**
 * The one adapter between the article's schema, which is data, and Tiptap, which wants extensions. It passes every
 * field on as it stands: Tiptap's own reading and rendering of attributes is switched off, for the specs do it.
 */

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

/** Fields of a spec that Tiptap's node configuration knows by the same name. */
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
] as const

/** A Tiptap node of a ProseMirror node spec; `view` draws it, else the spec's `toDOM` does. */
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

/** A Tiptap mark of a ProseMirror mark spec. */
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
