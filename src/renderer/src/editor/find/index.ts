import { Extension } from '@tiptap/core'
import { Finder } from './finder.ts'
import { findPlugin } from './marks.ts'

/** Find and replace: see finder.ts. */
export { Finder }

/** Highlights matches in the text and reports changes of the document to the finder. */
export const FindMarks = Extension.create<{ finder: Finder }>({
  name: 'findMarks',
  // Escape closes an open menu first.
  priority: 50,
  addOptions: () => ({ finder: new Finder() }),
  addProseMirrorPlugins() {
    const { finder } = this.options
    return [findPlugin(finder.onUpdate, () => finder.closeOpen())]
  },
})
