import { Heading2, Heading3, Heading4 } from '@lucide/vue'
import type { Component } from 'vue'
import type { BlockKind, BlockView } from '../_view/view.ts'
import { number, textOf } from '../node.ts'
import { t } from './messages.ts'

/**
 * Returns the kind of one heading level: `## ` typed in an empty paragraph makes a heading 2.
 * The toolbar has levels 2 and 3 only; the menus and the keys have level 4 too.
 */
function kind(level: 2 | 3 | 4, icon: Component): BlockKind {
  const signs = '#'.repeat(level)
  return {
    id: `heading${String(level)}`,
    label: () => t('kind.label', { level }),
    keywords: () => t('kind.keywords', { level }),
    section: 'Text',
    icon,
    type: 'heading',
    attrs: { level },
    keys: `Mod-Alt-${String(level)}`,
    typed: { text: signs, pattern: new RegExp(`^${signs}\\s$`) },
    turns: true,
    inToolbar: level < 4,
  }
}

/** The heading in the editor: three kinds, and the rows that structure the outline panel. */
export const view: BlockView = {
  block: 'heading',
  kinds: [kind(2, Heading2), kind(3, Heading3), kind(4, Heading4)],
  nodes: {
    heading: {
      label: () => t('node'),
      placeholder: () => t('placeholder'),
      outline: {
        icon: Heading2,
        row: (heading) => ({
          level: number(heading, 'level') ?? 2,
          label: textOf(heading).trim() || t('outline.untitled'),
          detail: '',
        }),
      },
    },
  },
}
