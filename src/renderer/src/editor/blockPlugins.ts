import { Extension } from '@tiptap/core'
import { caretBlockPlugin } from '../../../blocks/_view/caretBlock.ts'
import { cardTypingPlugin } from '../../../blocks/_view/cardTyping.ts'
import type { ViewServices } from '../../../blocks/_view/services.ts'
import { views } from '../../../blocks/views.ts'

/** The plugins of the blocks. They run before all others, so that a block can handle what is typed in it. */
export const BlockPlugins = Extension.create<{ services: ViewServices | null }>({
  name: 'blockPlugins',
  priority: 400,
  addOptions: () => ({ services: null }),
  addProseMirrorPlugins() {
    const { services } = this.options
    const { schema } = this.editor
    if (services === null) return []
    return [
      ...views.flatMap((view) => [...(view.plugins?.(schema, services) ?? [])]),
      cardTypingPlugin(),
      caretBlockPlugin(),
    ]
  },
})
