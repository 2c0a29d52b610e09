import { ScrollText } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { convertToParagraph, splitIntoParagraph, deleteSelectionThen } from '../_view/keys.ts'
import { underAll } from '../_view/neighbours.ts'
import { textOf } from '../node.ts'
import { t } from './messages.ts'

/**
 * The source line in the editor. It is one line: Enter splits what is behind the caret into a paragraph below, and Backspace at
 * its start turns it into a paragraph.
 */
export const view: BlockView = {
  block: 'source',
  kinds: [
    {
      id: 'source',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      section: 'Editorial',
      icon: ScrollText,
      type: 'source',
      turns: true,
    },
  ],
  nodes: {
    source: {
      label: () => t('kind.label'),
      placeholder: () => t('placeholder'),
      outline: {
        icon: ScrollText,
        row: (source) => ({ level: 0, label: textOf(source).trim() || t('kind.label'), detail: '' }),
      },
    },
  },
  keys: ({ nodes: { source, paragraph } }) =>
    source && paragraph
      ? {
          Enter: deleteSelectionThen(splitIntoParagraph(source, paragraph)),
          ...underAll('Backspace', convertToParagraph(source, paragraph)),
        }
      : {},
}
