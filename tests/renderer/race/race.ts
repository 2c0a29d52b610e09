import { parseArticle } from '../../../src/article/index.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import type { Desk } from '../../../src/desk.ts'
import type { Fate } from '../desk/double.ts'
import { articleText } from '../../articleText.ts'
import { DeskModel } from '../desk/model.ts'
import { PageRig } from '../desk/pageRig.ts'
import { FakeClock, settled } from '../fakeClock.ts'

const DRAFTS = ['ferry', 'tram', 'kite'] as const
const ACTS = 60
/** What a page may be told on a bad day, though nobody else is there. */
const HARMLESS = new Set(['full', 'unreachable'])

/** Numbers from 0 to 1 out of a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The text of the body's first paragraph, as words. */
function wordsOf(text: string): string[] {
  const { doc } = parseArticle(text)
  const first = doc.content?.[2]?.content?.[0]
  const all = (first?.content ?? []).map((node) => node.text ?? '').join('')
  return all.split(' ').filter((word) => word.includes('-'))
}

function picturesOf(json: NodeJSON): string[] {
  const src = json.attrs?.src
  return [...(typeof src === 'string' ? [src] : []), ...(json.content ?? []).flatMap(picturesOf)]
}

/** One or two pages, three drafts, and a desk whose answers are slow, reordered, lost or refused. */
export class Race {
  readonly model = new DeskModel()
  readonly clock = new FakeClock()
  readonly log: string[] = []
  readonly #random: () => number
  readonly #pages: PageRig[] = []
  /** What was typed into each draft, in order. */
  readonly #typed = new Map<string, string[]>()
  /** Words of a page that crashed before they were on the disk. */
  readonly #mayBeMissing = new Set<string>()
  /** What was clicked last on each page; '' for a new draft. */
  readonly #clicked = new Map<PageRig, string>()
  readonly #faults: string[] = []
  #count = 0
  #weather: 'storm' | 'slow saves' | 'calm' = 'storm'

