import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { isDraftId } from '../../../src/calls.ts'
import type { Schedule } from '../../../src/desk/drafts/idleWork.ts'
import type { DeskOptions } from '../../../src/desk/index.ts'
import { faultyFiles } from '../disk/faultyFiles.ts'
import {
  article,
  deskOver,
  refusal,
  settingsInMemory,
  tempFolder,
  tempsIn,
  type TestDesk,
  value,
} from '../library.ts'

const TRAM = article('The night tram', 'It leaves.')
const GIF = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')

/** Timers that go off when the test says so, in order; how long each was to wait is kept. */
function handClock(): { schedule: Schedule; goOff: () => void; waits: number[] } {
  const due = new Set<() => void>()
  const waits: number[] = []
  return {
    waits,
    schedule: (act, ms) => {
      waits.push(ms)
      due.add(act)
      return () => {
        due.delete(act)
      }
    },
    goOff: () => {
      const acts = [...due]
      due.clear()
      for (const act of acts) act()
    },
  }
}

/** A desk whose drafts rest when the test says so; `rest` waits until they do. */
async function restingDesk(
  options: Partial<DeskOptions> = {},
): Promise<{ library: string; desk: TestDesk; rest: (id: string) => Promise<void>; waits: number[] }> {
  const library = await tempFolder()
  const { schedule, goOff, waits } = handClock()
  const desk = await deskOver(library, { ...options, idle: { schedule } })
  const rest = async (id: string): Promise<void> => {
    goOff()
    // Behind the rest in the draft's queue.
    await desk.listRevisions(id)
  }
  return { library, desk, rest, waits }
}

async function folders(library: string): Promise<string[]> {
  return (await readdir(library)).filter(isDraftId).sort()
}

