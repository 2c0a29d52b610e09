import { Editor, Extension, type Extensions, type JSONContent } from '@tiptap/core'
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions'
import type { Node } from '@tiptap/pm/model'
import type { NodeViewConstructor } from '@tiptap/pm/view'
import { specs } from '../../../article/index.ts'
import { anchorPlugin } from '../../../blocks/_view/anchors.ts'
import type { ViewServices } from '../../../blocks/_view/services.ts'
import type { NodeJSON } from '../../../blocks/node.ts'
import { views } from '../../../blocks/views.ts'
import { t } from '../i18n.ts'
import { BlockPlugins } from './blockPlugins.ts'
import { DocumentEnds } from './typing/documentEnds.ts'
import { BlockDrops } from './drop/index.ts'
import { Fields } from './fields.ts'
import { type Finder, FindMarks } from './find/index.ts'
import { Copy } from './copy/index.ts'
import { Keys } from './typing/keys.ts'
import { LargeDeletions } from './undo/largeDeletions.ts'
import { markFromSpec, nodeFromSpec } from './nodeFromSpec.ts'
import { LineBreaks } from './typing/lineBreaks.ts'
import { ReadOnly } from './readOnly.ts'
import { journalSteps } from './undo/replaceDocument.ts'
import { type EditorServices, Paste } from './paste/index.ts'
import { UndoGroups } from './undo/undoGroups.ts'
import { SCROLL_MARGIN_PX, SCROLL_THRESHOLD_PX } from './tools/viewSettings.ts'
import { type CaretPlace, CaretTracking } from './caretTracking.ts'

/**
 * The editor's room. One Tiptap editor shows one draft after another (draftEditor.ts). What happens to a key:
 *
 * 1. Plugins handle it: an open menu (`menus/`), a block's own keys, lists, the commands' keymap (`typing/keys.ts`).
 * 2. A transaction changes the document. Plugins may refuse it (readOnly.ts), close the undo step (`undo/undoGroups.ts`) or
 *    append to it (`typing/lineBreaks.ts`).
 * 3. Its steps go to the journal as JSON (`onSteps`). Nothing else may grow with the document on a key.
 * 4. Once nothing has changed for a moment, the caret's place is reported, names are marked and an open find bar searches.
 *
 * `paste/` and `copy/` exchange content with the clipboard, `tools/` joins all that with the page's settings and commands.
 * The editor calls no desk: it is given services (`useEditorServices.ts`), which use the stores.
 */

/** Tiptap extensions for every node and mark of the article. A node is drawn by its block's view if it has one. */
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

/** Follows positions through changes, for pictures that are inserted when their files arrive. */
const Anchors = Extension.create({ name: 'anchors', addProseMirrorPlugins: () => [anchorPlugin()] })

/** What an editor is created with. */
export interface EditorOptions {
  readonly element: HTMLElement
  readonly doc: NodeJSON
  readonly services: EditorServices
  /** An element that the editor places between standfirst and body, for the page to draw into. */
  readonly byline: HTMLElement
  readonly finder: Finder
  /** Receives the steps of each change as JSON. Called on every key: it must return at once. */
  readonly onSteps: (steps: readonly unknown[]) => void
  /** Receives the caret's place once it has not moved for a moment. */
  readonly onRest?: (place: CaretPlace) => void
  /** Receives the document before a deletion of many words, after the key is painted. */
  readonly onLargeDeletion?: (before: Node) => void
  /** Returns true if the draft is read-only because another window or program writes it. */
  readonly isReadOnly?: () => boolean
  /** Menus, input rules and spelling: see `tools/`. */
  readonly tools?: Extensions
}

/**
 * Creates the editor of an article. The order of extensions matters: among equal priorities the first one sees a key first.
 * Its document must never be made reactive.
 */
export function createEditor(options: EditorOptions): Editor {
  const { element, doc, services, byline, finder, onSteps, tools = [] } = options
  const { onRest = () => undefined, onLargeDeletion = () => undefined, isReadOnly = () => false } = options
  return new Editor({
    element,
    content: doc as JSONContent,
    injectCSS: false,
    // Unused here, and it would start a timer for every key.
    enableCoreExtensions: { delete: false },
    extensions: [
      ...schemaExtensions(services),
      UndoRedo.configure({ depth: 1000 }),
      UndoGroups,
      Dropcursor.configure({ color: 'var(--pencil)', width: 2, class: 'drop-cursor' }),
      BlockDrops.configure({ services }),
      Gapcursor,
      Fields.configure({ byline }),
      BlockPlugins.configure({ services }),
      Anchors,
      Keys,
      DocumentEnds,
      LineBreaks,
      Paste.configure({ services }),
      Copy.configure({ language: services.language, draft: () => services.captureDraft().id }),
      FindMarks.configure({ finder }),
      CaretTracking.configure({ report: onRest }),
      LargeDeletions.configure({ onLargeDeletion }),
      ReadOnly.configure({ isReadOnly }),
      ...tools,
    ],
    editorProps: {
      attributes: { role: 'group', 'aria-label': t('editor.label'), class: 'article', spellcheck: 'true' },
      scrollMargin: SCROLL_MARGIN_PX,
      scrollThreshold: SCROLL_THRESHOLD_PX,
    },
    onTransaction: ({ transaction, appendedTransactions }) => {
      const steps = journalSteps([transaction, ...appendedTransactions])
      if (steps.length > 0) onSteps(steps)
    },
  })
}
