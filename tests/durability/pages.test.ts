import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseArticle } from '../../src/article/index.ts'
import type { Desk, OpenDraft, Outcome } from '../../src/desk.ts'
import { anotherPage, article, deskOver, value } from '../desk/library.ts'
import { typed } from '../desk/journal/journals.ts'
import { deskOn } from './rig/acts.ts'
import { LONG, Rounds, seeded } from './rig/ledger.ts'
import { MemoryDisk } from './rig/memoryDisk.ts'
import { judged, type Lane, typedAndKilled } from './rig/typists.ts'

/** Pages that crash, lose answers, share a draft, or find their host stopped, with the draft in one host all the time. */

async function lane(): Promise<Lane> {
  const library = await mkdtemp(join(tmpdir(), 'galley-pages-'))
  onTestFinished(async () => {
    await rm(library, { recursive: true, force: true })
    await rm(`${library}-cache`, { recursive: true, force: true })
  })
  return { library, id: '', rounds: 0 }
}

/** Returns the words of the draft's only paragraph. */
function wordsIn(text: string): string {
  const [, , body] = parseArticle(text).doc.content ?? []
  return (body?.content?.[0]?.content ?? []).map((child) => child.text ?? '').join('')
}

describe('a page that crashes repeatedly under one host', () => {
  it('leaves every word to the next page exactly once', async () => {
    const pages = LONG ? 150 : 30
    const rounds = new Rounds('crash of the page, one draft, the host goes on')
    const place = await lane()
    const oracle = await typedAndKilled(place, { mode: 'journal', happens: 'crashes', until: { pages } })
    expect(oracle.pages).toBeGreaterThanOrEqual(pages)
    expect(oracle.typed.size).toBeGreaterThan(pages)
    const { wrong } = await judged(place, oracle, 'journal')
    for (let page = 1; page < oracle.pages; page += 1) rounds.count(true)
    rounds.count(wrong === '' || wrong)
    expect(rounds.end(`${String(oracle.typed.size)} words`)).toEqual([])
  })
})

/** A page that types letters and saves, and repeats calls that were not answered. */
class Page {
  readonly #desk: Desk
  readonly #draft: OpenDraft
  /** The number of the call, among those that send words, whose answer is lost. */
  readonly #lostAt: number
  #calls = 0
  #revision: string
  #saves = 0
  /** Lines from `#acknowledged` on, which the desk has perhaps not received. */
  #unsent: string[] = []
  #acknowledged: number
  words: string

  constructor(desk: Desk, draft: OpenDraft, lostAt: number) {
    this.#desk = desk
    this.#draft = draft
    this.#lostAt = lostAt
    this.#revision = draft.revision
    this.#acknowledged = draft.nextLine
    this.words = wordsIn(draft.article)
  }

  get calls(): number {
    return this.#calls
  }

  async type(letter: string): Promise<void> {
    this.words = letter + this.words
    this.#unsent.push(typed(letter))
    const outcome = await this.#answered(
      this.#desk.appendJournal(this.#draft.summary.id, this.#acknowledged, this.#unsent.join('')),
    )
    if (outcome === null) return
    value(outcome)
    this.#acknowledged += this.#unsent.length
    this.#unsent = []
  }

  async save(): Promise<void> {
    const upTo = this.#acknowledged + this.#unsent.length
    const key = `${this.#draft.opening}-${String(this.#saves)}`
    const text = article('Tram', this.words)
    const outcome = await this.#answered(
      this.#desk.saveDraft(this.#draft.summary.id, text, this.#revision, upTo, key),
    )
    // The next save repeats it under the same key, with the words typed by then.
    if (outcome === null) return
    this.#revision = value(outcome).revision
    this.#saves += 1
    this.#acknowledged = upTo
    this.#unsent = []
  }

  /** Null if the answer is lost. */
  async #answered<T>(call: Promise<Outcome<T>>): Promise<Outcome<T> | null> {
    const outcome = await call
    this.#calls += 1
    return this.#calls === this.#lostAt ? null : outcome
  }
}

/** A page's actions: `a` to `z` are typed, `!` saves. */
const STORY = 'ab!c!!de!f!gh!!i'

