import type { BlockView } from '../_view/view.ts'
import { convertToParagraph, splitIntoParagraph, deleteSelectionThen } from '../_view/keys.ts'
import { underAll } from '../_view/neighbours.ts'

export const view: BlockView = {
  block: 'caption',
  keys: ({ nodes: { caption, paragraph } }) =>
    caption && paragraph
      ? {
          Enter: deleteSelectionThen(splitIntoParagraph(caption, paragraph)),
          ...underAll('Backspace', convertToParagraph(caption, paragraph)),
        }
      : {},
}
