import type { BlockView } from '../_view/view.ts'
import { becomeParagraph, continueAsParagraph, overWords } from '../_view/keys.ts'
import { underAll } from '../_view/neighbours.ts'

export const view: BlockView = {
  block: 'source',
  keys: ({ nodes: { source, paragraph } }) =>
    source && paragraph
      ? {
          Enter: overWords(continueAsParagraph(source, paragraph)),
          ...underAll('Backspace', becomeParagraph(source, paragraph)),
        }
      : {},
}
