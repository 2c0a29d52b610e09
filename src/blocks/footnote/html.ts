import type { Element } from 'hast'
import type { HtmlFace, HtmlWriting } from '../block.ts'
import { element } from '../hast.ts'
import { type NodeJSON, number } from '../node.ts'
import { noteContent, noteTextOf } from './content.ts'
import { style } from './style.ts'

/**
 * Footnotes in HTML, by the roles of DPUB-ARIA 1.1:
 *
 *     <sup><a href="#fn1" id="fnref1" role="doc-noteref">1</a></sup>
 *     <section role="doc-endnotes"><ol><li id="fn1">Dusk, p. 4.<a href="#fnref1" role="doc-backlink"> ↩</a></li></ol></section>
 *
 * A page that holds several articles needs ids of their own for each: in a fragment they end in a key, `fn1-5c0ae1f2`
 * (`article/html/write.ts`). `article/html/foreign/footnotes.ts` reads them, and those of other programs.
 */

const ID = /^fn(?:ref)?[1-9]\d{0,6}(?:-[0-9A-Za-z]{8})?$/
const ADDRESS = /^#fn(?:ref)?[1-9]\d{0,6}(?:-[0-9A-Za-z]{8})?$/

const place = (footnote: NodeJSON, key: string): string => `${String(number(footnote, 'number') ?? 1)}${key}`

/**
 * Returns the sign in the text.
 * @param footnote one that `numbers.ts` numbered
 * @param key what the ids of this article end in
 */
export function noteSign(footnote: NodeJSON, key: string): Element {
  const at = place(footnote, key)
  const link = { href: `#fn${at}`, id: `fnref${at}`, role: 'doc-noteref' }
  return element('sup', {}, element('a', link, String(number(footnote, 'number') ?? 1)))
}

/** Returns the notes, which stand after the last block; nothing if there are none. */
export function noteSection(footnotes: readonly NodeJSON[], key: string, writing: HtmlWriting): Element[] {
  if (footnotes.length === 0) return []
  const items = footnotes.map((footnote) => {
    const at = place(footnote, key)
    const back = element('a', { href: `#fnref${at}`, role: 'doc-backlink' }, ' ↩\ufe0e')
    return element('li', { id: `fn${at}` }, [...writing.inline(noteContent(noteTextOf(footnote))), back])
  })
  return [element('section', { role: 'doc-endnotes' }, element('ol', {}, items))]
}

export const html: HtmlFace = {
  allowed: {
    section: { role: ['doc-endnotes'] },
    ol: {},
    li: { id: [ID] },
    a: { href: [ADDRESS], id: [ID], role: ['doc-noteref', 'doc-backlink'] },
    sup: {},
  },
  styles: [{ elements: ['section'], css: style }],
  write: {},
  read: {},
}