  constructor(seed: number) {
    this.#random = randomFrom(seed)
    for (const id of DRAFTS) this.model.add(id, articleText(id, `${id}: `))
    // Alone, a page has nobody to be locked out by, and no file changes but by its own saves.
    const names = seed % 2 === 0 ? ['one', 'two'] : ['one']
    for (const name of names) this.#pages.push(this.#newPage(name))
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count)
  }

  #pick<T>(list: readonly T[]): T {
    const one = list[this.#below(list.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }

  #fate(call: keyof Desk): Fate {
    const calm: Fate = { there: 1, back: 1, how: 'answered' }
    if (this.#weather === 'slow saves')
      return call === 'saveDraft' ? { ...calm, there: this.#below(400), back: this.#below(400) } : calm
    if (this.#weather === 'calm') return calm
    const slow = (): number => this.#pick([0, 1, 5, 20, 20, 100, 400, 2500])
    const isWriting = ['saveDraft', 'appendJournal', 'createDraft', 'addImage'].includes(call)
    const chance = this.#random()
    if (chance < 0.06) return { there: slow(), back: slow(), how: 'lost' }
    if (chance < 0.11) return { there: slow(), back: slow(), how: 'dropped' }
    return { there: slow(), back: slow(), how: isWriting && chance < 0.16 ? 'refused' : 'answered' }
  }

  #newPage(name: string): PageRig {
    this.#count += 1
    return new PageRig(this.model, this.clock, `${name}-${String(this.#count)}`, (call, [id]) => {
      const fate = this.#fate(call)
      const said = `${call} ${String(id).slice(0, 20)}: ${fate.how} after ${String(fate.there)} + ${String(fate.back)} ms`
      this.log.push(`  ${String(this.clock.now())} ${said}`)
      return fate
    })
  }

  #type(page: PageRig): void {
    const { id } = page
    if (id === '' || page.drafts.shown.value?.lockedBy.value !== '') return
    this.#count += 1
    const word = `${id}-${String(this.#count)}`
    this.#typed.set(id, [...(this.#typed.get(id) ?? []), word])
    page.type(`${word} `)
    this.log.push(`${page.line.page} types ${word}`)
  }

  /** Words that are only on this page may go with it. */
  #crash(index: number): void {
    const page = this.#pages[index]
    if (page === undefined) return
    this.log.push(`${page.line.page} crashes on ${page.id}`)
    if (page.id !== '') {
      const durable = new Set(wordsOf(this.model.durable(page.id)))
      for (const word of page.words.split(' ')) if (!durable.has(word)) this.#mayBeMissing.add(word)
    }
    page.crash()
    this.model.endPage(page.line.page)
    this.#pages[index] = this.#newPage(index === 0 ? 'one' : 'two')
  }

  /** The host is started anew: pages get new names and go on where they were. */
  #restart(): void {
    this.log.push('the host restarts')
    this.model.restart()
    for (const page of this.#pages) {
      this.#count += 1
      page.line.page = `${page.line.page.split('-')[0] ?? ''}-${String(this.#count)}`
      const shown = page.drafts.shown.value
      if (shown !== null) void page.drafts.saver.recover(shown)
    }
  }

  #act(): void {
    const index = this.#below(this.#pages.length)
    const page = this.#pages[index]
    if (page === undefined) return
    const chance = this.#random()
    if (chance < 0.6) this.#type(page)
    else if (chance < 0.85) {
      const id = this.#pick(DRAFTS)
      this.log.push(`${page.line.page} opens ${id}`)
      this.#clicked.set(page, id)
      void page.drafts.switcher.open(id)
    } else if (chance < 0.88) {
      this.#clicked.set(page, '')
      void page.drafts.switcher.create()
    } else if (chance < 0.94) {
      this.#count += 1
      this.log.push(`${page.line.page} adds p${String(this.#count)}.png to ${page.id}`)
      if (page.id !== '') void page.addPicture(`p${String(this.#count)}.png`)
    } else if (chance < 0.97) this.#crash(index)
    else this.#restart()
  }

  /** The storm is over: everything is saved or kept as a copy, and each page leaves. */
  async #settle(): Promise<void> {
    this.#weather = 'slow saves'
    await this.clock.advance(60_000)
    for (const page of this.#pages) await this.#typeOn(page)
    this.#weather = 'calm'
    await this.clock.advance(10_000)
    for (const page of this.#pages) {
      const draft = page.drafts.shown.value
      if (draft === null) continue
      const isSaved = draft.saveNow()
      await this.clock.advance(10_000)
      if (!(await isSaved)) {
        this.log.push(`${page.line.page} keeps a copy of ${draft.id}: ${page.codes.slice(-3).join()}`)
        void page.drafts.keepCopy(draft)
        await this.clock.advance(10_000)
      }
    }
  }

  /** Once the desk answers, each word is on the disk a moment after it was typed, however long saves take. */
  async #typeOn(page: PageRig): Promise<void> {
    const draft = page.drafts.shown.value
    if (draft?.lockedBy.value !== '' || draft.saveState.value === 'failed') return
    for (let word = 0; word < 25; word += 1) {
      this.#type(page)
      await this.clock.advance(60)
      // Another page took it while the host was restarted: the word is kept as a copy.
      if (page.drafts.shown.value?.lockedBy.value !== '') return
      const last = this.#typed.get(page.id)?.at(-1) ?? ''
      if (!wordsOf(this.model.durable(page.id)).includes(last))
        this.#faults.push(`${last} is not on the disk yet`)
    }
  }

  /** A page shows nothing but what was clicked last; alone, it is never refused, and forgets no undo. */
  #watch(before: ReadonlyMap<PageRig, string>): void {
    for (const page of this.#pages) {
      const { id } = page
      const isKnown = DRAFTS.some((known) => known === id)
      if (isKnown && id !== before.get(page) && id !== this.#clicked.get(page))
        this.#faults.push(`${id} is shown, and ${this.#clicked.get(page) ?? 'nothing'} was clicked`)
    }
    const [only, other] = this.#pages
    if (only === undefined || other !== undefined) return
    for (const code of only.codes) if (!HARMLESS.has(code)) this.#faults.push(`it was refused: ${code}`)
    for (const id of only.forgotten) this.#faults.push(`the undo of ${id} is forgotten`)
  }

  async run(): Promise<string[]> {
    for (let act = 0; act < ACTS; act += 1) {
      const before = new Map(this.#pages.map((page) => [page, page.id]))
      this.#act()
      await this.clock.advance(this.#pick([0, 1, 10, 30, 200, 900, 4000]))
      this.#watch(before)
    }
    await this.#settle()
    const faults = [...this.#faults, ...this.#wordFaults(), ...this.#pictureFaults(), ...this.#undoFaults()]
    for (const page of this.#pages) page.drafts.closeShown()
    await this.clock.advance(600_000)
    await settled()
    if (this.clock.pending > 0) faults.push(`${String(this.clock.pending)} timers are left`)
    return [...new Set(faults)]
  }

  #familyOf(id: string): string[] {
    return [id, ...(this.model.copies.get(id) ?? []).flatMap((copy) => this.#familyOf(copy))]
  }

  #wordFaults(): string[] {
    const faults: string[] = []
    const originOf = new Map<string, string>()
    for (const [id, words] of this.#typed) for (const word of words) originOf.set(word, id)
    for (const [id, typed] of this.#typed) {
      const found = new Set<string>()
      for (const member of this.#familyOf(id))
        for (const word of wordsOf(this.model.durable(member))) found.add(word)
      for (const word of typed)
        if (!found.has(word) && !this.#mayBeMissing.has(word)) faults.push(`${word} is lost`)
    }
    for (const id of this.model.drafts.keys()) {
      const words = wordsOf(this.model.durable(id))
      if (new Set(words).size !== words.length) faults.push(`${id} has words twice: ${words.join(' ')}`)
      const order = words.map((word) => Number(/\d+$/.exec(word)?.[0]))
      if (order.some((number, at) => number < (order[at - 1] ?? 0)))
        faults.push(`${id} has words out of order: ${words.join(' ')}`)
      for (const word of words) {
        const origin = originOf.get(word)
        if (origin === undefined || !this.#familyOf(origin).includes(id)) faults.push(`${word} is in ${id}`)
      }
    }
    return faults
  }

  #pictureFaults(): string[] {
    const faults: string[] = []
    for (const [id, draft] of this.model.drafts) {
      const shown = picturesOf(parseArticle(this.model.durable(id)).doc)
      if (new Set(shown).size !== shown.length) faults.push(`${id} shows a picture twice`)
      for (const src of shown)
        if (!draft.images.has(src.replace('images/', ''))) faults.push(`${id} has no file for ${src}`)
    }
    return faults
  }

  #undoFaults(): string[] {
    return this.#pages.flatMap((page) =>
      [...page.undone()]
        .filter(([id, doc]) => JSON.stringify(doc) !== JSON.stringify(page.beginnings.get(id)))
        .map(([id]) => `undo in ${id} does not go back to its beginning`),
    )
  }
}
