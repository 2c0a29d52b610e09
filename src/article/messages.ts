import { translator } from '../text/messages.ts'
import en from './locales/en.json' with { type: 'json' }

export const t = translator(en)
