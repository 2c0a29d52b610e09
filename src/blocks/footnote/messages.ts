import { translator } from '../../text/messages.ts'
import en from './locales/en.json' with { type: 'json' }

/** The block's words for the writer, looked up when they are shown. */
export const t = translator(en)
