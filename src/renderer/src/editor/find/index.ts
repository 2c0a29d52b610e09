import { Extension } from '@tiptap/core'
import { Finder } from './finder.ts'
import { findPlugin } from './marks.ts'

export { Finder }

/** Marks in the text what the find bar found. */
export const FindMarks = Extension.create<{ finder: Finder }>({
  name: 'finding',
  addOptions: () => ({ finder: new Finder() }),
  addProseMirrorPlugins() {
    return [findPlugin(this.options.finder.onUpdate)]
  },
})
