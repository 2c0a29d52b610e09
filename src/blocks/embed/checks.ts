import type { ChecksFace } from '../block.ts'
import { attribute } from '../node.ts'
import { t } from './messages.ts'
import { providerByName } from './providers/index.ts'

/** Reports embeds of an unknown provider (warning): they are exported as links. A finding quotes the address. */
export const checks: ChecksFace = {
  embed: (embed) => {
    if (providerByName(attribute(embed, 'provider')) !== null) return []
    return [{ level: 'warn', what: t('checks.unknownProvider'), at: attribute(embed, 'url') }]
  },
}
