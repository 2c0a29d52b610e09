import { Image } from '@lucide/vue'
import { chainCommands } from '@tiptap/pm/commands'
import type { BlockView } from '../_view/view.ts'
import { exitBelow } from '../_view/keys.ts'
import { leanView, vueChrome } from '../_view/leanView.ts'
import { enterCaption, exitCaption, focusCredit, focusTools, selectFigure } from './commands.ts'
import FigureChrome from './FigureChrome.vue'
import { creditSplitPlugin } from './page/creditSplit.ts'
import { webUrl } from '../../text/url.ts'
import { attribute, textOf } from '../node.ts'
import { t } from './messages.ts'

/** Returns the file name in a picture's address on the web; '' for a file of the draft, whose name is a number. */
function fileName(src: string): string {
  const path = webUrl(src)?.pathname.split('/').at(-1) ?? ''
  return /\.\w+$/u.test(path) && !path.includes('%') ? path : ''
}

export { setSize, useTool } from './commands.ts'

/**
 * The photo in the editor: a Vue component for the picture and its fields, above the caption. A click on the picture selects
 * the photo as a whole.
 */
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
      outline: {
        icon: Image,
        row: (figure, number) => ({
          level: 0,
          label:
            textOf(figure).trim() ||
            attribute(figure, 'alt').trim() ||
            fileName(attribute(figure, 'src')) ||
            t('outline.numbered', { number }),
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
      hint: () => t('placeholder'),
      attributes: (node) => ({
        'data-waiting': String(node.attrs.src === null),
        'data-size': String(node.attrs.size),
      }),
    }),
  },
  keys: ({ nodes: { figure, paragraph } }) =>
    figure && paragraph
      ? {
          Enter: exitBelow(figure, paragraph),
          ArrowUp: exitCaption(figure, paragraph, -1),
          ArrowDown: exitCaption(figure, paragraph, 1),
          // From the outside in: the photo, its caption, then credit and alt text, which are fields of their own.
          Tab: chainCommands(enterCaption, focusCredit(figure)),
          'Shift-Tab': chainCommands(selectFigure(figure), focusTools),
          Escape: chainCommands(selectFigure(figure), enterCaption),
          F2: enterCaption,
          'Alt-F10': focusTools,
        }
      : {},
  plugins: () => [creditSplitPlugin()],
}
