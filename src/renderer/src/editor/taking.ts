import { Extension } from '@tiptap/core'
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { readTextBlocks } from '../../../article/index.ts'
import type { ViewServices } from '../../../blocks/_view/services.ts'

/** What pasting and dropping need of the page. */
export interface TakingServices {
  /** A whole article was pasted into an empty draft: take it in its place. */
  takeArticle(text: string): void
  /** A file that may be an article was dropped on the text. */
  importFiles(files: readonly File[]): void
}

type Services = ViewServices & TakingServices

function isUntouched(doc: Node): boolean {
  return doc.textContent === '' && doc.child(2).childCount === 1
}

/** Several blocks of plain text: the recogniser reads them. One line stays what the browser makes of it. */
function pasteText(view: EditorView, text: string, services: Services): boolean {
  const several = /\S[^\n\r]*[\n\r]+\s*\S/u.test(text)
  const { $from } = view.state.selection
  if (!several || $from.parent.type.spec.code === true) return false
  if (isUntouched(view.state.doc)) {
    services.takeArticle(text)
    return true
  }
  if ($from.index(0) !== 2) return false
  const nodes = readTextBlocks(text).map((json) => view.state.schema.nodeFromJSON(json))
  view.dispatch(view.state.tr.replaceSelection(openSlice(nodes)).scrollIntoView().setMeta('paste', true))
  return true
}

/** Paragraphs at either end run into the text around them; other blocks stay whole. */
function openSlice(nodes: readonly Node[]): Slice {
  const open = (node: Node | undefined): number => (node?.type.name === 'paragraph' ? 1 : 0)
  return new Slice(Fragment.from(nodes), open(nodes[0]), open(nodes.at(-1)))
}

function insertFigures(view: EditorView, files: readonly File[], at: number, services: Services): void {
  void (async () => {
    for (const file of files) {
      const image = await services.takeImage(file)
      if (image !== null) insertFigure(view, { ...image }, at)
    }
  })()
}

function insertFigure(view: EditorView, attrs: Readonly<Record<string, unknown>>, at: number): void {
  const { schema, tr, doc } = view.state
  const figure = figureOf(schema, attrs)
  const $at = doc.resolve(Math.min(at, doc.content.size))
  // Between two blocks of the body: after the block that was dropped on.
  const position = $at.depth >= 2 ? $at.after(2) : doc.content.size - 1
  tr.insert(position, figure)
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(position + 1))).scrollIntoView())
}

function figureOf(schema: Schema, attrs: Readonly<Record<string, unknown>>): Node {
  const { figure } = schema.nodes
  if (figure === undefined) throw new Error('the schema has no figure')
  return figure.create(attrs)
}

/** Files of a paste or drop: pictures become figures where they fell, anything else is offered to the import. */
function takeFiles(view: EditorView, list: FileList | undefined, at: number, services: Services): boolean {
  const files = Array.from(list ?? [])
  if (files.length === 0) return false
  const pictures = files.filter(({ type }) => type.startsWith('image/'))
  const others = files.filter((file) => !pictures.includes(file))
  if (pictures.length > 0) insertFigures(view, pictures, at, services)
  if (others.length > 0) services.importFiles(others)
  return true
}

/** Pasting and dropping: text through the recogniser, pictures into figures, files to the import. */
export const Taking = Extension.create<{ services: Services | null }>({
  name: 'taking',
  addOptions: () => ({ services: null }),
  addProseMirrorPlugins() {
    const { services } = this.options
    if (services === null) return []
    return [
      new Plugin({
        key: new PluginKey('taking'),
        props: {
          handlePaste: (view, event) => {
            const data = event.clipboardData
            if (data === null) return false
            const html = data.getData('text/html')
            if (html === '' && takeFiles(view, data.files, view.state.selection.from, services)) return true
            return html === '' && pasteText(view, data.getData('text/plain'), services)
          },
          handleDrop: (view, event, _slice, moved) => {
            if (moved) return false
            const at =
              view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ??
              view.state.doc.content.size
            const took = takeFiles(view, event.dataTransfer?.files, at, services)
            if (took) event.preventDefault()
            return took
          },
        },
      }),
    ]
  },
})
