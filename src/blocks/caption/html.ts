import type { HtmlFace } from '../block.ts'
import { element, hasClass } from '../hast.ts'
import { children, node } from '../node.ts'
import { style } from './style.ts'

/**
 * Captions in HTML: `<p class="caption">Five years later</p>`. On other sites that class mostly marks a picture's caption, so
 * it is read in our own articles only.
 */
export const html: HtmlFace = {
  allowed: { p: { className: ['caption'] } },
  styles: [{ elements: ['.caption'], css: style }],
  write: {
    caption: (block, writing) => [element('p', { className: ['caption'] }, writing.inline(children(block)))],
  },
  read: {
    p: (p, reading) =>
      reading.own && hasClass(p, 'caption') ? [node('caption', null, reading.inline(p.children))] : null,
  },
}
