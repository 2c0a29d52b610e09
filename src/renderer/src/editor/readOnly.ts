import { Extension } from '@tiptap/core'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { FROM_DISK } from './undo/replaceDocument.ts'

/** The key of the mark on a transaction. */
const ALSO_WHEN_READ_ONLY = 'alsoWhenReadOnly'

/** Marks a transaction that changes the document also while it is only read: something that was on its way before. */
export function alsoWhenReadOnly(tr: Transaction): Transaction {
  return tr.setMeta(ALSO_WHEN_READ_ONLY, true)
}

/**
 * Fields in the chrome of blocks are inputs of their own, so the browser would let them be edited. They become read-only
 * as the focus reaches them, before an IME begins to compose; a checkbox and a drop have no such state and are refused.
 */
function keepFields(view: EditorView, isReadOnly: () => boolean) {
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
 * While somebody else writes the draft nothing changes its document: no key, and no command, field, renaming or
 * replacement either. What is read from the disk is shown.
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
          [FROM_DISK, ALSO_WHEN_READ_ONLY].some((mark) => tr.getMeta(mark) === true),
        view: (view) => keepFields(view, isReadOnly),
      }),
    ]
  },
})
