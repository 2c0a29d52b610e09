import { translator } from '../text/messages.ts'
import en from './locales/en.json' with { type: 'json' }

/** Returns a text of the command, by key. */
export const t = translator(en)
