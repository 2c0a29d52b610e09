import { Quote } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { t } from './messages.ts'

/** The quote in the editor. */
export const view: BlockView = {
  block: 'quote',
  kinds: [
    {
      id: 'quote',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      section: 'Text',
      icon: Quote,
      type: 'quote',
      keys: 'Mod-Shift-9',
      typed: { text: '>', pattern: /^>\s$/ },
      turns: true,
      inToolbar: true,
    },
  ],
  nodes: { quote: { label: () => t('kind.label') } },
}
