import type { ChecksFace, Finding } from '../block.ts'
import { attribute, textOf } from '../node.ts'
import { t } from './messages.ts'

/** Reports turns without a speaker (error) or without words (warning). A finding quotes the words, or else the speaker. */
export const checks: ChecksFace = {
  turn: (turn) => {
    const speaker = attribute(turn, 'speaker').trim()
    const words = textOf(turn).trim()
    const findings: Finding[] = []
    if (speaker === '') findings.push({ level: 'error', what: t('checks.noSpeaker'), at: words })
    if (words === '') findings.push({ level: 'warn', what: t('checks.noWords'), at: speaker })
    return findings
  },
}
