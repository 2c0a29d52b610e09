import type { BlockView } from '../_view/view.ts'
import { leaveBelow } from '../_view/keys.ts'
import { leanView, vueChrome } from '../_view/leanView.ts'
import { toFields, walkOut } from './commands.ts'
import FigureChrome from './FigureChrome.vue'
import { creditSplits } from './page/credit.ts'

export const view: BlockView = {
  block: 'figure',
  nodeViews: {
    figure: leanView({
      chrome: vueChrome(FigureChrome),
      tag: 'figure',
      content: 'figcaption',
      chromeFirst: true,
      className: 'figure',
      attributes: (node) => ({ 'data-waiting': String(node.attrs.src === null) }),
    }),
  },
  keys: ({ nodes: { figure, paragraph } }) =>
    figure && paragraph
      ? {
          Enter: leaveBelow(figure, paragraph),
          ArrowUp: walkOut(figure, paragraph, -1),
          ArrowDown: walkOut(figure, paragraph, 1),
          Tab: toFields(figure, 1),
          'Shift-Tab': toFields(figure, -1),
        }
      : {},
  plugins: () => [creditSplits()],
}