describe('an answer that is lost at any one call', () => {
  it('neither loses nor repeats a word, whether the page crashes afterwards or closes the draft', async () => {
    const rounds = new Rounds('a lost answer at every call of a page')
    for (const end of ['crash', 'close'] as const)
      for (let lostAt = 1, isReached = true; isReached; lostAt += 1) {
        const desk = await deskOn(new MemoryDisk())
        const draft = value(await desk.createDraft(article('Tram', '.')))
        const page = new Page(desk, draft, lostAt)
        for (const act of STORY) await (act === '!' ? page.save() : page.type(act))
        isReached = page.calls >= lostAt
        if (end === 'close') {
          // A page saves before it closes.
          await page.save()
          await page.save()
          value(await desk.closeDraft(draft.summary.id))
        } else await desk.endPage()
        const found = value(await anotherPage(desk).openDraft(draft.summary.id))
        const words = wordsIn(found.article)
        const asides = found.notices.filter(
          (notice) => notice.includes('aside') || notice.includes('outside'),
        )
        rounds.count(
          (words === page.words && asides.length === 0) ||
            `${end}, answer ${String(lostAt)} lost: ${words} instead of ${page.words} ${asides.join()}`,
        )
        await desk.close()
      }
    expect(rounds.rounds).toBeGreaterThan(STORY.length * 2 - 1)
    expect(rounds.end()).toEqual([])
  })
})

describe('two pages on one draft', () => {
  it('never both write it, and each finds the other’s words exactly once', async () => {
    const rounds = new Rounds('two pages of one host on one draft')
    const chance = seeded(23)
    const desk = await deskOn(new MemoryDisk())
    const { id } = value(await desk.createDraft(article('Tram', '.'))).summary
    await desk.endPage()
    let words = '.'
    for (let round = 0; round < (LONG ? 400 : 40); round += 1) {
      const [first, second] = [anotherPage(desk), anotherPage(desk)]
      // Both open it at the same time, and one of them gets the lock.
      const drafts = await Promise.all([first.openDraft(id), second.openDraft(id)])
      const opened = drafts.map(value)
      const writes = opened.map(({ lockedBy }) => lockedBy === undefined)
      rounds.count(
        writes.filter(Boolean).length === 1 || `round ${String(round)}: ${writes.join()} may write`,
      )
      const [writer, reader] = writes[0] === true ? [first, second] : [second, first]
      const draft = writes[0] === true ? opened[0] : opened[1]
      if (draft === undefined) throw new Error('nobody has the draft')
      rounds.count(wordsIn(draft.article) === words || `round ${String(round)}: ${wordsIn(draft.article)}`)
      const page = new Page(writer, draft, 0)
      for (let act = 0; act < 5; act += 1) {
        await (chance() < 0.6 ? page.type(String.fromCharCode(97 + act)) : page.save())
        const refused = await reader.appendJournal(id, draft.nextLine, typed('X'))
        const over = await reader.saveDraft(id, article('Tram', 'X'), draft.revision)
        rounds.count(
          [refused, over].every((outcome) => !outcome.ok && outcome.problem.code === 'locked') ||
            `round ${String(round)}: the reader was not refused`,
        )
      }
      words = page.words
      if (chance() < 0.5) {
        await page.save()
        value(await writer.closeDraft(id))
      }
      await writer.endPage()
      const turned = value(await reader.openDraft(id))
      rounds.count(
        turned.lockedBy === undefined || `round ${String(round)}: still held by ${turned.lockedBy}`,
      )
      rounds.count(wordsIn(turned.article) === words || `round ${String(round)}: ${wordsIn(turned.article)}`)
      await reader.endPage()
    }
    rounds.count(desk.draftsInUse === 0 || `${String(desk.draftsInUse)} drafts are still in use`)
    await desk.close()
    expect(rounds.end()).toEqual([])
  })
})

describe('a host that is stopped for seconds', () => {
  // Windows has no SIGSTOP: the signal would end the process.
  it.skipIf(process.platform === 'win32')('keeps its lock and its words, and continues', async () => {
    const rounds = new Rounds('a host that stands still, another one looks at its draft')
    const stoppedMs = LONG ? 10_000 : 2_000
    for (let round = 0; round < (LONG ? 5 : 1); round += 1) {
      const place = await lane()
      const meanwhile = async (child: { kill(signal: NodeJS.Signals): boolean }): Promise<void> => {
        child.kill('SIGSTOP')
        await pause(stoppedMs)
        const other = await deskOver(place.library, { cache: `${place.library}-cache-2` })
        for (const { id } of value(await other.library()).drafts) {
          const opened = value(await other.openDraft(id))
          rounds.count(opened.lockedBy !== undefined || 'the draft of a host that stands still was taken')
        }
        await other.close()
        child.kill('SIGCONT')
        await pause(500)
      }
      const typing = { mode: 'journal', happens: '', until: { ms: 300 }, meanwhile } as const
      const oracle = await typedAndKilled(place, typing)
      const { wrong } = await judged(place, oracle, 'journal')
      rounds.count(wrong === '' || wrong)
      rounds.count(
        [...oracle.typed.values()].some((at) => oracle.killed - at < 400) || 'it did not type on afterwards',
      )
      await rm(`${place.library}-cache-2`, { recursive: true, force: true })
    }
    expect(rounds.end(`${String(stoppedMs / 1000)} s`)).toEqual([])
  })
})
