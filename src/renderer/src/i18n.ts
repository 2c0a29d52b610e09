import { createI18n } from 'vue-i18n'
import type { MessageKey, MessageValues } from '../../text/messages.ts'
import en from './locales/en.json'

/** The page's own sentences. Blocks, the article and the desk bring theirs with them. */
export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: { en } })

/** Returns the text of a key in the language in use; a component that calls it follows a change of language. */
export function t(key: MessageKey<typeof en>, values: MessageValues = {}): string {
  const { t: translate } = i18n.global
  return typeof values.count === 'number' ? translate(key, values, values.count) : translate(key, values)
}
