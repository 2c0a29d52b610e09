import type { HtmlFace } from '../block.ts'
import { element } from '../hast.ts'
import { node } from '../node.ts'

export const html: HtmlFace = {
  write: { divider: () => [element('hr', {})] },
  read: { hr: () => [node('divider', null)] },
}
