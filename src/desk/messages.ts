import { translator } from '../text/messages.ts'
import en from './locales/en.json' with { type: 'json' }

/** The desk's own sentences: problems, notices, reports. Those about a failed call are the contract's. */
export const t = translator(en)

/** The name of a problem in the desk's messages, which has three sentences there: `what`, `safe` and `mend`. */
export type ProblemKey = keyof typeof en.problems
