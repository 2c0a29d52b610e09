import type { BlockView } from '../_view/view.ts'
import { leanView } from '../_view/leanView.ts'
import EmbedCard from './EmbedCard.vue'

export const view: BlockView = {
  block: 'embed',
  nodeViews: { embed: leanView({ chrome: EmbedCard, tag: 'div', chromeFirst: true, className: 'embed' }) },
}
