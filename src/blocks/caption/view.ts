import { Captions } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { convertToParagraph, splitIntoParagraph, deleteSelectionThen } from '../_view/keys.ts'
import { underAll } from '../_view/neighbours.ts'
import { textOf } from '../node.ts'
import { t } from './messages.ts'

/**
 * The on-screen caption in the editor. It is one line: Enter splits what is behind the caret into a paragraph below, and
 * Backspace at its start turns it into a paragraph.
 */
export const view: BlockView = {
  block: 'caption',
  kinds: [
    {
      id: 'caption',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      section: 'Editorial',
      icon: Captions,
      type: 'caption',
      turns: true,
    },
  ],
  nodes: {
    caption: {
      label: () => t('kind.label'),
      placeholder: () => t('placeholder'),
      outline: {
        icon: Captions,
        row: (caption) => ({ level: 0, label: textOf(caption).trim() || t('kind.label'), detail: '' }),
      },
    },
  },
  keys: ({ nodes: { caption, paragraph } }) =>
    caption && paragraph
      ? {
          Enter: deleteSelectionThen(splitIntoParagraph(caption, paragraph)),
          ...underAll('Backspace', convertToParagraph(caption, paragraph)),
        }
      : {},
}
