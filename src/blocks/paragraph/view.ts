import { Pilcrow } from '@lucide/vue'
import type { BlockKind, BlockView } from '../_view/view.ts'
import { t } from './messages.ts'

/** The kind that needs no menu to insert: Enter makes one, and blocks of another kind turn back into it. */
export const paragraphKind: BlockKind = {
  id: 'paragraph',
  label: () => t('kind.label'),
  keywords: () => t('kind.keywords'),
  section: 'Text',
  icon: Pilcrow,
  type: 'paragraph',
  keys: 'Mod-Alt-0',
  turns: true,
}

/** The paragraph in the editor: ProseMirror draws it, so it has no node view and no keys of its own. */
export const view: BlockView = {
  block: 'paragraph',
  kinds: [paragraphKind],
  nodes: { paragraph: { label: () => t('kind.label'), placeholder: () => t('placeholder') } },
}
