import { setTimeout as pause } from 'node:timers/promises'
import { Transform } from 'prosemirror-transform'
import { Node } from 'prosemirror-model'
import { parseArticle, schema, stringifyArticle } from '../../../src/article/index.ts'
import { DEFAULT_SETTINGS, type Desk, type OpenDraft, type Outcome } from '../../../src/desk.ts'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { type ConnectedPage, openDesk } from '../../../src/desk/index.ts'
import { createAutosave } from '../../../src/renderer/src/stores/openDraft/autosave.ts'
import { createJournal } from '../../../src/renderer/src/stores/openDraft/journal.ts'
import { articleText as made } from '../../articleText.ts'
import { losingAnswers } from '../rig/lostReplies.ts'
import { Calls } from '../rig/stalls.ts'

/**
 * A writer who never pauses, to be killed: types a numbered word every few milliseconds into a draft, saved and
 * journalled by the page's own clockwork, and never ends by itself. Says on stdout, in milliseconds of the clock that
 * all processes share:
 *
 * * `d ID`: the draft;
 * * `w 17 5000.25 4990.5`: typed word 17 then, while a call to the disk was under way since then (or 0, none was);
 * * `f 4000.5 4800.25`: a call to the disk took that long;
 * * `b 5100.5`, `e 5130.25`: a save began, and ended;
 * * `r`: does not type until the next word: the draft is closed and opened;
 * * `c 17 5200.5`: the page crashed then, with word 17 the last one typed; another page opens the draft;
 * * `o 15`: that page found word 15 to be the last one;
 * * `! ...`: what no typist should have to say.
 *
 * Arguments: library, draft ('' for a new one), 'journal', 'saves' (the journal cannot be written), 'slow' (the disk
 * takes seconds over a save) or 'lost' (every third answer of the desk is lost), and what else happens now and then:
 * 'rests' (the draft is closed and opened) or 'crashes' (the page ends without closing it, and another one opens it).
 */
const [library = '', given = '', mode = 'journal', happens = ''] = process.argv.slice(2)

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const now = (): number => Number(process.hrtime.bigint() / 1000n) / 1000

function must<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  say(`! ${outcome.problem.code}: ${outcome.problem.what}`)
  process.exit(3)
}

/** Milliseconds that a slow disk takes over a draft's file: more than a second, which is all that may be lost. */
const SLOW_MS = 2500
/** Of the desk's answers about what was typed, every so many is lost. */
const LOST_EVERY = 3
const TYPING_MS = 7
const RESTING_MS = 400
/** A page crashes after one of these times, in turn: in the middle of gathering lines, of a save, of rest. */
const CRASHES_MS = [90, 310, 35, 520, 180]

/** A disk that takes its time over every new draft file, as a network's does, or one that a scanner looks at first. */
function slow(files: Files): Files {
  return {
    ...files,
    open: async (path, flags, mode) => {
      const file = await files.open(path, flags, mode)
      if (!path.includes('.article.json.')) return file
      return { ...file, sync: () => pause(SLOW_MS).then(() => file.sync()) }
    },
  }
}

const settings = { read: () => DEFAULT_SETTINGS, write: () => undefined, notices: [] }
// The index is a cache that a kill may cost; without it a typist is at work sooner.
const withoutIndex = process.env.GALLEY_DURABILITY !== 'long'
const calls = new Calls(now, (from, to) => {
  say(`f ${String(from)} ${String(to)}`)
})
const files = mode === 'slow' ? slow(calls.watched(realFiles)) : calls.watched(realFiles)
const opened = must(await openDesk({ library, cache: `${library}-cache`, settings, withoutIndex, files }))

/** A page with the draft open: types until it is stopped. */
class WritingPage {
  readonly id: string
  readonly #desk: Desk
  readonly #connected: ConnectedPage
  readonly #opening: string
  #metadata
  #revision: string
  #doc: Node
  #next: number
  #key = 0
  #isStopped = false
  readonly #journal
  readonly #autosave = createAutosave({ save: () => this.#save(), onState: () => undefined })