describe('an idle draft', () => {
  it('gets one revision for each change, and none without a change', async () => {
    const { desk, rest } = await restingDesk()
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    await rest(id)
    const same = value(await desk.saveDraft(id, TRAM, made.revision))
    await rest(id)
    expect(value(await desk.listRevisions(id))).toMatchObject([{ number: 1, reason: 'pause', words: 2 }])
    const one = value(await desk.saveDraft(id, article('The night tram', 'It left.'), same.revision))
    value(await desk.saveDraft(id, article('The night tram', 'It is gone.'), one.revision))
    await rest(id)
    expect(value(await desk.listRevisions(id)).map(({ number }) => number)).toEqual([2, 1])
    expect(value(await desk.readRevision(id, 2))).toContain('It is gone.')
  })

  it('is idle five seconds after the last save, and once a minute if saves never pause', async () => {
    let passed = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => passed)
    onTestFinished(() => {
      clock.mockRestore()
    })
    const { desk, rest, waits } = await restingDesk()
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    let { revision } = made
    const save = async (text: string): Promise<void> => {
      ;({ revision } = value(await desk.saveDraft(id, article('Tram', text), revision)))
    }
    for (passed = 1_000; passed < 60_000; passed += 1_000) await save(String(passed))
    expect(waits.slice(0, 55)).toEqual(Array.from({ length: 55 }, () => 5_000))
    expect(waits.at(-1)).toBe(1_000)
    await rest(id)
    await save('Afterwards.')
    expect(waits.at(-1)).toBe(5_000)
  })

  it('gets a version no more often than the settings ask for, and the last one when it is closed', async () => {
    let passed = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => passed)
    onTestFinished(() => {
      clock.mockRestore()
    })
    const settings = settingsInMemory()
    settings.write({ versionInterval: '5' })
    const { desk, rest } = await restingDesk({ settings })
    const { revision: first, summary } = value(await desk.createDraft(TRAM))
    const { id } = summary
    let revision = first
    const save = async (text: string, atMs: number): Promise<void> => {
      passed = atMs
      ;({ revision } = value(await desk.saveDraft(id, article('The night tram', text), revision)))
      await rest(id)
    }
    const versions = async (): Promise<number> => value(await desk.listRevisions(id)).length
    await save('One.', 1_000)
    const before = await versions()
    await save('Two.', 60_000)
    await save('Three.', 299_000)
    expect(await versions()).toBe(before)
    await save('Four.', 302_000)
    expect(await versions()).toBe(before + 1)
    await save('Five.', 310_000)
    expect(await versions()).toBe(before + 1)
    // A change of the setting acts at the next pause.
    settings.write({ versionInterval: 'pause' })
    await save('Six.', 320_000)
    expect(await versions()).toBe(before + 2)
    settings.write({ versionInterval: '60' })
    await save('Seven.', 330_000)
    value(await desk.closeDraft(id))
    const newest = value(await desk.listRevisions(id))[0]?.number ?? 0
    expect(value(await desk.readRevision(id, newest))).toContain('Seven.')
  })

  it('has a Markdown mirror that equals the draft', async () => {
    const { library, desk, rest } = await restingDesk()
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    await rest(id)
    const mirror = join(library, id, 'article.md')
    expect(await readFile(mirror, 'utf8')).toContain('It leaves.')
    value(await desk.saveDraft(id, article('The night tram', 'It left.'), made.revision))
    expect(await readFile(mirror, 'utf8')).toContain('It leaves.')
    value(await desk.closeDraft(id))
    expect(await readFile(mirror, 'utf8')).toContain('It left.')
  })

  it('keeps a mirror that somebody edited, and says so', async () => {
    const { library, desk, rest } = await restingDesk()
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    await rest(id)
    await writeFile(join(library, id, 'article.md'), 'My own words.')
    value(await desk.saveDraft(id, article('The night tram', 'It left.'), made.revision))
    await rest(id)
    expect(await readFile(join(library, id, 'article-changed-outside.md'), 'utf8')).toBe('My own words.')
    expect(value(await desk.library()).notices).toEqual([
      expect.stringContaining('article-changed-outside.md'),
    ])
  })

  it('has its idle work done when the desk has closed, whatever the clock says', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library, { now: () => Date.UTC(1980, 0, 1) })
    const { id } = value(await desk.createDraft(TRAM)).summary
    await desk.close()
    expect((await readdir(join(library, id))).sort()).toEqual(['article.json', 'article.md', 'history'])
    const next = await deskOver(library, { now: () => Date.UTC(2090, 0, 1) })
    expect(value(await next.listRevisions(id))).toMatchObject([{ reason: 'pause' }])
  })

  it('is released at once when no page has it open, whatever call used it', async () => {
    const { library, desk, waits } = await restingDesk()
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    expect(await readdir(join(library, id))).toContain('lock')
    value(await desk.closeDraft(id))
    expect(await readdir(join(library, id))).not.toContain('lock')
    const before = waits.length
    const revision = value(await desk.keepRevision(id, 'named', 'Mine'))
    value(await desk.nameRevision(id, revision.number, 'Ours'))
    value(await desk.addImage(id, 'dot.gif', GIF))
    expect(refusal(await desk.saveDraft(id, TRAM, made.revision)).code).toBe('not-open')
    expect(await readdir(join(library, id))).not.toContain('lock')
    expect(waits).toHaveLength(before)
    expect(desk.draftsInUse).toBe(0)
  })

  it('has its idle work done when its page has ended', async () => {
    const { library, desk } = await restingDesk()
    const { id } = value(await desk.createDraft(TRAM)).summary
    await desk.endPage()
    expect((await readdir(join(library, id))).sort()).toEqual(['article.json', 'article.md', 'history'])
    expect(desk.draftsInUse).toBe(0)
    expect(value(await desk.listRevisions(id))).toMatchObject([{ reason: 'pause' }])
  })

  it('causes no error when it was removed before its idle work', async () => {
    const { desk, rest, library } = await restingDesk()
    const { id } = value(await desk.createDraft(TRAM)).summary
    await rm(join(library, id), { recursive: true })
    await rest(id)
    expect(value(await desk.library()).notices).toEqual([])
  })
})

