import type { BlockView } from '../_view/view.ts'
import { convertToParagraph, splitIntoParagraph, deleteSelectionThen } from '../_view/keys.ts'
import { underAll } from '../_view/neighbours.ts'

export const view: BlockView = {
  block: 'source',
  keys: ({ nodes: { source, paragraph } }) =>
    source && paragraph
      ? {
          Enter: deleteSelectionThen(splitIntoParagraph(source, paragraph)),
          ...underAll('Backspace', convertToParagraph(source, paragraph)),
        }
      : {},
}
