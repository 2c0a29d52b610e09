import { Minus } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { t } from './messages.ts'

/** The divider in the editor. */
export const view: BlockView = {
  block: 'divider',
  kinds: [
    {
      id: 'divider',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      section: 'Text',
      icon: Minus,
      type: 'divider',
      // The typography has already made a dash of the first two hyphens, or not yet.
      typed: { text: '---', pattern: /^(?:---|[—–]-|\*\*\*)$/ },
      turns: false,
    },
  ],
  nodes: { divider: { label: () => t('kind.label') } },
}