describe('a draft’s folder', () => {
  it('is renamed after the title when the draft is idle; the id stays, also at the next start', async () => {
    const { library, desk, rest } = await restingDesk()
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    const saved = value(await desk.saveDraft(id, article('The day boat', 'It leaves.'), made.revision))
    expect(await folders(library)).toEqual([id])
    await rest(id)
    const named = `the-day-boat${id.slice(-7)}`
    expect(await folders(library)).toEqual([named])
    const again = value(await desk.saveDraft(id, article('The day boat', 'It left.'), saved.revision))
    value(await desk.appendJournal(id, made.nextLine, '[]\n'))
    expect(again.revision).not.toBe(saved.revision)
    expect(value(await desk.library()).drafts.map((draft) => draft.id)).toEqual([id])
    await desk.close()
    expect((await readdir(join(library, named))).sort()).toEqual([
      'article.json',
      'article.md',
      'history',
      'journal.jsonl',
    ])
    const next = await deskOver(library)
    expect(value(await next.openDraft(id)).article).toContain('It left.')
    value(await next.trashDraft(id))
    expect(value(await next.restoreDraft(id)).id).toBe(id)
  })

  it.each([
    ['300 letters', 'Tram '.repeat(60), /^tram(-tram)+$/],
    ['emoji alone', '🚋🌙', /^draft$/],
    ['nothing', '', /^draft$/],
    ['a device of Windows', 'CON', /^con$/],
    ['trailing dots', 'The end...', /^the-end$/],
    ['slashes', '../../etc/passwd\\x', /^etc-passwd-x$/],
    ['marks of direction', '\u202Etxt.exe\u202C\u200F', /^txt-exe$/],
    ['Korean', '밤의 전차', /^밤의-전차$/],
  ])('has a safe name for a title of %s', async (_, title, stem) => {
    const { library, desk, rest } = await restingDesk()
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    value(await desk.saveDraft(id, article(title, 'x'), made.revision))
    await rest(id)
    const [folder = ''] = await folders(library)
    expect(folder.slice(0, -7)).toMatch(stem)
    expect(folder.slice(-7)).toBe(id.slice(-7))
    expect(Buffer.byteLength(folder)).toBeLessThan(100)
  })

  it('differs for two drafts with the same title', async () => {
    const { library, desk, rest } = await restingDesk()
    for (const title of ['One', 'Other']) {
      const made = value(await desk.createDraft(article(title)))
      value(await desk.saveDraft(made.summary.id, TRAM, made.revision))
    }
    for (const { id } of value(await desk.library()).drafts) await rest(id)
    const names = await folders(library)
    expect(names).toHaveLength(2)
    for (const name of names) expect(name).toMatch(/^the-night-tram-[a-z0-9]{6}$/)
  })

  it('never replaces another folder, and keeps a name that its owner chose', async () => {
    const { library, desk, rest } = await restingDesk()
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    const taken = `the-day-boat${id.slice(-7)}`
    await mkdir(join(library, taken))
    const saved = value(await desk.saveDraft(id, article('The day boat'), made.revision))
    await rest(id)
    expect(await folders(library)).toEqual([id, taken].sort())
    await rename(join(library, id), join(library, 'my favourite'))
    value(await desk.saveDraft(id, article('The noon bus'), saved.revision))
    await rest(id)
    expect((await readdir(library)).sort()).toEqual(['my favourite', taken].sort())
  })
})

describe('idle work on a failing disk', () => {
  it('loses nothing, leaves nothing half-done, and reports what could not be kept, at every call', async () => {
    for (const kind of ['ENOSPC', 'EIO', 'short'] as const) {
      let rounds = 0
      for (let reached = true; reached; rounds += 1) {
        const disk = faultyFiles()
        const { library, desk, rest } = await restingDesk({ files: disk.files })
        const made = value(await desk.createDraft(TRAM))
        const { id } = made.summary
        value(await desk.saveDraft(id, article('The day boat', 'It sails.'), made.revision))
        disk.plan((_, index) => (index === rounds ? kind : null))
        await rest(id)
        reached = disk.calls.length > rounds
        disk.plan(() => null)
        const where = `${kind} ${String(rounds)}`
        const opened = value(await desk.openDraft(id))
        expect(opened.article, where).toContain('It sails.')
        expect(await folders(library), where).toHaveLength(1)
        expect(await tempsIn(library), where).toEqual([])
        value(await desk.saveDraft(id, article('The day boat', 'It sank.'), opened.revision))
        await rest(id)
        expect(value(await desk.listRevisions(id)).length, where).toBeGreaterThan(1)
        expect(value(await desk.library()).notices, where).toEqual([])
      }
      expect(rounds).toBeGreaterThan(20)
    }
  }, 60_000)

  it('reports that the history could not be written while the disk is full', async () => {
    const disk = faultyFiles()
    const { library, desk, rest } = await restingDesk({ files: disk.files })
    const { id } = value(await desk.createDraft(TRAM)).summary
    disk.plan((call) => (/open new|open end/.test(call) ? 'ENOSPC' : null))
    await rest(id)
    expect(value(await desk.library()).notices).toEqual([
      expect.stringMatching(/history .* could not go on: .*full.* The draft itself is saved\./),
    ])
    expect(refusal(await desk.closeDraft(id)).code).toBe('full')
    expect(await readdir(join(library, id))).not.toContain('lock')
  })
})
