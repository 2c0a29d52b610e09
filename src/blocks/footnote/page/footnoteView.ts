import type { Node } from '@tiptap/pm/model'
import type { NodeView, NodeViewConstructor } from '@tiptap/pm/view'
import { noteWords } from '../content.ts'
import { t } from '../messages.ts'

/** Characters of a footnote that its name and its tooltip have. */
const MAX_NAME_LENGTH = 300

/**
 * What the sign has for the browser, beside the number that style sheets draw: an input method's first letter behind an element
 * without text is written twice in Chromium. A word joiner takes no room and lets no line break before the number.
 */
const WORD_JOINER = '\u2060'

/** A footnote in the editor: its number, which style sheets count, named for screen readers. Its words are the tooltip. */
class FootnoteView implements NodeView {
  readonly dom = document.createElement('sup')

  constructor(node: Node) {
    this.dom.setAttribute('role', 'doc-noteref')
    this.dom.textContent = WORD_JOINER
    this.show(node)
  }

  private show({ attrs }: Node): void {
    const text = String(attrs.text)
    const words = noteWords(text).slice(0, MAX_NAME_LENGTH)
    this.dom.dataset.footnote = text
    this.dom.title = words
    this.dom.setAttribute('aria-label', words === '' ? t('empty') : t('name', { text: words }))
  }

  update(node: Node): boolean {
    if (node.type.name !== 'footnote') return false
    this.show(node)
    return true
  }
}

/** Draws footnotes. */
export const footnoteView: NodeViewConstructor = (node) => new FootnoteView(node)