  constructor(connected: ConnectedPage, desk: Desk, draft: OpenDraft) {
    if (draft.lockedBy !== undefined) say(`! held by ${draft.lockedBy}`)
    const article = parseArticle(draft.article)
    this.id = draft.summary.id
    this.#connected = connected
    this.#desk = desk
    this.#opening = draft.opening
    this.#metadata = article.metadata
    this.#revision = draft.revision
    this.#doc = Node.fromJSON(schema, article.doc)
    this.#next = lastWord(draft) + 1
    this.#journal = createJournal({
      append: (from, lines) => this.#append(from, lines),
      nextLine: draft.nextLine,
      onJournalled: this.#autosave.setJournalled,
      clock: { now, schedule },
    })
  }

  get lastWord(): number {
    return this.#next - 1
  }

  type(): void {
    if (this.#isStopped) return
    const change = new Transform(this.#doc).insert(
      this.#doc.content.size - 2,
      schema.text(` w${String(this.#next)}`),
    )
    this.#doc = change.doc
    this.#journal.add(change.steps.map((step): unknown => step.toJSON()))
    this.#autosave.touch()
    say(`w ${String(this.#next)} ${String(now())} ${String(calls.since)}`)
    this.#next += 1
  }

  /** As when the writer goes to another draft: it is closed at rest, kept, mirrored and renamed. */
  async close(): Promise<void> {
    this.#metadata = { ...this.#metadata, slug: `rest-${String(this.#next)}` }
    // Without an answer the page saves again, as it does for a writer: now and then the next answer is lost as well.
    let isSaved = false
    for (let tries = 0; tries < LOST_EVERY && !isSaved; tries += 1) isSaved = await this.#autosave.flush()
    if (!isSaved) say('! what was typed could not be saved before the draft was closed')
    this.#stop()
    must(await this.#desk.closeDraft(this.id))
    await this.#connected.end()
  }

  /** As when the page's process is gone: nothing is saved or sent any more, and the host ends the page. */
  async crash(): Promise<void> {
    this.#stop()
    await this.#connected.end()
  }

  #stop(): void {
    this.#isStopped = true
    this.#autosave.stop()
    this.#journal.stop()
  }

  async #append(from: number, lines: string): Promise<'kept' | 'refused' | 'lost'> {
    if (mode === 'saves') return 'refused'
    const outcome = await this.#desk.appendJournal(this.id, from, lines)
    if (outcome.ok) return 'kept'
    return outcome.problem.code === 'unreachable' ? 'lost' : 'refused'
  }

  async #save(): Promise<boolean> {
    const upTo = this.#journal.nextLine
    const text = stringifyArticle({
      metadata: this.#metadata,
      doc: this.#doc.toJSON() as ReturnType<typeof parseArticle>['doc'],
    })
    const key = `${this.#opening}-${String(this.#key)}`
    say(`b ${String(now())}`)
    const saved = await this.#desk.saveDraft(this.id, text, this.#revision, upTo, key)
    say(`e ${String(now())}`)
    if (!saved.ok) {
      const { code, what } = saved.problem
      if (code !== 'unreachable' && !this.#isStopped) say(`! ${code}: ${what}`)
      return false
    }
    this.#revision = saved.value.revision
    this.#key += 1
    this.#journal.discardBelow(upTo)
    return true
  }
}

function schedule(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms)
  return () => {
    clearTimeout(timer)
  }
}

function lastWord({ article }: OpenDraft): number {
  return Number(/w(\d+)$/.exec(Node.fromJSON(schema, parseArticle(article).doc).textContent)?.[1] ?? 0)
}

async function writingPage(id: string): Promise<WritingPage> {
  const connected = opened.connectPage()
  const { desk } = connected
  const draft = must(
    id === '' ? await desk.createDraft(made('Typed without a pause', 'w0')) : await desk.openDraft(id),
  )
  return new WritingPage(connected, mode === 'lost' ? losingAnswers(desk, LOST_EVERY) : desk, draft)
}

let page = await writingPage(given)
let isTyping = true
say(`d ${page.id}`)
setInterval(() => {
  if (isTyping) page.type()
}, TYPING_MS)

async function rest(): Promise<void> {
  isTyping = false
  say('r')
  await page.close()
  page = await writingPage(page.id)
  isTyping = true
}

async function crash(): Promise<void> {
  isTyping = false
  say(`c ${String(page.lastWord)} ${String(now())}`)
  await page.crash()
  page = await writingPage(page.id)
  say(`o ${String(page.lastWord)}`)
  isTyping = true
}

if (happens === 'rests')
  setInterval(() => {
    if (isTyping) void rest()
  }, RESTING_MS)
if (happens === 'crashes')
  for (let count = 0; ; count += 1) {
    await pause(CRASHES_MS[count % CRASHES_MS.length])
    await crash()
  }
