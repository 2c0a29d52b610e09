import type { HtmlFace } from '../block.ts'
import { element, hasClass } from '../hast.ts'
import { children, node } from '../node.ts'
import { style } from './style.ts'

/** Elsewhere `p.caption` is mostly a picture's caption, so the class is believed in our own articles alone. */
export const html: HtmlFace = {
  allowed: { p: { className: ['caption'] } },
  style,
  write: {
    caption: (of, writing) => [element('p', { className: ['caption'] }, writing.inline(children(of)))],
  },
  read: {
    p: (p, reading) =>
      reading.own && hasClass(p, 'caption') ? [node('caption', null, reading.inline(p.children))] : null,
  },
}
