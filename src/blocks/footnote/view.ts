import type { BlockView } from '../_view/view.ts'
import { footnoteView } from './page/footnoteView.ts'
import { t } from './messages.ts'

/** Footnotes in the editor. */
export const view: BlockView = {
  block: 'footnote',
  kinds: [],
  nodes: { footnote: { label: () => t('kind.label') } },
  nodeViews: { footnote: () => footnoteView },
}
