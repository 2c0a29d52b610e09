import type { BlockView } from '../_view/view.ts'
import { becomeParagraph, continueAsParagraph, overWords } from '../_view/keys.ts'
import { underAll } from '../_view/neighbours.ts'

export const view: BlockView = {
  block: 'caption',
  keys: ({ nodes: { caption, paragraph } }) =>
    caption && paragraph
      ? {
          Enter: overWords(continueAsParagraph(caption, paragraph)),
          ...underAll('Backspace', becomeParagraph(caption, paragraph)),
        }
      : {},
}
