import { Image } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { exitBelow } from '../_view/keys.ts'
import { leanView, vueChrome } from '../_view/leanView.ts'
import { focusFields, exitCaption } from './commands.ts'
import FigureChrome from './FigureChrome.vue'
import { creditSplitPlugin } from './page/creditSplit.ts'
import { attribute, textOf } from '../node.ts'
import { t } from './messages.ts'

/** The photo in the editor: a Vue component for the picture and its fields, above the caption. */
export const view: BlockView = {
  block: 'figure',
  kinds: [
    {
      id: 'figure',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      hint: () => t('kind.hint'),
      section: 'Editorial',
      icon: Image,
      type: 'figure',
      turns: false,
    },
  ],
  nodes: {
    figure: {
      label: () => t('kind.label'),
      placeholder: () => t('placeholder'),
      outline: {
        icon: Image,
        row: (figure) => ({
          level: 0,
          label: textOf(figure).trim() || attribute(figure, 'alt') || t('kind.label'),
          detail: attribute(figure, 'src') === '' ? t('outline.waiting') : '',
        }),
      },
    },
  },
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
