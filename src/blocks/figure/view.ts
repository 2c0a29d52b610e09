import type { BlockView } from '../_view/view.ts'
import { leaveBelow } from '../_view/keys.ts'
import { leanView } from '../_view/leanView.ts'
import FigureChrome from './FigureChrome.vue'

export const view: BlockView = {
  block: 'figure',
  nodeViews: {
    figure: leanView({
      chrome: FigureChrome,
      tag: 'figure',
      content: 'figcaption',
      chromeFirst: true,
      className: 'figure',
      attributes: (node) => ({ 'data-waiting': String(node.attrs.src === null) }),
    }),
  },
  keys: ({ nodes: { figure, paragraph } }) =>
    figure && paragraph ? { Enter: leaveBelow(figure, paragraph) } : {},
}
