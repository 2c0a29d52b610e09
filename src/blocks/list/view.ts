import { List, ListOrdered, ListTodo } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { listDepthPlugin } from './commands.ts'
import { t } from './messages.ts'
import { itemView } from './page/taskView.ts'
import { typedTaskPlugin } from './page/taskCommands.ts'

/** Lists in the editor: three kinds, boxes of tasks, and a plugin that keeps nesting within its limit. */
export const view: BlockView = {
  block: 'list',
  kinds: [
    {
      id: 'checklist',
      label: () => t('kinds.checklist.label'),
      keywords: () => t('kinds.checklist.keywords'),
      section: 'Text',
      icon: ListTodo,
      type: 'bulletList',
      parts: { attrs: { checked: false }, are: ({ attrs }) => attrs.checked !== null },
      keys: 'Mod-Shift-6',
      typed: { text: '[]', pattern: /^\[ ?\]\s$/ },
      turns: true,
    },
    {
      id: 'bulletList',
      label: () => t('kinds.bulletList.label'),
      keywords: () => t('kinds.bulletList.keywords'),
      section: 'Text',
      icon: List,
      type: 'bulletList',
      parts: { attrs: { checked: null }, are: ({ attrs }) => attrs.checked === null },
      keys: 'Mod-Shift-8',
      typed: { text: '-', pattern: /^[-+*]\s$/ },
      turns: true,
    },
    {
      id: 'orderedList',
      label: () => t('kinds.orderedList.label'),
      keywords: () => t('kinds.orderedList.keywords'),
      section: 'Text',
      icon: ListOrdered,
      type: 'orderedList',
      keys: 'Mod-Shift-7',
      typed: {
        text: '1.',
        pattern: /^(\d{1,2})[.)]\s$/,
        attrs: ([, start = '1']) => ({ start: Number(start) }),
      },
      turns: true,
    },
  ],
  nodes: { bulletList: { label: () => t('node') }, orderedList: { label: () => t('node') } },
  nodeViews: { listItem: () => itemView },
  plugins: () => [listDepthPlugin(), typedTaskPlugin()],
}

export { indentItem } from './commands.ts'
export { splitItem, toggleTask } from './page/taskCommands.ts'
