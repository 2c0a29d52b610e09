import { Extension } from '@tiptap/core'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { FROM_DISK } from './replaceDocument.ts'

/** The key of the mark on a transaction. */
const ALSO_WHEN_READ_ONLY = 'alsoWhenReadOnly'

/** Marks a transaction that changes the document also while it is only read: something that was on its way before. */
export function alsoWhenReadOnly(tr: Transaction): Transaction {
  return tr.setMeta(ALSO_WHEN_READ_ONLY, true)
}

/** Fields in the chrome of blocks are inputs of their own, so the browser would let them be edited. */
function keepFields(view: EditorView, isReadOnly: () => boolean) {
  const refuse = (event: Event): void => {
    const isField = event.target instanceof Element && event.target.matches('input, select, textarea')
    if (
      isField &&
      isReadOnly() &&
      (event.type === 'beforeinput' || event.target.matches('[type="checkbox"]'))
    )
      event.preventDefault()
  }
  const events = ['beforeinput', 'click'] as const
  for (const name of events) view.dom.addEventListener(name, refuse, true)
  return {
    destroy: () => {
      for (const name of events) view.dom.removeEventListener(name, refuse, true)
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
