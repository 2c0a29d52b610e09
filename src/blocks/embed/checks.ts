import type { ChecksFace } from '../block.ts'
import { attribute } from '../node.ts'
import { providerByName } from './providers/index.ts'

/** An embed is recognised by its address. */
export const checks: ChecksFace = {
  embed: (embed) => {
    if (providerByName(attribute(embed, 'provider')) !== null) return []
    const what = 'Embed is from a provider Galley does not know: it leaves as a link'
    return [{ level: 'warn', what, at: attribute(embed, 'url') }]
  },
}
