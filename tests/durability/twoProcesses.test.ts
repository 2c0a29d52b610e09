import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deskOver, tempFolder, value } from '../desk/library.ts'
import { articleText } from '../articleText.ts'
import { LONG, Rounds } from './rig/ledger.ts'

const SCRIPT = join(import.meta.dirname, 'processes', 'holder.ts')

/** What the other process printed about the draft. */
interface Report {
  readonly lockedBy: string | null
  /** The revision it saved, or the code of the problem. */
  readonly saved: string
}

/** Starts another Galley on the draft; resolves when it has opened it and tried to save. */
function startOther(
  library: string,
  cache: string,
  id: string,
  words: string,
): Promise<[ChildProcess, Report]> {
  const child = spawn(process.execPath, [SCRIPT, library, cache, id, words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => {
      reject(new Error('the other Galley ended by itself'))
    })
    child.stdout.once('data', (data: Buffer) => {
      resolve([child, JSON.parse(data.toString()) as Report])
    })
  })
}

/** Kills a process; resolves when it has ended. */
async function kill(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

describe('two processes on one draft', () => {
  it('never both write it: the second reads it, learns who has the lock, and gets it when the first is killed', async () => {
    const rounds = new Rounds('two processes on one draft, the holder killed')
    for (let round = 0; round < (LONG ? 40 : 3); round += 1) {
      const [library, cache] = [await tempFolder(), await tempFolder()]
      const mine = await deskOver(library, { cache, withoutIndex: true })
      const made = value(await mine.createDraft(articleText('Tram', 'Begun.')))
      const { id } = made.summary
      const path = join(library, id, 'article.json')
      // This process has the lock: the other one may read and is refused.
      const [loser, seen] = await startOther(library, cache, id, 'Written by the loser.')
      rounds.count(seen.lockedBy !== null || 'the second was not told that the first has it')
      rounds.count(seen.saved === 'locked' || `the second saved: ${seen.saved}`)
      rounds.count((await readFile(path, 'utf8')).includes('Begun.') || 'the second wrote over the first')
      rounds.count(
        (await mine.saveDraft(id, articleText('Tram', 'Mine.'), made.revision)).ok || 'the first cannot save',
      )
      await kill(loser)
      value(await mine.closeDraft(id))

      // The other process has the lock: this one reads, is refused, may save a copy, and gets the lock after the kill.
      const [other, took] = await startOther(library, cache, id, 'Written by the other.')
      rounds.count(took.lockedBy === null || `it was free, but held by ${took.lockedBy}`)
      const opened = value(await mine.openDraft(id))
      rounds.count(opened.lockedBy !== undefined || 'this one was not told that the other has it')
      rounds.count(opened.article.includes('Written by the other.') || 'this one reads an older version')
      const refused = await mine.saveDraft(id, articleText('Tram', 'Over it.'), opened.revision)
      rounds.count((!refused.ok && refused.problem.code === 'locked') || 'this one wrote over the other')
      rounds.count((await mine.saveCopy(id, articleText('Tram', 'Over it.'))).ok || 'no copy could be kept')
      await kill(other)
      const again = value(await mine.openDraft(id))
      rounds.count(again.lockedBy === undefined || `the dead still holds it: ${again.lockedBy}`)
      const saved = await mine.saveDraft(id, articleText('Tram', 'After it.'), again.revision)
      rounds.count(saved.ok || `not taken over from the dead: ${saved.problem.what}`)
    }
    expect(rounds.end()).toEqual([])
  })
})
