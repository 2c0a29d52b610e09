import { CodeXml } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { t } from './messages.ts'

/** Code in the editor. */
export const view: BlockView = {
  block: 'code',
  kinds: [
    {
      id: 'codeBlock',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      section: 'Text',
      icon: CodeXml,
      type: 'codeBlock',
      keys: 'Mod-Alt-c',
      typed: { text: '```', pattern: /^```$/ },
      turns: true,
    },
  ],
  nodes: { codeBlock: { label: () => t('kind.label') } },
}
