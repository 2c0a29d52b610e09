import type { BlockView } from '../_view/view.ts'
import { exitBelow } from '../_view/keys.ts'
import { leanView, vueChrome } from '../_view/leanView.ts'
import { focusFields, exitCaption } from './commands.ts'
import FigureChrome from './FigureChrome.vue'
import { creditSplitPlugin } from './page/creditSplit.ts'

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
          Enter: exitBelow(figure, paragraph),
          ArrowUp: exitCaption(figure, paragraph, -1),
          ArrowDown: exitCaption(figure, paragraph, 1),
          Tab: focusFields(figure, 1),
          'Shift-Tab': focusFields(figure, -1),
        }
      : {},
  plugins: () => [creditSplitPlugin()],
}
