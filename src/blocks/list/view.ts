import { List, ListOrdered } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { listDepthPlugin } from './commands.ts'
import { t } from './messages.ts'

/** Lists in the editor: two kinds, and a plugin that keeps nesting within its limit. */
export const view: BlockView = {
  block: 'list',
  kinds: [
    {
      id: 'bulletList',
      label: () => t('kinds.bulletList.label'),
      keywords: () => t('kinds.bulletList.keywords'),
      section: 'Text',
      icon: List,
      type: 'bulletList',
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
  plugins: () => [listDepthPlugin()],
}

export { indentItem } from './commands.ts'
