import type { ChecksFace, Finding } from '../block.ts'
import { attribute, flag, textOf } from '../node.ts'

/** A figure is recognised by its caption, else by its credit or its alt text. */
export const checks: ChecksFace = {
  figure: (figure) => {
    const at = [textOf(figure), attribute(figure, 'credit'), attribute(figure, 'alt')].find(Boolean) ?? ''
    const waits = attribute(figure, 'src') === ''
    const found: Finding[] = []
    if (waits) found.push({ level: 'warn', what: 'Photo is waiting for its picture', at })
    else if (attribute(figure, 'alt').trim() === '' && !flag(figure, 'decorative'))
      found.push({ level: 'error', what: 'Photo has no alt text and is not marked decorative', at })
    if (attribute(figure, 'credit').trim() === '')
      found.push({ level: 'warn', what: 'Photo has no credit', at })
    return found
  },
}
