import type { BlockView } from '../_view/view.ts'
import { becomeParagraph, continueAsParagraph } from '../_view/keys.ts'

export const view: BlockView = {
  block: 'caption',
  keys: ({ nodes: { caption, paragraph } }) =>
    caption && paragraph
      ? { Enter: continueAsParagraph(caption, paragraph), Backspace: becomeParagraph(caption, paragraph) }
      : {},
}
