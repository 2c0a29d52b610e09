import { Extension } from '@tiptap/core'
import { undo } from '@tiptap/pm/history'
import { Plugin, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { pressed } from '../../commands/keyNames.ts'
import { clipboardContent } from './clipboard.ts'
import { arePictures } from '../../dom/pictureFiles.ts'
import { refusePictures } from './pictures.ts'
import { changeCount, NOTHING_PASTED, pasteKey, pasteStateAfter } from './pasteState.ts'
import { paste } from './place.ts'
import type { EditorServices } from './services.ts'

/**
 * Pasting and dropping, in two halves: `readClipboard` (read.ts and its readers) turns what a clipboard offers into
 * {@link Pasted} data without knowing an editor; `place` (place.ts, with insert.ts, address.ts, pictures.ts) puts that into
 * the document. pasteState.ts remembers what can still be taken back.
 *
 * Foreign HTML must never reach ProseMirror's DOM parser. The article's own reader reads it, which returns only what the
 * schema allows and runs nothing.
 */

export type { EditorServices, EditorTarget, PasteServices } from './services.ts'

function onDrop(view: EditorView, event: DragEvent, services: EditorServices): boolean {
  // ProseMirror moves what is dragged inside the editor.
  if (view.dragging !== null || event.dataTransfer === null || !view.editable) return false
  const content = clipboardContent(event.dataTransfer)
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.doc.content.size
  view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at))))
  const isPlaced = paste(view, content, services)
  if (isPlaced) {
    event.preventDefault()
    view.focus()
  }
  return isPlaced
}

function onPaste(
  view: EditorView,
  event: ClipboardEvent,
  isPlain: boolean,
  services: EditorServices,
): boolean {
  if (event.clipboardData === null || view.composing) return false
  if (!view.editable) {
    const { files, text } = clipboardContent(event.clipboardData)
    if (text === '' && arePictures(files)) refusePictures(files, services)
    return false
  }
  paste(view, clipboardContent(event.clipboardData, isPlain), services)
  // Also if nothing was placed: the browser's own paste would insert foreign elements.
  event.preventDefault()
  return true
}

/** Handles paste and drop events, "paste as plain text", and Escape right after an embed was made of an address. */
export const Paste = Extension.create<{ services: EditorServices | null }>({
  name: 'articlePaste',
  addOptions: () => ({ services: null }),
  addProseMirrorPlugins() {
    const { services } = this.options
    if (services === null) return []
    // A paste event does not say which keys were pressed.
    let isPlain = false
    return [
      new Plugin({
        key: pasteKey,
        state: { init: () => NOTHING_PASTED, apply: pasteStateAfter },
        view: () => ({
          update: (view, before) => {
            if (changeCount(view.state) !== changeCount(before)) services.withdrawOffer()
          },
        }),
        props: {
          handleKeyDown: (view, event) => {
            if (event.key !== 'Escape' || pasteKey.getState(view.state)?.isEmbed !== true) return false
            return undo(view.state, (tr) => {
              view.dispatch(tr)
            })
          },
          handleDOMEvents: {
            keydown: (_view, event) => {
              isPlain = pressed(event, 'Mod-Shift-v Mod-Shift-Alt-v')
              return false
            },
            paste: (view, event) => {
              const isHandled = onPaste(view, event, isPlain, services)
              isPlain = false
              return isHandled
            },
            drop: (view, event) => onDrop(view, event, services),
          },
        },
      }),
    ]
  },
})
