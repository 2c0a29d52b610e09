import type { HtmlFace } from '../block.ts'
import { element } from '../hast.ts'
import { node } from '../node.ts'
import { style } from './style.ts'

/** Dividers in HTML: `<hr>`. */
export const html: HtmlFace = {
  allowed: { hr: {} },
  styles: [{ elements: ['hr'], css: style }],
  write: { divider: () => [element('hr', {})] },
  read: { hr: () => [node('divider', null)] },
}
