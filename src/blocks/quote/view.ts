import { Quote, TextQuote } from '@lucide/vue'
import type { BlockView } from '../_view/view.ts'
import { children, type NodeJSON, textOf } from '../node.ts'
import { t } from './messages.ts'
import { quoteView } from './page/quoteView.ts'

/** Returns the text of the first paragraph with words; '' if none has any. */
const firstWords = (quote: NodeJSON): string =>
  children(quote)
    .map((part) => textOf(part).trim())
    .find(Boolean) ?? ''

/** The quote in the editor. */
export const view: BlockView = {
  block: 'quote',
  kinds: [
    {
      id: 'quote',
      label: () => t('kind.label'),
      keywords: () => t('kind.keywords'),
      section: 'Text',
      icon: Quote,
      type: 'quote',
      attrs: { pull: false },
      keys: 'Mod-Shift-9',
      typed: { text: '>', pattern: /^>\s$/ },
      turns: true,
      inToolbar: true,
    },
    {
      id: 'pullquote',
      label: () => t('pull.label'),
      keywords: () => t('pull.keywords'),
      section: 'Editorial',
      icon: TextQuote,
      type: 'quote',
      attrs: { pull: true },
      turns: true,
    },
  ],
  nodes: {
    quote: {
      label: () => t('kind.label'),
      outline: {
        icon: Quote,
        // Of a quotation of several paragraphs the first words are enough to know it by.
        row: (quote) => ({ level: 0, label: firstWords(quote) || t('kind.label'), detail: '' }),
      },
    },
  },
  nodeViews: { quote: () => quoteView },
}
