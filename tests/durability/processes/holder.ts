import { articleText } from '../../articleText.ts'
import { deskOver, must } from './desk.ts'

/** Opens a draft, saves once, prints the result, and keeps the lock until it is killed. Arguments: library, cache, draft, words. */
const [library = '', cache = '', id = '', words = ''] = process.argv.slice(2)
const desk = await deskOver(library, cache)
const opened = must(await desk.openDraft(id))
const saved = await desk.saveDraft(id, articleText('Tram', words), opened.revision)
const answer = {
  lockedBy: opened.lockedBy ?? null,
  saved: saved.ok ? saved.value.revision : saved.problem.code,
}
process.stdout.write(`${JSON.stringify(answer)}\n`)
setInterval(() => undefined, 1000)
