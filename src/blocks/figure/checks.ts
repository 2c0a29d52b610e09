import type { ChecksFace, Finding } from '../block.ts'
import { attribute, flag, textOf } from '../node.ts'
import { t } from './messages.ts'

/**
 * Reports photos without a picture (warning), alt text (error) or credit (warning). Alt text is asked for only once there is a
 * picture, and never of a decorative one. A finding quotes the caption, or else the credit, the alt text or the address of a
 * missing picture.
 */
export const checks: ChecksFace = {
  figure: (figure) => {
    const at =
      [
        textOf(figure),
        attribute(figure, 'credit'),
        attribute(figure, 'alt'),
        attribute(figure, 'missing'),
      ].find(Boolean) ?? ''
    const isWaiting = attribute(figure, 'src') === ''
    const findings: Finding[] = []
    if (isWaiting) findings.push({ level: 'warn', what: t('checks.waiting'), at })
    else if (attribute(figure, 'alt').trim() === '' && !flag(figure, 'decorative'))
      findings.push({ level: 'error', what: t('checks.noAlt'), at })
    if (attribute(figure, 'credit').trim() === '')
      findings.push({ level: 'warn', what: t('checks.noCredit'), at })
    return findings
  },
}
