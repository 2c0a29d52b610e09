import { Editor, Extension, type Extensions, type JSONContent } from '@tiptap/core'
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions'
import type { Node } from '@tiptap/pm/model'
import type { NodeViewConstructor } from '@tiptap/pm/view'
import { specs } from '../../../article/index.ts'
import { anchorPlugin } from '../../../blocks/_view/anchors.ts'
import type { ViewServices } from '../../../blocks/_view/services.ts'
import type { NodeJSON } from '../../../blocks/node.ts'
import { views } from '../../../blocks/views.ts'
import { BlockPlugins } from './blockPlugins.ts'
import { DocumentEnds } from './typing/documentEnds.ts'
import { Fields } from './fields.ts'
import { type Finder, Finding } from './find/index.ts'
import { Giving } from './copy/index.ts'
import { Keys } from './typing/keys.ts'
import { LargeDeletions } from './undo/largeDeletions.ts'
import { markFromSpec, nodeFromSpec } from './nodeFromSpec.ts'
import { PlainLines } from './typing/plainLines.ts'
import { ReadOnly } from './readOnly.ts'
import { journalSteps } from './undo/replaceDocument.ts'
import { type EditorServices, Paste } from './paste/index.ts'
import { UndoGroups } from './undo/undoGroups.ts'
import { FROM_EDGE, NEAR_EDGE } from './tools/viewModes.ts'
import { type Resting, Watching } from './watching.ts'

/** Tiptap extensions for every node and mark of the article, each drawn by its block's view where it has one. */
export function schemaExtensions(services?: ViewServices): Extensions {
  const drawn = new Map<string, NodeViewConstructor>()
  if (services !== undefined)
    for (const view of views)
      for (const [name, make] of Object.entries(view.nodeViews ?? {})) drawn.set(name, make(services))
  return [
    ...Object.entries(specs.nodes).map(([name, spec]) => nodeFromSpec(name, spec, drawn.get(name))),
    ...Object.entries(specs.marks).map(([name, spec]) => markFromSpec(name, spec)),
  ]
}

/** Follows the places that pictures on their way come back to. */
const Anchors = Extension.create({ name: 'anchors', addProseMirrorPlugins: () => [anchorPlugin()] })

export interface EditorOptions {
  readonly element: HTMLElement
  readonly doc: NodeJSON
  readonly services: EditorServices
  /** Stands between standfirst and body, for the page to draw into. */
  readonly byline: HTMLElement
  readonly finder: Finder
  /** Told the steps of each change of the document, as JSON: on the key path, so it must cost nothing. */
  readonly onSteps: (steps: readonly unknown[]) => void
  /** Told where the caret is once it rests there. */
  readonly onRest?: (resting: Resting) => void
  /** Receives the document before a deletion of many words, after the key is painted. */
  readonly onLargeDeletion?: (before: Node) => void
  /** Whether somebody else writes the draft: then it is only read. */
  readonly isReadOnly?: () => boolean
  /** Menus and what belongs to them. */
  readonly tools?: Extensions
}

/** An editor of one article. Its document is never made reactive: read it with `editor.getJSON()` at rest. */
export function createEditor(options: EditorOptions): Editor {
  const { element, doc, services, byline, finder, onSteps, tools = [] } = options
  const { onRest = () => undefined, onLargeDeletion = () => undefined, isReadOnly = () => false } = options
  return new Editor({
    element,
    content: doc as JSONContent,
    injectCSS: false,
    // Tells what each key deleted, by a timer a key; nobody here asks.
    enableCoreExtensions: { delete: false },
    extensions: [
      ...schemaExtensions(services),
      UndoRedo.configure({ depth: 1000 }),
      UndoGroups,
      Dropcursor.configure({ color: 'var(--pencil)', width: 2 }),
      Gapcursor,
      Fields.configure({ byline }),
      BlockPlugins.configure({ services }),
      Anchors,
      Keys,
      DocumentEnds,
      PlainLines,
      Paste.configure({ services }),
      Giving.configure({ language: services.language, draft: () => services.captureDraft().id }),
      Finding.configure({ finder }),
      Watching.configure({ told: onRest }),
      LargeDeletions.configure({ onLargeDeletion }),
      ReadOnly.configure({ isReadOnly }),
      ...tools,
    ],
    editorProps: {
      attributes: { role: 'group', 'aria-label': 'Article', class: 'article', spellcheck: 'true' },
      scrollMargin: FROM_EDGE,
      scrollThreshold: NEAR_EDGE,
    },
    onTransaction: ({ transaction, appendedTransactions }) => {
      const steps = journalSteps([transaction, ...appendedTransactions])
      if (steps.length > 0) onSteps(steps)
    },
  })
}
