import type { BlockView } from '../_view/view.ts'
import { becomeParagraph, continueAsParagraph } from '../_view/keys.ts'

export const view: BlockView = {
  block: 'source',
  keys: ({ nodes: { source, paragraph } }) =>
    source && paragraph
      ? { Enter: continueAsParagraph(source, paragraph), Backspace: becomeParagraph(source, paragraph) }
      : {},
}
