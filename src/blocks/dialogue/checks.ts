import type { ChecksFace, Finding } from '../block.ts'
import { attribute, textOf } from '../node.ts'

/** A turn is recognised by its words, one without words by its speaker. */
export const checks: ChecksFace = {
  turn: (turn) => {
    const speaker = attribute(turn, 'speaker').trim()
    const words = textOf(turn).trim()
    const found: Finding[] = []
    if (speaker === '') found.push({ level: 'error', what: 'Turn has no speaker', at: words })
    if (words === '') found.push({ level: 'warn', what: 'Turn has no words', at: speaker })
    return found
  },
}
