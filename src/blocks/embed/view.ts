import type { BlockView } from '../_view/view.ts'
import { leanView, vueChrome } from '../_view/leanView.ts'
import { focusCard } from './commands.ts'
import EmbedCard from './EmbedCard.vue'

export const view: BlockView = {
  block: 'embed',
  nodeViews: {
    embed: leanView({ chrome: vueChrome(EmbedCard), tag: 'div', chromeFirst: true, className: 'embed' }),
  },
  keys: () => ({ Tab: focusCard, F2: focusCard }),
}
