import { DEFAULT_SETTINGS } from '../../../src/desk.ts'
import { openDesk } from '../../../src/desk/index.ts'

/**
 * A process that opens a draft of the library it is given, says who holds it ('' for itself), and holds it until it is
 * told to end or killed.
 */
const [, , library = '', id = ''] = process.argv
const settings = { read: () => DEFAULT_SETTINGS, write: () => undefined, notices: [] }
const opened = await openDesk({ library, settings, withoutIndex: true })
if (!opened.ok) throw new Error(opened.problem.what)
const draft = await opened.value.connectPage().desk.openDraft(id)
if (!draft.ok) throw new Error(draft.problem.what)
process.stdout.write(`${JSON.stringify({ lockedBy: draft.value.lockedBy ?? '' })}\n`)
process.stdin.on('data', () => process.exit(0))
setInterval(() => undefined, 1000)
