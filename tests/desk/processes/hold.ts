import { DEFAULT_SETTINGS } from '../../../src/desk.ts'
import { openDesk } from '../../../src/desk/index.ts'

/** A process that opens the library it is given, says what came of it, and holds it until it is told to end or killed. */
const settings = { read: () => DEFAULT_SETTINGS, write: () => undefined, notices: [] }
const opened = await openDesk({ library: process.argv[2] ?? '', settings })
process.stdout.write(`${JSON.stringify(opened.ok ? { ok: true } : opened)}\n`)
if (opened.ok) {
  process.stdin.on('data', () => process.exit(0))
  setInterval(() => undefined, 1000)
}
