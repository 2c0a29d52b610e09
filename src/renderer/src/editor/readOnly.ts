import { Extension } from '@tiptap/core'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { LOADED_FROM_DISK } from './undo/replaceDocument.ts'

/** Meta key of transactions that may change a read-only draft. */
const ALLOWED_WHEN_READ_ONLY = 'alsoWhenReadOnly'

/** Lets a transaction change a read-only draft: for a picture that was on its way when the draft became read-only. */
export function allowWhenReadOnly(tr: Transaction): Transaction {
  return tr.setMeta(ALLOWED_WHEN_READ_ONLY, true)
}

/**
 * Keeps the input fields of blocks (speaker, credit) from being edited. They become `readOnly` when the focus reaches them,
 * before an IME begins to compose. Checkboxes and drops have no such state: their events are cancelled.
 */
function protectFields(view: EditorView, isReadOnly: () => boolean) {
  const mark = (field: Element | null): void => {
    if (field instanceof HTMLInputElement && view.dom.contains(field)) field.readOnly = isReadOnly()
  }
  const focused = ({ target }: FocusEvent): void => {
    if (target instanceof Element) mark(target)
  }
  const refuse = (event: Event): void => {
    const { target, type } = event
    if (!(target instanceof HTMLInputElement) || !isReadOnly()) return
    if (type === 'beforeinput' || target.type === 'checkbox') event.preventDefault()
  }
  view.dom.addEventListener('focusin', focused)
  view.dom.addEventListener('beforeinput', refuse, true)
  view.dom.addEventListener('click', refuse, true)
  return {
    update: () => {
      mark(document.activeElement)
    },
    destroy: () => {
      view.dom.removeEventListener('focusin', focused)
      view.dom.removeEventListener('beforeinput', refuse, true)
      view.dom.removeEventListener('click', refuse, true)
    },
  }
}

/**
 * Refuses every change of a draft that another window or program writes: by keys, commands, fields, renaming or replacing.
 * Two kinds of transactions pass: a version loaded from the disk, and those of {@link allowWhenReadOnly}.
 */
export const ReadOnly = Extension.create<{ isReadOnly: () => boolean }>({
  name: 'readOnly',
  addOptions: () => ({ isReadOnly: () => false }),
  addProseMirrorPlugins() {
    const { isReadOnly } = this.options
    return [
      new Plugin({
        filterTransaction: (tr) =>
          !tr.docChanged ||
          !isReadOnly() ||
          [LOADED_FROM_DISK, ALLOWED_WHEN_READ_ONLY].some((mark) => tr.getMeta(mark) === true),
        view: (view) => protectFields(view, isReadOnly),
      }),
    ]
  },
})
