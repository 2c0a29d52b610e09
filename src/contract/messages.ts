import { translator } from '../text/messages.ts'
import en from './locales/en.json' with { type: 'json' }

/** The sentences of the contract, which the page and the desk both say. */
export const t = translator(en)

/** Keys of the sentences about what is safe although a call failed. */
export type SafeKey = keyof typeof en.safe
