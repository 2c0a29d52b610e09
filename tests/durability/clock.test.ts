import { describe, expect, it } from 'vitest'
import { openDesk } from '../../src/desk/index.ts'
import { anotherPage, settingsInMemory, value } from '../desk/library.ts'
import { LIBRARY } from './rig/acts.ts'
import { articleText } from '../articleText.ts'
import { LONG, Rounds, seeded } from './rig/ledger.ts'
import { MemoryDisk } from './rig/memoryDisk.ts'

const DAY_MS = 86_400_000
/** Jumps of a clock: an empty battery, daylight saving, a typo in the year, a wrong time zone. */
const JUMPS_MS = [
  0,
  1,
  -1,
  3_600_000,
  -3_600_000,
  DAY_MS,
  -DAY_MS,
  400 * DAY_MS,
  -400 * DAY_MS,
  -56 * 365 * DAY_MS,
  80 * 365 * DAY_MS,
]

describe('a clock that jumps both ways', () => {
  it('loses no save and no named revision, and keeps their order', async () => {
    const rounds = new Rounds('a clock that jumps both ways')
    const chance = seeded(11)
    for (let library = 0; library < (LONG ? 40 : 6); library += 1) {
      const disk = new MemoryDisk()
      let clock = Date.UTC(2026, 2, 2)
      const options = {
        library: LIBRARY,
        cache: '/cache',
        files: disk.files,
        now: () => clock,
        withoutIndex: true,
      }
      let desk = anotherPage(value(await openDesk({ ...options, settings: settingsInMemory() })))
      const made = value(await desk.createDraft(articleText('Tram', 'w0')))
      const { id } = made.summary
      let { revision } = made
      const named: string[] = []
      for (let save = 1; save <= 25; save += 1) {
        clock += JUMPS_MS[Math.floor(chance() * JUMPS_MS.length)] ?? 0
        const saved = await desk.saveDraft(id, articleText('Tram', `w${String(save)}`), revision)
        rounds.count(saved.ok || `save ${String(save)}: ${saved.problem.what}`)
        if (!saved.ok) break
        revision = saved.value.revision
        const kept = await desk.keepRevision(id, 'named', `Version ${String(save)}`)
        if (kept.ok) named.unshift(`Version ${String(save)}`)
        rounds.count(kept.ok || `revision ${String(save)}: ${kept.problem.what}`)
        if (save % 5 !== 0) continue
        // Closing thins the history and runs idle work; then another start opens the draft.
        value(await desk.closeDraft(id))
        await desk.close()
        desk = anotherPage(value(await openDesk({ ...options, settings: settingsInMemory() })))
        const opened = value(await desk.openDraft(id))
        rounds.count(
          opened.article.includes(`w${String(save)}`) || `after save ${String(save)} it is an older one`,
        )
        rounds.count(opened.notices.length === 0 || opened.notices.join(' '))
        revision = opened.revision
      }
      const listed = value(await desk.listRevisions(id))
      const names = listed.map(({ name }) => name).filter((name) => name !== '')
      rounds.count(names.join() === named.join() || `named revisions: ${names.join()}`)
      const numbers = listed.map(({ number }) => number)
      rounds.count(
        numbers.join() === numbers.toSorted((a, b) => b - a).join() || `out of order: ${numbers.join()}`,
      )
      for (const { number, name } of listed) {
        if (name === '') continue
        const text = value(await desk.readRevision(id, number))
        const word = `w${name.replace('Version ', '')}"`
        rounds.count(text.includes(word) || `${name} says something else`)
      }
      await desk.close()
    }
    expect(rounds.end()).toEqual([])
  })
})
