import { CirclePlay, SquarePlay } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { leanView, vueChrome } from '../_view/leanView.ts'
import { focusCard } from './commands.ts'
import EmbedCard from './EmbedCard.vue'
import { attribute } from '../node.ts'
import { t } from './messages.ts'

/**
 * The embed in the editor: a card, which is an atom. An embed needs an address before it exists, so the menu's `prompt` asks for
 * it first. Tab and F2 on the selected card move the focus into its fields.
 */
export const view: BlockView = {
  block: 'embed',
  kinds: [
    {
      id: 'embed',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      hint: () => t('kind.hint'),
      section: 'Editorial',
      icon: CirclePlay,
      type: 'embed',
      turns: false,
      prompt: 'embed',
    },
  ],
  nodes: {
    embed: {
      label: () => t('kind.label'),
      outline: {
        icon: SquarePlay,
        row: (embed) => ({
          level: 0,
          label: attribute(embed, 'title') || attribute(embed, 'url'),
          detail: attribute(embed, 'provider'),
        }),
      },
    },
  },
  nodeViews: {
    embed: leanView({ chrome: vueChrome(EmbedCard), tag: 'div', chromeFirst: true, className: 'embed' }),
  },
  keys: () => ({ Tab: focusCard, F2: focusCard }),
}
