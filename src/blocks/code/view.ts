import { CodeXml } from '@lucide/vue'
import type { NodeType } from '@tiptap/pm/model'
import type { Command } from '@tiptap/pm/state'
import type { BlockView } from '../_view/view.ts'
import { placeCaretInParagraph } from '../_view/keys.ts'
import { t } from './messages.ts'

/** Enter on the second empty line at the end of code deletes the two lines and moves to a paragraph below. */
function leaveByEnter(code: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    const { $from, empty } = state.selection
    const { parent } = $from
    if (!empty || parent.type !== code || $from.parentOffset < parent.content.size) return false
    if (!parent.textContent.endsWith('\n\n')) return false
    const tr = state.tr.delete($from.pos - 2, $from.pos)
    dispatch?.(placeCaretInParagraph(tr, tr.mapping.map($from.after()), paragraph))
    return true
  }
}

/** Down in the last line of code at the end of the article moves to a new paragraph below. */
function leaveDownwards(code: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    const { $from, empty } = state.selection
    const { parent } = $from
    const isLast = $from.depth === 2 && $from.indexAfter(1) === $from.node(1).childCount
    if (!empty || parent.type !== code || !isLast) return false
    if (parent.textContent.slice($from.parentOffset).includes('\n')) return false
    dispatch?.(placeCaretInParagraph(state.tr, $from.after(), paragraph))
    return true
  }
}

/** Code in the editor. */
export const view: BlockView = {
  block: 'code',
  kinds: [
    {
      id: 'codeBlock',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      section: 'Text',
      icon: CodeXml,
      type: 'codeBlock',
      keys: 'Mod-Alt-c',
      typed: { text: '```', pattern: /^```$/ },
      turns: true,
    },
  ],
  nodes: { codeBlock: { label: () => t('kind.label') } },
  keys: ({ nodes: { codeBlock, paragraph } }) =>
    codeBlock && paragraph
      ? { Enter: leaveByEnter(codeBlock, paragraph), ArrowDown: leaveDownwards(codeBlock, paragraph) }
      : {},
}
